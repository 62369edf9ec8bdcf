package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.drain.ActivityVerticle;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.PlaceMarks;
import io.colleckt.auth.token.StreamPosition;
import io.colleckt.auth.token.Verdict;
import io.colleckt.auth.validation.PlacementVerticle;
import io.colleckt.auth.validation.ValidationVerticle;
import io.colleckt.auth.witness.WitnessVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The token calls over HTTP, on a real Postgres. Two workspaces: Ada owns the first, Max is a
 * member of it, Eve owns the second. What places marks in Redis is the test's: it answers, or
 * fails.
 */
final class ManagementServer {
  static final String ADA = "ada";
  static final String MAX = "max";
  static final String EVE = "eve";

  /** What has been asked to be placed, in order. */
  final List<Mark> placed = new CopyOnWriteArrayList<>();

  /** Whether Redis can be reached. */
  volatile boolean redisUp = true;

  /** Whether the session of a long reading is alive, which is asked before each page. */
  volatile Function<Request, Future<Boolean>> alive = request -> Future.succeededFuture(true);

  private final Database database;
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client =
      WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(100));
  private final Map<String, Actor> actors;
  private final MessageConsumer<?> neighbour;
  private final OpenAPIContract contract;
  private final int port;
  private long recorded;

  ManagementServer() throws Exception {
    this(Stores.shared().freshDatabase());
  }

  /** On stores that the test may stop; only Postgres is real. */
  ManagementServer(Database database) throws Exception {
    this.database = database;
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    execute("insert into workspaces (name) values ('Ours'), ('Theirs')");
    execute("insert into members (email) values ('ada@a.test'), ('max@a.test'), ('eve@b.test')");
    actors =
        Map.of(
            ADA, new Actor(1, "ada@a.test", 1, Role.OWNER, "127.0.0.1", "test"),
            MAX, new Actor(2, "max@a.test", 1, Role.MEMBER, "127.0.0.1", "test"),
            EVE, new Actor(3, "eve@b.test", 2, Role.OWNER, "127.0.0.1", "test"));
    RecordBus.prepare(vertx.eventBus());
    neighbour = Addresses.PLACE.answer(vertx.eventBus(), this::place);
    await(vertx.deployVerticle(new PersistenceVerticle(database.databaseUrl(), 90)));
    contract = await(ManagementApi.contract(vertx));
    port = await(listen());
  }

  void stop() throws Exception {
    await(vertx.close());
  }

  /** From now on a real Redis is asked to hold the marks, and checks are judged. */
  void useRedis(String url) throws Exception {
    await(neighbour.unregister());
    await(vertx.deployVerticle(new ValidationVerticle(url)));
    await(vertx.deployVerticle(new PlacementVerticle(url)));
  }

  /** Puts calls on record as the drain does. */
  void record(List<Calls> calls) throws Exception {
    StreamPosition from = new StreamPosition(recorded++, 0);
    StreamPosition to = new StreamPosition(recorded, 0);
    CommitActivity stretch = new CommitActivity("recorded", from, to, calls, List.of());
    assertThat(await(ActivityAddresses.COMMIT.ask(vertx.eventBus(), stretch)).won()).isTrue();
  }

  /** From now on what Redis has on record is brought into the log. */
  void useDrain(String redisUrl) throws Exception {
    await(vertx.deployVerticle(new ActivityVerticle(redisUrl)));
  }

  /** From now on whoever waits for the drain waits for ever. */
  void useStuckDrain() {
    ActivityAddresses.DRAIN.answer(vertx.eventBus(), until -> Promise.<Drained>promise().future());
  }

  /** From now on heads of audit logs are kept in that Redis. */
  void useWitness(String url) {
    await(vertx.deployVerticle(new WitnessVerticle(url)));
  }

  /** What a check with this plain text token gets, from 127.0.0.1. */
  Verdict check(String plainText) throws Exception {
    Context context = vertx.getOrCreateContext();
    TokenChecks checks = new TokenChecks(context);
    BearerParser.Credential credential = new BearerParser(0).parse("Bearer " + plainText);
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("127.0.0.1"), "GET", "/flows", "", false);
    return await(
        context,
        () ->
            checks.verdictOn(
                new Check(credential.id(), credential.hash(), "", caller, System.nanoTime())));
  }

  HttpRequest<Buffer> request(String actor, HttpMethod method, String path) {
    return client.request(method, port, "127.0.0.1", path).putHeader("X-Actor", actor);
  }

  HttpResponse<Buffer> get(String actor, String path) throws Exception {
    return call(actor, HttpMethod.GET, path, null);
  }

  HttpResponse<Buffer> delete(String actor, long id) throws Exception {
    return call(actor, HttpMethod.DELETE, "/v1/tokens/" + id, null);
  }

  HttpResponse<Buffer> post(String actor, String path, JsonObject body) throws Exception {
    return call(actor, HttpMethod.POST, path, body);
  }

  HttpResponse<Buffer> patch(String actor, long id, JsonObject body) throws Exception {
    return call(actor, HttpMethod.PATCH, "/v1/tokens/" + id, body);
  }

  /** The answer, which must be one that the contract describes. */
  HttpResponse<Buffer> call(String actor, HttpMethod method, String path, JsonObject body)
      throws Exception {
    HttpRequest<Buffer> request = request(actor, method, path);
    HttpResponse<Buffer> response =
        await(body == null ? request.send() : request.sendJsonObject(body));
    ContractAnswers.check(contract, method, path, response);
    return response;
  }

  /** Creates a token. Returns the whole answer. */
  JsonObject create(String actor, String name) throws Exception {
    return post(actor, "/v1/tokens", new JsonObject().put("name", name)).bodyAsJsonObject();
  }

  /** Creates a token. Returns its id. */
  long newToken(String actor) throws Exception {
    return create(actor, "CI").getJsonObject("token").getLong("id");
  }

  /** See {@link Database#rows}. */
  List<String> rows(String sql) {
    return database.rows(sql);
  }

  void execute(String sql) {
    database.execute(sql);
  }

  /** An answer that is read piece by piece: its port. */
  int port() {
    return port;
  }

  private Future<MarksPlaced> place(PlaceMarks request) {
    if (!redisUp) {
      return Future.failedFuture("Redis is down.");
    }
    placed.addAll(request.marks());
    return Future.succeededFuture(new MarksPlaced("here", List.of()));
  }

  private Future<Integer> listen() {
    Router router = Router.router(vertx);
    ManagementApi api = new ManagementApi(contract, this::admit);
    new TokenRoutes(vertx.eventBus()).addTo(api);
    Exports exports = new Exports(vertx, request -> alive.apply(request), Duration.ZERO);
    new AuditRoutes(vertx.eventBus(), exports).addTo(api);
    new ActivityRoutes(vertx.eventBus()).addTo(api);
    new ExportRoutes(vertx.eventBus(), exports).addTo(api);
    new WebhookRoutes(vertx.eventBus(), false).addTo(api);
    new FindingRoutes(vertx.eventBus()).addTo(api);
    api.mount(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .map(server -> server.actualPort());
  }

  private Future<Admission> admit(RoutingContext context) {
    Actor actor = actors.get(context.request().getHeader("X-Actor"));
    return Future.succeededFuture(new Admission.Admitted(actor));
  }
}
