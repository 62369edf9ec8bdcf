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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** A node with a Redis of its own, a workspace in it, and its owner, signed in. */
final class Premises implements AutoCloseable {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";

  private final HttpClient clients = HttpClient.newHttpClient();
  private final RunningNode node;
  private final Database database = Stores.shared().freshDatabase();
  final RedisProcess redis = new RedisProcess();
  final Dashboard owner;

  Premises() throws Exception {
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    owner = Dashboard.signIn(node, EMAIL, PASSWORD);
  }

  /** A tab of the owner's. */
  Tab tab(Look look) {
    return tab(look, owner);
  }

  Tab tab(Look look, Dashboard member) {
    Tab tab = Browser.open(node, look);
    tab.signIn(member);
    return tab;
  }

  /** Somebody who may read everything, and manage own tokens only. */
  Dashboard member(String email) throws Exception {
    JsonObject invitation = new JsonObject().put("email", email).put("role", "member");
    String url =
        new JsonObject(owner.call("POST", "/v1/members", invitation).body())
            .getString("invite_url");
    String code = url.substring(url.lastIndexOf('/') + 1);
    owner.call("POST", "/v1/invitations/" + code, new JsonObject().put("password", PASSWORD));
    return Dashboard.signIn(node, email, PASSWORD);
  }

  /** A new token with full access. */
  Issued token(String name) throws Exception {
    JsonObject created = owner.createToken(new JsonObject().put("name", name));
    return new Issued(
        created.getJsonObject("token").getLong("id"), created.getString("plain_text_token"));
  }

  /** A token, and the text that its clients hold. */
  record Issued(long id, String plainText) {
    String page() {
      return "/settings/tokens/" + id;
    }
  }

  /** Lets it have expired a minute ago. */
  void expire(Issued token) {
    database.execute(
        "update tokens set expires_at = now() - interval '1 minute' where id = " + token.id());
  }

  /** A call by an application; its status. */
  int call(String plainText, String path) throws Exception {
    return owner.verify("Bearer " + plainText, path).statusCode();
  }

  /** A call by a script in a page of somebody else; its status. */
  int callFromAPage(String plainText, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + node.node().httpPort() + "/v1/verify" + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + plainText)
            .header("Sec-Fetch-Site", "cross-site")
            .build();
    HttpResponse<String> response = clients.send(request, BodyHandlers.ofString());
    return response.statusCode();
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
