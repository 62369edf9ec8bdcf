package io.colleckt.auth.foreign;

import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.TokenName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads rows of {@code personal_access_tokens} as Sanctum itself understands them ({@code
 * PersonalAccessToken} and {@code Guard} of laravel/sanctum), and rows of a file of hashed keys.
 */
public final class RowReader {
  /** Columns without which a table of Sanctum's is none. */
  public static final Set<String> SANCTUM_COLUMNS =
      Set.of("id", "tokenable_type", "tokenable_id", "name", "token", "abilities");

  /** Columns that not every version of Sanctum's table has. */
  public static final List<String> SANCTUM_OPTIONAL =
      List.of("last_used_at", "expires_at", "created_at");

  /** Columns without which a file of hashed keys is none. */
  public static final Set<String> KEY_COLUMNS = Set.of("id", "hash");

  /** New tokens get greater ids than all that were taken over, so that room must be left. */
  public static final long GREATEST_ID = BearerParser.MAX_ID / 2;

  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,15}");
  private static final int LONGEST_NAME = 255;

  private final RowRules rules;

  public RowReader(RowRules rules) {
    this.rules = rules;
  }

  /** What the row is. */
  public Reading read(SourceRow row) {
    String id = row.text("id").orElse("");
    try {
      return new Reading.Fit(token(id, row));
    } catch (UnfitException e) {
      return new Reading.Unfit(id, e.getMessage(), e.works);
    }
  }

  private ForeignToken token(String id, SourceRow row) {
    long number = id(id);
    SecretHash hash = hash(row);
    List<String> remarks = new ArrayList<>();
    return new ForeignToken(
        number,
        workspace(row),
        name(number, row, remarks),
        rules.environment(),
        hash,
        abilities(row, remarks),
        dates(row),
        remarks);
  }

  private static long id(String text) {
    if (!ID.matcher(text).matches() || Long.parseLong(text) > GREATEST_ID) {
      throw new UnfitException("The id is no number from 1 to " + GREATEST_ID + ".", true);
    }
    return Long.parseLong(text);
  }

  private SecretHash hash(SourceRow row) {
    String column = rules.dialect() == RowRules.Dialect.SANCTUM ? "token" : "hash";
    String text =
        row.text(column)
            .orElseThrow(() -> new UnfitException("The column " + column + " is empty.", false));
    return HashText.read(text)
        .orElseThrow(
            () ->
                new UnfitException(
                    "The column %s holds no SHA-256: %d characters."
                        .formatted(column, text.length()),
                    false));
  }

  private int workspace(SourceRow row) {
    String type = row.text("tokenable_type").orElse("");
    String owner = row.text("tokenable_id").orElse("");
    OptionalInt workspace = rules.owners().workspaceOf(type, owner);
    return workspace.orElseThrow(
        () -> new UnfitException("No workspace for its owner %s#%s.".formatted(type, owner), true));
  }

  private static String name(long id, SourceRow row, List<String> remarks) {
    String text = row.text("name").orElse("");
    try {
      return TokenName.of(text);
    } catch (IllegalArgumentException e) {
      remarks.add("its name was not allowed here");
      return allowed(text).orElse("Token " + id);
    }
  }

  private static Optional<String> allowed(String text) {
    String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    int end = Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length()));
    try {
      return Optional.of(TokenName.of(plain.substring(0, plain.offsetByCodePoints(0, end))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<String> abilities(SourceRow row, List<String> remarks) {
    boolean keys = rules.dialect() == RowRules.Dialect.KEYS;
    boolean untold = keys && !row.has("abilities");
    String text = row.text("abilities").orElse(untold ? "[\"*\"]" : "[]");
    boolean plain = keys && !text.startsWith("[") && !text.startsWith("{");
    AbilityList list =
        (plain ? words(text) : AbilityList.ofJson(text))
            .orElseThrow(
                () -> new UnfitException("Its abilities are no JSON list of names.", true));
    if (!list.leftOut().isEmpty()) {
      remarks.add("without abilities that are none here: " + list.leftOut().size());
    }
    return list.held();
  }

  private static Optional<AbilityList> words(String text) {
    return Optional.of(AbilityList.of(List.of(text.strip().split("[\\s,]+"))));
  }

  private ForeignToken.Dates dates(SourceRow row) {
    Optional<Instant> created = time(row, "created_at");
    Optional<Instant> own = time(row, "expires_at");
    if (rules.expiration().isPresent() && created.isEmpty()) {
      throw new UnfitException("It has no created_at, from which its expiry counts.", true);
    }
    Optional<Instant> global = rules.expiration().map(after -> created.orElseThrow().plus(after));
    return new ForeignToken.Dates(created, earlier(own, global), time(row, "last_used_at"));
  }

  static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  private Optional<Instant> time(SourceRow row, String column) {
    try {
      return row.text(column).map(text -> SourceTime.read(text, rules.zone()));
    } catch (IllegalArgumentException e) {
      throw new UnfitException("Its %s is no time that is understood.".formatted(column), true);
    }
  }

  /** Ends the reading of a row; never leaves this class. */
  private static final class UnfitException extends RuntimeException {
    private final boolean works;

    UnfitException(String reason, boolean works) {
      super(reason, null, false, false);
      this.works = works;
    }
  }
}
