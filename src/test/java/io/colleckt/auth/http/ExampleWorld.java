package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.KeyServer;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A running node in which the examples of the contract make sense. */
final class ExampleWorld implements AutoCloseable {
  /** The token of the product page, which no store knows. */
  private static final String EXAMPLE_TOKEN =
      "1|abc123def456ghi789jkl012mno345pqr678stu901vwx234yz";

  private final Database database = Stores.shared().freshDatabase();
  private final RedisProcess redis = new RedisProcess();
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final KeyServer github = new KeyServer();
  private final RunningNode node =
      RunningNode.on(database, redis.url(), Map.of("COLLECKT_LEAKS_GITHUB_KEYS_URL", github.url()));
  private final JsonObject document = await(ManagementApi.document(vertx));
  private final OpenAPIContract contract = await(ManagementApi.contract(vertx, document));
  private final TestToken caller;
  private String email = "ada@example.com";
  private String password = "a long enough sentence";
  private JsonObject session = new JsonObject();
  private String cookie = "";
  private int invited;

  ExampleWorld() throws Exception {
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(email), Optional.of(new Password(password))));
    caller = TestToken.insert(database, "abilities = '{tokens:introspect}'");
    signIn();
  }

  JsonObject document() {
    return document;
  }

  /** The path with ids of things that are there, made for this call where need be. */
  String path(String operation, String template) throws Exception {
    return template
        .replace("{delivery_id}", template.contains("{delivery_id}") ? delivery() : "")
        .replace("{code}", template.contains("{code}") ? invitationCode() : "")
        .replace("{id}", template.contains("{id}") ? id(operation, template) : "");
  }

  private String id(String operation, String template) throws Exception {
    if (template.startsWith("/v1/webhooks")) {
      return operation.equals("redeliver") ? row("max(id) from webhooks") : webhook();
    }
    if (template.startsWith("/v1/findings")) {
      return finding();
    }
    if (template.startsWith("/v1/members")) {
      invite();
      return row("max(id) from members");
    }
    TestToken token = token();
    if (operation.equals("readReceipt")) {
      send("revokeToken", HttpMethod.DELETE, "/v1/tokens/" + token.id(), null);
    } else if (operation.equals("readRotation")) {
      JsonObject grace = new JsonObject().put("grace_hours", 1);
      send("rotateToken", HttpMethod.POST, "/v1/tokens/" + token.id() + "/rotate", grace);
    }
    return Long.toString(token.id());
  }

  /** The example with what it cannot know. */
  Object known(String operation, Object example) throws Exception {
    if (example instanceof JsonArray list) {
      return new JsonArray(list.encode().replace(EXAMPLE_TOKEN, token().plainText()));
    }
    JsonObject body = (JsonObject) example;
    if (operation.equals("readInvitation")) {
      return new JsonObject().put("code", invitationCode());
    }
    if (operation.equals("inviteMember")) {
      invited++;
    }
    return new JsonObject(body.encode().replace(EXAMPLE_TOKEN, token().plainText()));
  }

  /** Sends a call with what it needs to be let in. */
  HttpResponse<Buffer> send(String operation, HttpMethod method, String path, JsonObject body)
      throws Exception {
    HttpRequest<Buffer> request = request(operation, method, path);
    HttpResponse<Buffer> response = answered(request, body);
    if (operation.equals("changePassword") && response.statusCode() == 204) {
      password = body.getString("new");
    }
    if (operation.equals("signOut")) {
      signIn();
    }
    return response;
  }

  HttpResponse<Buffer> sendForm(String operation, String path, JsonObject fields) throws Exception {
    MultiMap form = MultiMap.caseInsensitiveMultiMap();
    fields.forEach(field -> form.add(field.getKey(), String.valueOf(field.getValue())));
    HttpRequest<Buffer> request = request(operation, HttpMethod.POST, path);
    return answered(() -> request.sendForm(form));
  }

  /** Sends what GitHub would sign, so signed. */
  HttpResponse<Buffer> sendSigned(String operation, String path, JsonArray report)
      throws Exception {
    HttpRequest<Buffer> request = request(operation, HttpMethod.POST, path);
    List<String> headers = github.signed(report.encode());
    for (int i = 0; i < headers.size(); i += 2) {
      request.putHeader(headers.get(i), headers.get(i + 1));
    }
    return answered(() -> request.sendJson(report));
  }

  /** The status of an answer that is not read to its end. */
  Future<Integer> begin(HttpMethod method, String path) {
    return vertx
        .createHttpClient()
        .request(method, node.node().httpPort(), "127.0.0.1", path)
        .compose(request -> request.putHeader("Cookie", cookie).send())
        .map(response -> response.statusCode());
  }

  /** Fails unless this is the good answer that the contract describes. */
  void check(HttpMethod method, String path, HttpResponse<Buffer> response) {
    int good =
        contract.findOperation(path, method).getOpenAPIModel().getJsonObject("responses").stream()
            .filter(each -> each.getKey().matches("[1-5][0-9]{2}"))
            .mapToInt(each -> Integer.parseInt(each.getKey()))
            .min()
            .orElseThrow();
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(good);
    ContractAnswers.check(contract, method, path, response);
  }

  /** Asked again while it is 503, which a busy machine may cause at any time. */
  private static HttpResponse<Buffer> answered(HttpRequest<Buffer> request, JsonObject body)
      throws Exception {
    return answered(() -> body == null ? request.send() : request.sendJsonObject(body));
  }

  private static HttpResponse<Buffer> answered(Supplier<Future<HttpResponse<Buffer>>> request)
      throws Exception {
    HttpResponse<Buffer> response = await(request.get());
    for (int i = 0; response.statusCode() == 503 && i < 50; i++) {
      Thread.sleep(200);
      response = await(request.get());
    }
    return response;
  }

  private HttpRequest<Buffer> request(String operation, HttpMethod method, String path) {
    HttpRequest<Buffer> request = client.request(method, node.node().httpPort(), "127.0.0.1", path);
    if (operation.equals("verify") || operation.equals("readOwnToken")) {
      return request.bearerTokenAuthentication(token().plainText());
    }
    if (operation.startsWith("introspect")) {
      return request.bearerTokenAuthentication(caller.plainText());
    }
    return request
        .putHeader("Cookie", cookie)
        .putHeader("X-CSRF-Token", session.getString("csrf_token", ""));
  }

  private void signIn() throws Exception {
    JsonObject credentials = new JsonObject().put("email", email).put("password", password);
    HttpResponse<Buffer> response =
        answered(
            client.request(HttpMethod.POST, node.node().httpPort(), "127.0.0.1", "/v1/session"),
            credentials);
    session = response.bodyAsJsonObject();
    cookie = response.getHeader("Set-Cookie").split(";", 2)[0];
  }

  private TestToken token() {
    return TestToken.insert(database);
  }

  private JsonObject invite() throws Exception {
    JsonObject body =
        new JsonObject().put("email", "guest" + ++invited + "@example.com").put("role", "member");
    return send("inviteMember", HttpMethod.POST, "/v1/members", body).bodyAsJsonObject();
  }

  private String invitationCode() throws Exception {
    String url = invite().getString("invite_url");
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private String webhook() throws Exception {
    JsonObject body = new JsonObject().put("url", "https://example.com/hooks/colleckt");
    return send("createWebhook", HttpMethod.POST, "/v1/webhooks", body)
        .bodyAsJsonObject()
        .getJsonObject("webhook")
        .getLong("id")
        .toString();
  }

  private String delivery() throws Exception {
    send("testWebhook", HttpMethod.POST, "/v1/webhooks/" + webhook() + "/test", null);
    return row("max(id) from deliveries");
  }

  private String finding() {
    database.execute(
        """
        insert into findings (workspace_id, token_id, kind, value, detail, opened_at, last_seen_at)
        values (1, %d, 'browser', '', '{"at":"2026-11-24T13:00:00Z","address":"203.0.113.1","user_agent":"curl/8","method":"GET","path":"/a"}',
          now(), now())
        """
            .formatted(token().id()));
    return row("max(id) from findings");
  }

  private String row(String what) {
    return database.rows("select " + what).get(0);
  }

  @Override
  public void close() throws IOException {
    await(vertx.close());
    node.close();
    redis.close();
    github.close();
  }
}
