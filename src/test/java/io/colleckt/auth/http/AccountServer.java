package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.EventStream;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything about accounts over HTTP, on a real Postgres with one owner in it. */
final class AccountServer {
  static final String OWNER = "ada@example.com";
  static final String PASSWORD = "correct horse battery";

  /** Where the live tail is. */
  static final String STREAM = "/v1/activity/stream";

  /** So that what takes seconds takes tenths of them; a busy machine may hold up who reads. */
  static final TailTimes FAST =
      new TailTimes(
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(300),
          Duration.ofSeconds(4));

  private final Database database = Stores.shared().freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final OpenAPIContract contract;
  private final int port;

  AccountServer(Optional<URI> publicUrl) {
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    RecordBus.prepare(vertx.eventBus());
    await(
        new FirstStart(vertx, database.databaseUrl())
            .run(Optional.of(OWNER), Optional.of(new Password(PASSWORD))));
    await(vertx.deployVerticle(new PersistenceVerticle(database.databaseUrl(), 90)));
    contract = await(ManagementApi.contract(vertx));
    port = await(listen(publicUrl));
  }

  /** The answer, which must be one that the contract describes. */
  HttpResponse<Buffer> checked(HttpMethod method, String path, HttpResponse<Buffer> response) {
    ContractAnswers.check(contract, method, path, response);
    return response;
  }

  void stop() {
    await(vertx.close());
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, port, "127.0.0.1", path);
  }

  HttpResponse<Buffer> signIn(String email, String password) {
    return checked(
        HttpMethod.POST,
        "/v1/session",
        await(
            request(HttpMethod.POST, "/v1/session").sendJsonObject(credentials(email, password))));
  }

  static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  /** A browser in which the owner is signed in. */
  Browser owner() {
    return new Browser(this, signIn(OWNER, PASSWORD));
  }

  /** The code of an invitation that the owner makes now. */
  static String invite(Browser by, String email, String role) {
    String url =
        by.call(
                HttpMethod.POST,
                "/v1/members",
                new JsonObject().put("email", email).put("role", role))
            .bodyAsJsonObject()
            .getString("invite_url");
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** What an invitation is for, asked by anybody. */
  HttpResponse<Buffer> invitation(String code) {
    String path = "/v1/invitations";
    JsonObject body = new JsonObject().put("code", code);
    return checked(
        HttpMethod.POST, path, await(request(HttpMethod.POST, path).sendJsonObject(body)));
  }

  HttpResponse<Buffer> accept(String code, String password) {
    String path = "/v1/invitations/" + code;
    JsonObject body = new JsonObject().put("password", password);
    return checked(
        HttpMethod.POST, path, await(request(HttpMethod.POST, path).sendJsonObject(body)));
  }

  /** A browser in which somebody new is signed in, in that role. */
  Browser join(String email, String role) {
    return new Browser(this, accept(invite(owner(), email, role), PASSWORD));
  }

  /** See {@link Database#rows}. */
  List<String> rows(String sql) {
    return database.rows(sql);
  }

  /** A live token of the owner's workspace, in plain text. */
  String liveToken() {
    return TestToken.insert(database).plainText();
  }

  /** The id of a token with other values; see {@link TestToken#insert(Database, String)}. */
  long tokenWith(String set) {
    return TestToken.insert(database, set).id();
  }

  /** How many live tails are open in the first workspace. */
  int openTails() {
    Map<String, Integer> places = vertx.sharedData().getLocalMap(TailPlaces.class.getName());
    return places.getOrDefault("workspace 1", 0);
  }

  /** Whether something that a member has missed is being read. */
  boolean isCatchingUp() {
    Map<String, Integer> places = vertx.sharedData().getLocalMap(TailPlaces.class.getName());
    return places.keySet().stream().anyMatch(key -> key.startsWith("reading"));
  }

  /** Holds the activity log, so that nobody can read it until the connection is closed. */
  Connection holdActivity() throws SQLException {
    Connection connection = Database.connect(database.migrationUrl());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table activity in access exclusive mode");
    }
    return connection;
  }

  EventBus bus() {
    return vertx.eventBus();
  }

  void execute(String sql) {
    database.execute(sql);
  }

  private Future<Integer> listen(Optional<URI> publicUrl) {
    Router router = Router.router(vertx);
    SessionGate gate = new SessionGate(vertx.eventBus(), new ClientAddress(List.of()), publicUrl);
    ManagementApi api = new ManagementApi(contract, gate::admit);
    new SessionRoutes(vertx.eventBus(), gate).addTo(api);
    new MemberRoutes(vertx.eventBus(), gate.own()).addTo(api);
    new WorkspaceRoutes(vertx.eventBus()).addTo(api);
    new TailRoutes(vertx, gate, FAST).addTo(api);
    api.mount(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .map(server -> server.actualPort());
  }

  /**
   * Asks for the live tail.
   *
   * @param lastId the last event that was seen; null = begin now
   */
  EventStream openTail(Browser browser, String lastId) throws Exception {
    return EventStream.open(URI.create(origin() + STREAM), browser.cookie, lastId);
  }

  /** A live tail, that hears of everything once this returns. */
  EventStream tail(Browser browser, String lastId) throws Exception {
    EventStream events = openTail(browser, lastId);
    assertThat(events.response().statusCode()).isEqualTo(200);
    assertThat(becomesTrue(5_000, () -> !events.lastId().isEmpty())).isTrue();
    return events;
  }
}
