package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.foreign.CsvSource;
import io.colleckt.auth.foreign.Owners;
import io.colleckt.auth.foreign.SourceException;
import io.colleckt.auth.foreign.SourceRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Whose tokens go to which workspace. */
final class OwnerOptions {
  private static final String TYPE = "tokenable_type";
  private static final String ID = "tokenable_id";
  private static final String WORKSPACE = "workspace";
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  @Option(
      names = "--workspace",
      paramLabel = "ID",
      description = "The workspace of all tokens that no other rule covers.")
  private Integer workspace;

  @Option(
      names = "--owner",
      paramLabel = "TYPE[#ID]=WORKSPACE",
      description =
          "The workspace of one owner's tokens, or of those of all owners of a type; may be"
              + " repeated.")
  private List<String> rules = List.of();

  @Option(
      names = "--owners",
      paramLabel = "FILE",
      description =
          "The same as CSV with the columns tokenable_type, tokenable_id, workspace; * stands for"
              + " all.")
  private Path file;

  /**
   * The rules together.
   *
   * @throws Failure when there is none, or one is wrong
   */
  Owners owners() {
    Map<String, Integer> all = new HashMap<>();
    if (file != null) {
      new CsvSource(file, Map.of(), Set.of(TYPE, ID, WORKSPACE))
          .read(rows -> rows.forEach(row -> add(all, row)));
    }
    rules.forEach(rule -> add(all, rule));
    if (workspace != null) {
      all.put(Owners.ALL, workspace);
    }
    if (all.isEmpty()) {
      throw misused("Say which workspace the tokens go to: --workspace, --owner or --owners.");
    }
    return new Owners(all);
  }

  private static void add(Map<String, Integer> all, String rule) {
    int at = rule.lastIndexOf('=');
    if (at <= 0 || !NUMBER.matcher(rule.substring(at + 1)).matches()) {
      throw misused("--owner takes TYPE=WORKSPACE or TYPE#ID=WORKSPACE.");
    }
    put(all, rule.substring(0, at), rule.substring(at + 1));
  }

  private void add(Map<String, Integer> all, SourceRow row) {
    String type = row.text(TYPE).orElse(Owners.ALL);
    String id = row.text(ID).orElse(Owners.ALL);
    String number = row.text(WORKSPACE).orElse("");
    boolean everybody = type.equals(Owners.ALL);
    if (!NUMBER.matcher(number).matches() || (everybody && !id.equals(Owners.ALL))) {
      throw new SourceException("%s: no rule: %s, %s, %s".formatted(file, type, id, number));
    }
    put(all, everybody || id.equals(Owners.ALL) ? type : type + "#" + id, number);
  }

  private static void put(Map<String, Integer> all, String key, String number) {
    Integer before = all.put(key, Integer.valueOf(number));
    if (before != null && !before.equals(Integer.valueOf(number))) {
      throw misused("Two rules for " + key + ": workspaces " + before + " and " + number + ".");
    }
  }

  private static Failure misused(String message) {
    return new Failure(Exit.MISUSED, message);
  }
}
