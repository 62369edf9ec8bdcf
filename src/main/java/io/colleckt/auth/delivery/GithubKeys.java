package io.colleckt.auth.delivery;

import io.colleckt.auth.leak.GithubKey;
import io.colleckt.auth.leak.ReadGithubKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of GitHub's secret scanning, by their names. They are kept for an hour, and for a
 * day while GitHub does not answer. A name that is not among them is worth one question, but none
 * within a minute of the one before: made-up names do not make this service ask GitHub all the
 * time. Until then nobody knows whether it has been published since. Used from one context.
 */
final class GithubKeys {
  private static final Logger LOG = LoggerFactory.getLogger(GithubKeys.class);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration USABLE = Duration.ofDays(1);
  private static final Duration REST = Duration.ofMinutes(1);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);

  private final Supplier<Future<Map<String, String>>> published;
  private final LongSupplier clockNanos;
  private Map<String, String> keys = Map.of();
  private Optional<Long> fetchedNanos = Optional.empty();
  private Optional<Long> askedNanos = Optional.empty();
  private boolean failed;
  private Future<Void> underWay;

  GithubKeys(Vertx vertx, URI address) {
    this(new PublishedKeys(vertx, address)::fetch, System::nanoTime);
  }

  /**
   * @param published asks GitHub
   */
  GithubKeys(Supplier<Future<Map<String, String>>> published, LongSupplier clockNanos) {
    this.published = published;
    this.clockNanos = clockNanos;
  }

  /**
   * Completes with the key of that name, if there is one; fails when GitHub does not say, or has
   * not been asked since this question came.
   */
  Future<GithubKey> read(ReadGithubKey question) {
    String id = question.id();
    if (keys.containsKey(id) && isYoungerThan(FRESH, fetchedNanos)) {
      return found(id);
    }
    if (underWay == null && isYoungerThan(rest(), askedNanos)) {
      return kept(id);
    }
    Future<Void> asking = underWay == null ? fetch() : underWay;
    return asking.transform(asked -> failed ? kept(id) : found(id));
  }

  private Future<Void> fetch() {
    askedNanos = Optional.of(clockNanos.getAsLong());
    Promise<Void> asking = Promise.promise();
    underWay = asking.future();
    published
        .get()
        .onComplete(this::learn, this::complain)
        .onComplete(asked -> underWay = null)
        .onComplete(asked -> asking.complete());
    return asking.future();
  }

  private void learn(Map<String, String> found) {
    keys = found;
    failed = false;
    fetchedNanos = Optional.of(clockNanos.getAsLong());
  }

  private void complain(Throwable cause) {
    failed = true;
    LOG.warn("The keys of GitHub's secret scanning cannot be read: {}", cause.toString());
  }

  private Future<GithubKey> kept(String id) {
    boolean usable = keys.containsKey(id) && isYoungerThan(USABLE, fetchedNanos);
    return usable ? found(id) : Future.failedFuture("GitHub is not asked for its keys just now.");
  }

  private Future<GithubKey> found(String id) {
    return Future.succeededFuture(new GithubKey(Optional.ofNullable(keys.get(id))));
  }

  private Duration rest() {
    return failed ? REST_AFTER_FAILURE : REST;
  }

  private boolean isYoungerThan(Duration age, Optional<Long> nanos) {
    return nanos.isPresent() && clockNanos.getAsLong() - nanos.get() < age.toNanos();
  }
}
