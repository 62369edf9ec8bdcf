package io.colleckt.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.colleckt.auth.settings.LogFormat;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

class LogsTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final JsonEncoder encoder = Logs.json(context);

  @Test
  void aLineIsOneObjectWhateverStandsInIt() {
    String line =
        line("forged\n{\"level\":\"ERROR\"}\r\u0007\"", new IllegalStateException("a\nb"));
    assertThat(line).endsWith("\n").hasLineCount(1);
    JsonObject object = new JsonObject(line);
    assertThat(object.getString("level")).isEqualTo("WARN");
    assertThat(object.getString("loggerName")).isEqualTo(LogsTest.class.getName());
    assertThat(object.getString("formattedMessage"))
        .isEqualTo("forged\n{\"level\":\"ERROR\"}\r\u0007\"");
    assertThat(object.getJsonObject("throwable").getString("message")).isEqualTo("a\nb");
    assertThat(object.getLong("timestamp")).isPositive();
  }

  @Test
  void whatLibrariesTellTheJdksLogIsInThisOne() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    context.getLogger("some.library").addAppender(lines);
    try {
      Logs.use(LogFormat.TEXT);
      java.util.logging.Logger.getLogger("some.library").severe("No collector.");
    } finally {
      SLF4JBridgeHandler.uninstall();
    }
    assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("No collector.");
  }

  @Test
  void aRequestIsToldByItsName() {
    assertThat(new JsonObject(line("Answered 500.", null)).getJsonObject("mdc").getMap())
        .isEqualTo(Map.of("request_id", "0123456789abcdef"));
  }

  private String line(String message, Throwable cause) {
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger(LogsTest.class),
            ch.qos.logback.classic.Level.WARN,
            message,
            cause,
            null);
    event.setMDCPropertyMap(Map.of("request_id", "0123456789abcdef"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
