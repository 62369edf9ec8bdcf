package io.colleckt.auth;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.colleckt.auth.settings.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** How the log is written; see {@code logback.xml} for what it is by default. */
final class Logs {
  private static final String CONSOLE = "console";

  private Logs() {}

  /** From now on lines look like this. To be called before there are any others. */
  static void use(LogFormat format) {
    SLF4JBridgeHandler.removeHandlersForRootLogger(); // what libraries tell java.util.logging
    SLF4JBridgeHandler.install();
    if (format == LogFormat.JSON) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      OutputStreamAppender<ILoggingEvent> console =
          (OutputStreamAppender<ILoggingEvent>)
              context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
      console.stop();
      console.setEncoder(json(context));
      console.start();
    }
  }

  /** One object a line: time in milliseconds since 1970, level, thread, logger, mdc, message. */
  static JsonEncoder json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
