package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ChangedService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service as a next version may be, by the rules of {@code bus/WireMapper} and of {@code
 * conf/OPERATIONS.md}: what crosses between nodes has a component more, nodes listen at an address
 * that others have not heard of, Redis is asked by another function, and a table has a column more.
 */
final class NextVersion {
  /** Of the migration that it brings. */
  static final String MIGRATION = "999";

  /** Questions, answers and facts, at the check as in management. */
  private static final List<String> CROSSING =
      List.of(
          "bus/NodePresent.java",
          "token/FindTokens.java",
          "token/TokensFound.java",
          "token/TokenRecord.java",
          "token/IssueToken.java",
          "token/RevokeToken.java",
          "token/ChangeToken.java",
          "token/RotateToken.java",
          "token/Receipt.java",
          "token/Token.java",
          "account/Actor.java",
          "activity/ActivityRecorded.java");

  private static final Pattern HEAD =
      Pattern.compile("public record (\\w+)\\(([^()]*)\\)([^{(]*)\\{");

  private NextVersion() {}

  /**
   * Compiles it.
   *
   * @return what the class path of a node must begin with
   */
  static List<Path> compiled() throws IOException {
    ChangedService next = new ChangedService();
    CROSSING.forEach(file -> next.inClass(file, NextVersion::withOneMore));
    return next.inClass(
            "cluster/Presence.java",
            "listening = ",
            "vertx.eventBus().consumer(\"next.version\", message -> {});\n    listening = ")
        .inResource("redis/colleckt.lua", source -> source + "\n-- the next version\n")
        .withResource(
            "db/migration/V" + MIGRATION + "__next_version.sql",
            "alter table tokens add column next_version text;\n")
        .classPath("next-version");
  }

  /** Its old constructor remains, so that what makes the record need not change. */
  private static String withOneMore(String source) {
    Matcher head = HEAD.matcher(source);
    if (!head.find()) {
      throw new IllegalStateException("No record: " + source);
    }
    String whole =
        """
        public record %1$s(%2$s, java.util.Optional<String> nextVersion)%3$s{
          public %1$s(%2$s) {
            this(%4$s, java.util.Optional.of("told by the next version"));
          }
        """
            .formatted(head.group(1), head.group(2), head.group(3), names(head.group(2)));
    return source.substring(0, head.start()) + whole + source.substring(head.end());
  }

  /** {@code a, b} of {@code int a, Map<Long, X> b}. */
  private static String names(String components) {
    List<String> names = new ArrayList<>();
    for (String component : components.replaceAll("<[^<>]*(<[^<>]*>[^<>]*)*>", "").split(",", -1)) {
      String[] words = component.strip().split("\\s+", -1);
      names.add(words[words.length - 1]);
    }
    return String.join(", ", names);
  }
}
