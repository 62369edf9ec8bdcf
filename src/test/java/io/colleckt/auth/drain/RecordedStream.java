package io.colleckt.auth.drain;

import io.colleckt.auth.activity.EntryFormat;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.StreamPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a stream as the Redis function does. Times lie in years whose six bytes are all below 128,
 * since the connection of the tests speaks UTF-8.
 */
final class RecordedStream {
  private static final SecretHash HASH = SecretHash.ofSecret(new byte[] {1}, 0, 1);
  private static final byte[] TIME = {1, 0x70, 0x40, 0x20, 0x10, 0x08};

  private final RedisConnection redis;
  private final String name;

  RecordedStream(RedisConnection redis, String namespace) throws IOException {
    this.redis = redis;
    this.name = namespace + ":a:1";
    redis.command("SADD", "activity:streams", name);
  }

  String name() {
    return name;
  }

  /** One entry with one accepted call of each path. */
  StreamPosition append(List<String> paths) throws IOException {
    return append(1, paths, "R".repeat(paths.size()));
  }

  /** One entry with these verdicts, of any format. */
  StreamPosition append(int format, List<String> paths, String letters) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (String path : paths) {
      Check.Caller caller = new Check.Caller(new IpAddress(0, 1), "GET", path, "test", false);
      checks.add(new Check(7, HASH, "", caller, 0));
    }
    String head = new String(new byte[] {(byte) format}, StandardCharsets.US_ASCII);
    String verdicts = head + new String(TIME, StandardCharsets.US_ASCII) + letters;
    String written = new String(EntryFormat.write(checks), StandardCharsets.US_ASCII);
    return StreamPosition.parse(
        (String) redis.command("XADD", name, "*", "v", verdicts, "c", written));
  }

  long length() throws IOException {
    return (Long) redis.command("XLEN", name);
  }
}
