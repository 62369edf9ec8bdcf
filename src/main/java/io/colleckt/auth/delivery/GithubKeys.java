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
 * time. Used from one context.
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

  /** Completes with the key of that name, if there is one; fails when GitHub does not say. */
  Future<GithubKey> read(ReadGithubKey question) {
    boolean known = keys.containsKey(question.id()) && isYoungerThan(FRESH, fetchedNanos);
    if (!known && underWay == null && !isYoungerThan(rest(), askedNanos)) {
      fetch();
    }
    return known || underWay == null
        ? answer(question.id())
        : underWay.transform(asked -> answer(question.id()));
  }

  private void fetch() {
    askedNanos = Optional.of(clockNanos.getAsLong());
    Promise<Void> asking = Promise.promise();
    underWay = asking.future();
    published
        .get()
        .onComplete(this::learn, this::complain)
        .onComplete(asked -> underWay = null)
        .onComplete(asked -> asking.complete());
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

  private Future<GithubKey> answer(String id) {
    boolean usable = isYoungerThan(USABLE, fetchedNanos);
    if (usable && (keys.containsKey(id) || !failed)) {
      return Future.succeededFuture(new GithubKey(Optional.ofNullable(keys.get(id))));
    }
    return Future.failedFuture("GitHub does not tell its keys.");
  }

  private Duration rest() {
    return failed ? REST_AFTER_FAILURE : REST;
  }

  private boolean isYoungerThan(Duration age, Optional<Long> nanos) {
    return nanos.isPresent() && clockNanos.getAsLong() - nanos.get() < age.toNanos();
  }
}
