package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers everything that only Postgres knows. Connections are divided by who can ask for them:
 * neither a flood of checks, nor of made-up cookies, nor of sign-ins, nor who reads much takes
 * those by which a member revokes a token. What ends or narrows access has some that nothing else
 * uses.
 */
public final class PersistenceVerticle extends VerticleBase {
  private static final Duration CHECK_PATIENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RECORD_PATIENCE = Duration.ofMillis(500);
  private static final Duration READ_PATIENCE = Duration.ofSeconds(5);
  private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(10);

  /** For connections that checks need at once when Redis is lost. */
  private static final Duration KEEP_OPEN = Duration.ofSeconds(10);

  private static final Duration KEEP_OPEN_FIRST = Duration.ofSeconds(1);

  private final String databaseUrl;
  private final int retentionDays;
  private final List<Database> databases = new ArrayList<>();
  private Rounds rounds;
  private FindingWatch findings;

  /**
   * @param databaseUrl {@code postgresql://user:password@host:port/database}, as the application's
   *     role
   * @param retentionDays for how many days calls stay on record
   */
  public PersistenceVerticle(String databaseUrl, int retentionDays) {
    this.databaseUrl = databaseUrl;
    this.retentionDays = retentionDays;
  }

  /** Completes when every question is answered; Postgres itself need not be there yet. */
  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    rounds = new Rounds(vertx);
    Database checks = database("checks", 4, CHECK_PATIENCE);
    Database sessions = database("sessions", 3, PATIENCE);
    Database visits = database("visits", 4, PATIENCE);
    Database presented = database("presented", 3, PATIENCE);
    Database management = database("management", 6, PATIENCE);
    Database endings = database("endings", 3, PATIENCE);
    Placement placement = new Placement(endings, bus);
    Receipts receipts = new Receipts(endings, bus);
    new CheckAnswers(checks).register(bus);
    new TokenAnswers(management, endings, presented, placement, receipts).register(bus);
    new AccountAnswers(vertx, management, endings, visits, sessions).register(bus, rounds);
    Database audit = database("audit", 2, PATIENCE);
    new AuditAnswers(audit, bus).register();
    new AuditWitness(audit, bus).start(rounds);
    Database activity = database("activity", 2, COMMIT_PATIENCE);
    Database records = database("records", 3, RECORD_PATIENCE);
    rounds.every(KEEP_OPEN_FIRST, KEEP_OPEN, checks::open);
    rounds.every(KEEP_OPEN_FIRST, KEEP_OPEN, records::open);
    findings = new FindingWatch(context, database("findings", 2, COMMIT_PATIENCE));
    findings.start(rounds);
    new FindingAnswers(management).register(bus);
    new ActivityAnswers(context, bus, activity, records, findings).register();
    new ActivityQuestions(readers("readings", 3), readers("exports", 2)).register(bus);
    new ActivityUpkeep(activity, retentionDays).start(rounds);
    Database webhooks = database("webhooks", 3, PATIENCE);
    new WebhookAnswers(management, webhooks).register(bus);
    new ExpiryNotices(webhooks).start(rounds);
    new WebhookUpkeep(webhooks).start(rounds);
    new TailReading(database("tail", 2, PATIENCE)).register(bus);
    new OutboxRelay(endings, placement).start(rounds, bus);
    new OutboxFigures(endings).start(rounds);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    rounds.stop();
    findings.stop();
    return Future.join(databases.stream().map(Database::close).toList());
  }

  private Database readers(String name, int connections) {
    Database database = Database.planningAnew(vertx, databaseUrl, name, connections, READ_PATIENCE);
    databases.add(database);
    return database;
  }

  private Database database(String name, int connections, Duration patience) {
    Database database = new Database(vertx, databaseUrl, name, connections, patience);
    databases.add(database);
    return database;
  }
}
