package io.colleckt.auth.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * A workspace with nothing in it but its owner, who has signed in, at a node that tests look at
 * from outside.
 */
public final class Workspace implements AutoCloseable {
  public static final String PASSWORD = Premises.PASSWORD;

  /** What a browser tells of a call that a page of another site makes. */
  public static final List<String> FROM_A_PAGE =
      List.of(
          "User-Agent",
          "Mozilla/5.0",
          "Origin",
          "https://evil.test",
          "Sec-Fetch-Site",
          "cross-site");

  private static final int MOST_REPEATS = 100;
  private static final long REST_MILLIS = 100;

  private final HttpClient applications = HttpClient.newHttpClient();
  private final Premises premises;
  private final int id;
  private final String email;
  private final Dashboard owner;

  Workspace(Premises premises, int id, String email) throws Exception {
    this.premises = premises;
    this.id = id;
    this.email = email;
    this.owner = Dashboard.signIn(premises.node(), email, PASSWORD);
  }

  /** A new one at the node that all of them share: its stores are to be left in peace. */
  public static Workspace shared() throws Exception {
    return Premises.shared().letIn();
  }

  /** The only one of a node with a Redis of its own, which may be frozen or killed. */
  public static Workspace alone() throws Exception {
    return Premises.start().first();
  }

  public int id() {
    return id;
  }

  /** The owner's. */
  public String email() {
    return email;
  }

  /** Of somebody who belongs to no other workspace. */
  public String email(String name) {
    return name + id + "@example.com";
  }

  /** With the rows of other workspaces in it, unless this one is alone. */
  public Database database() {
    return premises.database();
  }

  /** Of one that is alone: to be frozen or killed. */
  public RedisProcess redis() {
    if (premises.areShared()) {
      throw new IllegalStateException("Others need this Redis.");
    }
    return premises.redis();
  }

  /** {@code http://127.0.0.1:port}. */
  public String origin() {
    return "http://127.0.0.1:" + premises.node().node().httpPort();
  }

  /** The owner at the API, without a browser. */
  public Dashboard owner() {
    return owner;
  }

  /** Somebody new with the role of a member, signed in at the API. */
  public Dashboard member(String name) throws Exception {
    JsonObject invitation = new JsonObject().put("email", email(name)).put("role", "member");
    String answer = owner.call("POST", "/v1/members", invitation).body();
    String url = new JsonObject(answer).getString("invite_url");
    String code = url.substring(url.lastIndexOf('/') + 1);
    owner.call("POST", "/v1/invitations/" + code, new JsonObject().put("password", PASSWORD));
    return Dashboard.signIn(premises.node(), email(name), PASSWORD);
  }

  /** A browser of somebody who has not signed in. */
  public Tab signedOut(Look look) {
    return Browser.open(origin(), look);
  }

  /** A browser in which the member has signed in. */
  public Tab tab(Look look, Dashboard member) {
    Tab tab = signedOut(look);
    tab.signIn(member);
    return tab;
  }

  /** The owner's browser. */
  public Tab tab(Look look) {
    return tab(look, owner);
  }

  /** The owner's browser, with the page at this path. */
  public Tab tab(Look look, String path) {
    Tab tab = tab(look);
    tab.go(path);
    return tab;
  }

  /** The same on a desk. */
  public Tab tab(String path) {
    return tab(Look.WIDE, path);
  }

  /** A new token with full access. */
  public Issued token(String name) throws Exception {
    JsonObject created = owner.createToken(new JsonObject().put("name", name));
    return new Issued(
        created.getJsonObject("token").getLong("id"), created.getString("plain_text_token"));
  }

  /** A token, and the text that its clients hold. */
  public record Issued(long id, String plainText) {
    /** The path of its page. */
    public String page() {
      return "/settings/tokens/" + id;
    }
  }

  /**
   * So many tokens that a test puts into the database itself.
   *
   * @param set what an {@code update tokens set …} would say
   */
  public List<TestToken> stored(int count, String set) {
    return TestToken.insert(database(), count, "workspace_id = " + id + ", " + set);
  }

  /** Lets it have expired a minute ago. */
  public void expire(Issued token) {
    database()
        .execute(
            "update tokens set expires_at = now() - interval '1 minute' where id = " + token.id());
  }

  /**
   * A call by an application; its status, which is asked for again while it is 503, as a busy
   * machine may cause at any time.
   *
   * @param headers names and values in turn
   */
  public int call(String plainText, String path, List<String> headers) throws Exception {
    URI address = URI.create(origin() + "/v1/verify" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + plainText);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    int status = status(request.build());
    for (int i = 0; status == 503 && i < MOST_REPEATS; i++) {
      Thread.sleep(REST_MILLIS);
      status = status(request.build());
    }
    return status;
  }

  private int status(HttpRequest request) throws Exception {
    return applications.send(request, BodyHandlers.discarding()).statusCode();
  }

  public int call(String plainText, String path) throws Exception {
    return call(plainText, path, List.of());
  }

  public int call(Issued token, String path) throws Exception {
    return call(token.plainText(), path);
  }

  /** Takes its node down, if it is alone there. */
  @Override
  public void close() throws IOException {
    if (!premises.areShared()) {
      premises.close();
    }
  }
}
