package io.colleckt.auth.testing;

import io.colleckt.auth.activity.EntryFormat;
import io.colleckt.auth.token.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stream of the present Redis process, with entries as {@code colleckt.lua} appends them. */
public final class RecordedTraffic {
  private static final Pattern RUN_ID = Pattern.compile("run_id:([0-9a-f]{12})");

  private final RedisConnection redis;
  private final String name;
  private final List<byte[][]> waiting = new ArrayList<>();

  /**
   * Lists the stream.
   *
   * @param incarnation tells it from others of this process
   */
  public RecordedTraffic(RedisConnection redis, long incarnation) throws IOException {
    Matcher runId = RUN_ID.matcher((String) redis.command("INFO", "server"));
    if (!runId.find()) {
      throw new IllegalStateException("Redis does not tell its run id.");
    }
    this.redis = redis;
    this.name = runId.group(1) + ":a:" + incarnation;
    redis.command("SADD", "activity:streams", name);
  }

  public String name() {
    return name;
  }

  /**
   * Adds one entry, to be sent with {@link #flush}.
   *
   * @param atMillis when it was judged
   * @param letters one for each check: {@code R} accepted
   */
  public void append(long atMillis, List<Check> checks, String letters) {
    ByteBuffer verdicts = ByteBuffer.allocate(7 + letters.length());
    verdicts.put(EntryFormat.FORMAT).putShort((short) (atMillis >>> 32)).putInt((int) atMillis);
    verdicts.put(ascii(letters));
    waiting.add(
        new byte[][] {
          ascii("XADD"),
          ascii(name),
          ascii("*"),
          ascii("v"),
          verdicts.array(),
          ascii("c"),
          EntryFormat.write(checks)
        });
  }

  /** Sends what was added; returns when Redis has it. */
  public void flush() throws IOException {
    redis.commands(waiting);
    waiting.clear();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
