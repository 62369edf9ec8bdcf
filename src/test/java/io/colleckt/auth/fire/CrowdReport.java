package io.colleckt.auth.fire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link Crowd} was told, by the status of the answers. Used on one event loop. */
final class CrowdReport {
  private static final int LONGEST_MILLIS = 10_000;

  private final Map<Integer, long[]> told = new TreeMap<>();
  private final Map<Integer, Long> inTime = new TreeMap<>();
  private long asked;
  private long answered;
  private long broken;
  private double seconds;
  private long beganNanos;

  void asked() {
    asked++;
  }

  void broken() {
    broken++;
  }

  /** Times and rates are those from now on. */
  void begin() {
    told.clear();
    inTime.clear();
    beganNanos = System.nanoTime();
  }

  /** Rates are those until now. */
  void end() {
    seconds = (System.nanoTime() - beganNanos) / 1e9;
  }

  /**
   * @param late whether it came after the end, and counts for no rate
   */
  void answered(int status, long nanos, boolean late) {
    answered++;
    int millis = (int) Math.min(LONGEST_MILLIS - 1, nanos / 1_000_000);
    told.computeIfAbsent(status, key -> new long[LONGEST_MILLIS])[millis]++;
    if (!late) {
      inTime.merge(status, 1L, Long::sum);
    }
  }

  /** Answers of that status a second. */
  double perSecond(int status) {
    return inTime.getOrDefault(status, 0L) / seconds;
  }

  /** Calls without an answer, three seconds after the end. */
  long unanswered() {
    return asked - answered;
  }

  /** Connections that failed or were closed. */
  long brokenConnections() {
    return broken;
  }

  Iterable<Integer> statuses() {
    return told.keySet();
  }

  /** That quantile of the time of answers with this status, whole milliseconds; 0 = none came. */
  int millis(int status, double quantile) {
    long[] counts = told.getOrDefault(status, new long[0]);
    long before = (long) Math.ceil(Arrays.stream(counts).sum() * quantile);
    int millis = 0;
    for (long seen = 0; millis < counts.length && (seen += counts[millis]) < before; ) {
      millis++;
    }
    return millis;
  }

  /** For reading. */
  String figures() {
    StringBuilder text = new StringBuilder();
    for (int status : told.keySet()) {
      text.append(
          "%d: %.0f/s p50 %d p99 %d max %d ms; "
              .formatted(
                  status,
                  perSecond(status),
                  millis(status, 0.5),
                  millis(status, 0.99),
                  millis(status, 1)));
    }
    return text + "unanswered " + unanswered() + ", broken " + broken;
  }

  /** One line, for {@link #read}. */
  String line() {
    JsonObject counts = new JsonObject();
    told.forEach((status, millis) -> counts.put(status.toString(), sparse(millis)));
    JsonObject rates = new JsonObject();
    inTime.forEach((status, count) -> rates.put(status.toString(), count));
    return new JsonObject()
        .put("told", counts)
        .put("inTime", rates)
        .put("asked", asked)
        .put("answered", answered)
        .put("broken", broken)
        .put("seconds", seconds)
        .encode();
  }

  static CrowdReport read(String line) {
    JsonObject json = new JsonObject(line);
    CrowdReport report = new CrowdReport();
    report.asked = json.getLong("asked");
    report.answered = json.getLong("answered");
    report.broken = json.getLong("broken");
    report.seconds = json.getDouble("seconds");
    JsonObject told = json.getJsonObject("told");
    told.fieldNames()
        .forEach(
            status -> report.told.put(Integer.valueOf(status), dense(told.getJsonArray(status))));
    JsonObject inTime = json.getJsonObject("inTime");
    inTime
        .fieldNames()
        .forEach(status -> report.inTime.put(Integer.valueOf(status), inTime.getLong(status)));
    return report;
  }

  /** Whether an answer is there to its end. */
  static boolean isWhole(Buffer answer) {
    String text = answer.toString("ISO-8859-1");
    int head = text.indexOf("\r\n\r\n");
    int length = text.indexOf("ontent-");
    while (length >= 0 && !text.startsWith("ength:", length + 8)) {
      length = text.indexOf("ontent-", length + 1);
    }
    if (head < 0 || length < 0) {
      return false;
    }
    int end = text.indexOf('\r', length);
    int body = Integer.parseInt(text.substring(length + 14, end).trim());
    return answer.length() >= head + 4 + body;
  }

  /** The status of an answer. */
  static int status(Buffer answer) {
    return Integer.parseInt(answer.getString(9, 12));
  }

  private static JsonArray sparse(long[] counts) {
    JsonArray pairs = new JsonArray();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        pairs.add(i).add(counts[i]);
      }
    }
    return pairs;
  }

  private static long[] dense(JsonArray pairs) {
    long[] counts = new long[LONGEST_MILLIS];
    for (int i = 0; i < pairs.size(); i += 2) {
      counts[pairs.getInteger(i)] = pairs.getLong(i + 1);
    }
    return counts;
  }
}
