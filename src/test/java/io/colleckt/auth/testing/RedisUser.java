package io.colleckt.auth.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one user of Redis that the service needs, as {@code conf/redis/colleckt.acl} makes it. */
public final class RedisUser {
  private static final String PASSWORD = "for-tests-only";

  private RedisUser() {}

  /**
   * Makes it in the Redis at that address.
   *
   * @return the address for the user
   */
  public static String make(String administratorUrl) throws IOException {
    List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", "colleckt", "reset", "on"));
    command.add(">" + PASSWORD);
    command.addAll(rules());
    try (RedisConnection redis = RedisConnection.connect(administratorUrl)) {
      redis.command(command.toArray(String[]::new));
    }
    URI url = URI.create(administratorUrl);
    return "redis://colleckt:" + PASSWORD + "@" + url.getHost() + ":" + url.getPort();
  }

  private static List<String> rules() throws IOException {
    return Files.readAllLines(Path.of("conf", "redis", "colleckt.acl")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .flatMap(line -> List.of(line.split(" ")).stream())
        .toList();
  }
}
