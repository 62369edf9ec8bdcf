package io.colleckt.auth.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * What one node counts. Names are given with dots and become {@code colleckt_…} with the endings
 * that Prometheus expects; whoever asks for a name a second time gets what was made the first time.
 * This class is threadsafe.
 */
public final class Metrics implements Shareable {
  private static final String PLACE = Metrics.class.getName();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CheckFigures checks = new CheckFigures();
  private final Map<String, Level> levels = new ConcurrentHashMap<>();
  private final Map<Class<?>, Counts<?>> counts = new ConcurrentHashMap<>();

  private Metrics() {
    checks.register(registry);
  }

  /** Those of the node that runs on this Vert.x; made when they are asked for first. */
  public static Metrics of(Vertx vertx) {
    LocalMap<String, Metrics> kept = vertx.sharedData().getLocalMap(PLACE);
    return kept.computeIfAbsent(PLACE, key -> new Metrics());
  }

  /** Tells of the JVM and its process too, until that is closed; for one who serves all of it. */
  public AutoCloseable watchProcess() {
    return Surroundings.register(registry);
  }

  /** A tally of checks for one event loop; to be asked for once. */
  public CheckTally checkTally() {
    return checks.tally();
  }

  /** A count of one kind of thing. */
  public Count count(String name, String what) {
    return new Count(counter(name, what, Tags.empty()));
  }

  /**
   * One of several counts of a kind.
   *
   * @param value must stand in the code: never what a client or a store says
   */
  public Count count(String name, String what, String label, String value) {
    return new Count(counter(name, what, Tags.of(label, value)));
  }

  /**
   * A count for each value of an enum, which is the label; all are told from the start.
   *
   * @param values for this name only
   */
  @SuppressWarnings("unchecked") // What is kept for an enum was made for it.
  public <E extends Enum<E>> Counts<E> counts(
      String name, String what, String label, Class<E> values) {
    return (Counts<E>) counts.computeIfAbsent(values, made -> newCounts(name, what, label, values));
  }

  private <E extends Enum<E>> Counts<E> newCounts(
      String name, String what, String label, Class<E> values) {
    EnumMap<E, Count> each = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      Tag tag = Tag.of(label, value.name().toLowerCase(Locale.ROOT));
      each.put(value, new Count(counter(name, what, Tags.of(tag))));
    }
    return new Counts<>(Collections.unmodifiableMap(each));
  }

  /** A level of one kind of thing; 0 until it is set. */
  public Level level(String name, String what) {
    return level(name, what, Tags.empty());
  }

  /**
   * One of several levels of a kind.
   *
   * @param value must stand in the code: never what a client or a store says
   */
  public Level level(String name, String what, String label, String value) {
    return level(name, what, Tags.of(label, value));
  }

  /** A level that is worked out whenever somebody looks, on any thread. */
  public void level(String name, String what, DoubleSupplier now) {
    watch(name, what, Tags.empty(), now);
  }

  /** One of several such levels of a kind; the value of the label must stand in the code. */
  public void level(String name, String what, String label, String value, DoubleSupplier now) {
    watch(name, what, Tags.of(label, value), now);
  }

  private void watch(String name, String what, Tags tags, DoubleSupplier now) {
    Gauge.builder(name, now::getAsDouble)
        .description(what)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /**
   * How long something takes.
   *
   * @param bounds of the buckets, ascending
   */
  public Timing timing(String name, String what, Duration... bounds) {
    return new Timing(
        Timer.builder(name).description(what).serviceLevelObjectives(bounds).register(registry));
  }

  /** All of it, in Prometheus' text format 0.0.4. */
  public String told() {
    return registry.scrape();
  }

  private Counter counter(String name, String what, Tags tags) {
    return Counter.builder(name).description(what).tags(tags).register(registry);
  }

  private Level level(String name, String what, Tags tags) {
    return levels.computeIfAbsent(name + tags, key -> newLevel(name, what, tags));
  }

  private Level newLevel(String name, String what, Tags tags) {
    Level level = new Level();
    watch(name, what, tags, level::value);
    return level;
  }
}
