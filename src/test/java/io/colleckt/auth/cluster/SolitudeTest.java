package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SolitudeTest {
  private static final List<String> SOUGHT = List.of("10.0.0.1:7800", "10.0.0.2:7800");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Solitude.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Solitude solitude = new Solitude();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void whoHearsNobodySaysOnceWhereHeLooked() {
    tick(3 * Solitude.LONGEST, List.of(), SOUGHT);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage()).contains("10.0.0.1:7800, 10.0.0.2:7800");
  }

  @Test
  void whoHasHeardOneSaysNothing() {
    tick(Solitude.LONGEST - 1, List.of(), SOUGHT);
    tick(1, List.of("10.0.0.1:7800/a"), SOUGHT);
    tick(Solitude.LONGEST, List.of(), SOUGHT);
    assertThat(lines.list).isEmpty();
  }

  @Test
  void whoLooksForNobodySaysNothing() {
    tick(Solitude.LONGEST, List.of(), List.of());
    assertThat(lines.list).isEmpty();
  }

  private void tick(int times, List<String> heard, List<String> sought) {
    for (int i = 0; i < times; i++) {
      solitude.tick(heard, sought);
    }
  }
}
