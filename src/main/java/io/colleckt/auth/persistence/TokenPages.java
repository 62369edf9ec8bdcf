package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.ListTokens;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenPage;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a workspace as members look through them: those that are not revoked, and those
 * whose revocation is pending. A statement names only the filters that are set.
 */
final class TokenPages {
  /** When a token expires, as the index tokens_by_expiry has it. */
  private static final String EXPIRY = "coalesce(t.expires_at, timestamptz 'infinity')";

  private static final String LISTED = "t.workspace_id = $1 and t.state <> 'revoked'\n";
  private static final String PENDING =
      """
      t.workspace_id = $1 and t.state = 'revoked' and t.id in (select token_id from outbox where kind = 'tombstone')
      """;

  private final StringBuilder filter = new StringBuilder();
  private final Tuple parameters;
  private final Optional<TokenStatus> status;

  /** A statement and what belongs in it. */
  record Statement(String sql, Tuple parameters) {}

  private TokenPages(int workspaceId, ListTokens.Filter filter) {
    this.parameters = Tuple.of(workspaceId);
    this.status = filter.status();
    status.ifPresent(this::in);
    filter.environment().map(Environment::label).ifPresent(label -> and("t.environment = ", label));
    filter.words().map(TokenPages::containing).ifPresent(words -> and("t.name ilike ", words));
    filter.expiresAfter().ifPresent(this::notBefore);
    filter.expiresBefore().map(Rows::time).ifPresent(end -> and(EXPIRY + " < ", end));
  }

  /**
   * One page: tokens in their order, so many at most; served by the index tokens_of_workspace or
   * tokens_by_expiry, read from the place on, and by the few rows of the outbox.
   */
  static Future<List<Token>> read(Database database, ListTokens request, int limit) {
    Statement page = page(request, limit);
    return database.query(page.sql, page.parameters).map(TokenRows::tokens);
  }

  /**
   * How many tokens does the filter find? By the same indexes; ends at the first one that is not
   * counted any more.
   */
  static Future<TokenPage.Count> count(Database database, ListTokens request) {
    TokenPages pages = new TokenPages(request.actor().workspaceId(), request.filter());
    String sql =
        "select count(*)::integer as tokens from ("
            + pages.both("select from tokens t where ", "")
            + "limit "
            + (TokenPage.Count.MOST + 1)
            + ") found";
    return database
        .query(sql, pages.parameters)
        .map(rows -> counted(rows.iterator().next().getInteger("tokens")));
  }

  /** The statement of a page. */
  static Statement page(ListTokens request, int limit) {
    TokenPages pages = new TokenPages(request.actor().workspaceId(), request.filter());
    return new Statement(pages.sql(request, limit), pages.parameters);
  }

  private String sql(ListTokens request, int limit) {
    ListTokens.Order order = request.order();
    request.after().ifPresent(place -> after(order, place));
    String direction = order.ascending() ? " asc" : " desc";
    String byId = "id" + direction;
    String rows = order.byExpiry() ? EXPIRY + direction + ", t." + byId : "t." + byId;
    String both = order.byExpiry() ? "expires_at" + direction + ", " + byId : byId;
    String most = " limit " + parameter(limit) + "\n";
    return "select * from ("
        + both(TokensTable.SELECT + "where ", "order by " + rows + most)
        + ") found order by "
        + both
        + most;
  }

  /** Those that are listed, and those that are on their way out, as far as the status lets them. */
  private String both(String select, String end) {
    String listed = "(" + select + LISTED + filter + end + ")\n";
    String pending = "(" + select + PENDING + filter + end + ")\n";
    return status
        .map(wanted -> wanted == TokenStatus.REVOKING ? pending : listed)
        .orElse(listed + "union all\n" + pending);
  }

  private void in(TokenStatus wanted) {
    switch (wanted) {
      case ACTIVE, PAUSED -> {
        and("t.state = ", wanted.label());
        filter.append("and " + EXPIRY + " > now()\n");
      }
      case EXPIRED -> filter.append("and " + EXPIRY + " <= now()\n");
      case REVOKING -> {
        // Told apart by where they are looked for.
      }
    }
  }

  private void notBefore(Instant begin) {
    and(EXPIRY + " >= ", Rows.time(begin));
    filter.append("and t.expires_at is not null\n");
  }

  /** What never expires stands where nothing is. */
  private void after(ListTokens.Order order, ListTokens.Place place) {
    String beyond = order.ascending() ? " > " : " < ";
    if (!order.byExpiry()) {
      and("t.id" + beyond, place.id());
      return;
    }
    String at = parameter(TokenRows.time(place.expiresAt()));
    filter
        .append("and (" + EXPIRY + ", t.id)" + beyond)
        .append("(coalesce(" + at + "::timestamptz, timestamptz 'infinity'), ")
        .append(parameter(place.id()))
        .append(")\n");
  }

  private void and(String condition, Object value) {
    filter.append("and ").append(condition).append(parameter(value)).append('\n');
  }

  private String parameter(Object value) {
    return "$" + parameters.addValue(value).size();
  }

  private static TokenPage.Count counted(int tokens) {
    int most = TokenPage.Count.MOST;
    return new TokenPage.Count(Math.min(tokens, most), tokens <= most);
  }

  /** A pattern for texts that contain these words as they stand. */
  private static String containing(String words) {
    return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
