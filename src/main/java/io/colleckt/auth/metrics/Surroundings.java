package io.colleckt.auth.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.Optional;

/** What the node runs on: the JVM, its process, and which version of the service it is. */
final class Surroundings {
  private Surroundings() {}

  /** Tells of them from now on, until this is closed. */
  static AutoCloseable register(MeterRegistry registry) {
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("colleckt.node.info", () -> 1)
        .description("Always 1; the label tells which version of the service runs.")
        .tag("version", version())
        .register(registry);
    return collector;
  }

  private static String version() {
    String version = Surroundings.class.getPackage().getImplementationVersion();
    return Optional.ofNullable(version).orElse("unpackaged");
  }
}
