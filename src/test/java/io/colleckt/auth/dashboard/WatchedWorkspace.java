package io.colleckt.auth.dashboard;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Browser;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.Tab;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** A node of its own with an owner, whose dashboard is looked at while calls are made. */
final class WatchedWorkspace implements AutoCloseable {
  static final String EMAIL = "owner@example.com";
  static final String PASSWORD = "a long enough sentence";

  /** What a browser tells of a call that a page of another site makes. */
  static final String[] FROM_A_PAGE = {
    "User-Agent", "Mozilla/5.0", "Origin", "https://evil.test", "Sec-Fetch-Site", "cross-site"
  };

  private final HttpClient client = HttpClient.newHttpClient();
  private final Database database = Stores.shared().freshDatabase();
  private final RedisProcess redis = new RedisProcess();
  private final RunningNode node;
  private final Dashboard owner;

  WatchedWorkspace() throws Exception {
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    owner = Dashboard.signIn(node, EMAIL, PASSWORD);
  }

  Database database() {
    return database;
  }

  Dashboard owner() {
    return owner;
  }

  /** The owner's browser, at that page. */
  Tab open(Look look, String path) {
    return open(owner, look, path);
  }

  /** The browser of any member. */
  Tab open(Dashboard member, Look look, String path) {
    Tab tab = Browser.open(node, look);
    tab.signIn(member);
    tab.go(path);
    return tab;
  }

  /** Somebody with the role of a member, signed in. */
  Dashboard member(String email) throws Exception {
    JsonObject invitation = new JsonObject().put("email", email).put("role", "member");
    String url =
        new JsonObject(owner.call("POST", "/v1/members", invitation).body())
            .getString("invite_url");
    String code = url.substring(url.lastIndexOf('/') + 1);
    JsonObject password = new JsonObject().put("password", PASSWORD);
    owner.call("POST", "/v1/invitations/" + code, password);
    return Dashboard.signIn(node, email, PASSWORD);
  }

  /** A new token; the answer as the API gives it. */
  JsonObject token(String name) throws Exception {
    return owner.createToken(new JsonObject().put("name", name));
  }

  /** A call of that path with the token; {@code headers} are names and values in turn. */
  int call(JsonObject token, String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.node().httpPort() + "/v1/verify" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token.getString("plain_text_token"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
