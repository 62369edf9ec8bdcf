package io.colleckt.auth.bench;

import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs a {@link Plan}: the bare server and the service by turns under the same load, and prints the
 * medians. The stores are started for it, or, with {@code -Dstores=external}, those that the
 * environment names.
 */
final class Bench implements AutoCloseable {
  private static final int WARM_UP_SECONDS = 20;

  private final Plan plan;
  private final TokenSupply supply;
  private final StorePids pids;
  private final Contender bare;
  private final Contender service;

  private Bench(Plan plan) throws Exception {
    this.plan = plan;
    Stores stores = Stores.shared();
    stores.flushRedis();
    Database database = stores.freshDatabase();
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    supply = TokenSupply.in(database);
    pids = StorePids.of(stores.redisUrl(), database.databaseUrl());
    bare = Contender.bare();
    service =
        Contender.service(
            plan.service(),
            Map.of(
                "COLLECKT_DATABASE_URL", database.databaseUrl(),
                "COLLECKT_MIGRATION_URL", database.migrationUrl(),
                "COLLECKT_REDIS_URL", stores.redisUrl()));
  }

  public static void main(String[] args) throws Exception {
    Plan plan = Plan.parse(String.join(" ", args));
    try (Bench bench = new Bench(plan)) {
      System.out.println(Report.machine());
      for (int tokens : plan.tokens()) {
        for (int badPercent : plan.badPercents()) {
          bench.measure(tokens, badPercent);
        }
      }
    }
  }

  private void measure(int tokens, int badPercent) throws Exception {
    supply.store(tokens);
    Path file = Files.createTempFile("tokens", ".txt");
    try {
      TokenSupply.write(file, tokens, badPercent);
      expect(200, TokenSupply.sample(true));
      expect(401, TokenSupply.sample(false));
      warmUp(file, tokens);
      Report report = new Report();
      for (int round = 0; round < plan.rounds(); round++) {
        report.add(
            Round.of(bare, pids, file, plan.seconds()),
            Round.of(service, pids, file, plan.seconds()));
      }
      String title = "%,d tokens, %d %% bad: medians of %d rounds of %d s, CPU in µs a check";
      System.out.print(
          report.print(title.formatted(tokens, badPercent, plan.rounds(), plan.seconds())));
    } finally {
      Files.delete(file);
    }
  }

  /** Both run hot, and every record is in Redis. */
  private void warmUp(Path file, int tokens) throws IOException, InterruptedException {
    Wrk.any(bare.port(), file, WARM_UP_SECONDS);
    long sent = 0;
    while (sent < tokens) {
      sent += Wrk.inTurn(service.port(), file, sent, WARM_UP_SECONDS).checks();
    }
  }

  private void expect(int status, String token) throws IOException, InterruptedException {
    HttpRequest check =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/verify"))
            .header("Authorization", "Bearer " + token)
            .build();
    int got = HttpClient.newHttpClient().send(check, BodyHandlers.discarding()).statusCode();
    if (got != status) {
      throw new IllegalStateException("A check got " + got + " instead of " + status + ".");
    }
  }

  @Override
  public void close() {
    service.close();
    bare.close();
  }
}
