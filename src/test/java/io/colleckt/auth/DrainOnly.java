package io.colleckt.auth;

import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.drain.ActivityVerticle;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The drain and persistence in a JVM of its own, without the rest of a node. It tells on its
 * standard output what it is about to do, a line each time, and may stop there for ever. Takes the
 * URLs of the stores, and where to stop.
 */
final class DrainOnly {
  /** Before the transaction of a stretch begins. */
  static final String BEFORE = "before";

  /** After its commit, before the stream is trimmed. */
  static final String AFTER = "after";

  /** Nowhere. */
  static final String NOWHERE = "nowhere";

  /** Nowhere, and nothing is told. */
  static final String SILENT = "silent";

  private static final Map<String, String> WHERE =
      Map.of(
          ActivityAddresses.COMMIT.address(), BEFORE, ActivityAddresses.RECORDED.address(), AFTER);
  private static final int RETENTION_DAYS = 90;

  private DrainOnly() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    RecordBus.prepare(vertx.eventBus());
    if (!args[2].equals(SILENT)) {
      vertx.eventBus().addOutboundInterceptor(context -> tell(context, args[2]));
    }
    vertx
        .deployVerticle(new PersistenceVerticle(args[0], RETENTION_DAYS))
        .compose(id -> vertx.deployVerticle(new ActivityVerticle(args[1])));
  }

  private static void tell(DeliveryContext<?> context, String stopAt) {
    String where = WHERE.get(context.message().address());
    if (where != null) {
      System.out.println(where);
      while (where.equals(stopAt)) {
        LockSupport.park();
      }
    }
    context.next();
  }
}
