package io.colleckt.auth.foreign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/**
 * An instant as databases and their exports write it: {@code 2026-03-01 12:00:00}, with a T instead
 * of the blank, with a fraction, with an offset or Z or without, a date alone, or seconds or
 * milliseconds since 1970. Without an offset it is a time of the application's zone.
 */
final class SourceTime {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,14}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final int LAST_YEAR = 9999;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' '][XXX][XX][X]['UTC']")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private SourceTime() {}

  /**
   * @param zone of times without an offset
   * @throws IllegalArgumentException when it is no instant that can be kept
   */
  static Instant read(String text, ZoneId zone) {
    String stripped = text.strip();
    Instant instant =
        SECONDS.matcher(stripped).matches() ? seconds(stripped) : other(stripped, zone);
    int year = instant.atZone(zone).getYear();
    if (year < 1970 || year > LAST_YEAR) {
      throw new IllegalArgumentException("no year from 1970 to 9999");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant seconds(String text) {
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static Instant other(String text, ZoneId zone) {
    if (MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    boolean utc = text.endsWith("UTC");
    String full = DATE.matcher(text).matches() ? text + " 00:00:00" : text;
    try {
      TemporalAccessor time = FORMAT.parseBest(full, OffsetDateTime::from, LocalDateTime::from);
      if (time instanceof OffsetDateTime exact) {
        return exact.toInstant();
      }
      return ((LocalDateTime) time).atZone(utc ? ZoneId.of("UTC") : zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time", e);
    }
  }
}
