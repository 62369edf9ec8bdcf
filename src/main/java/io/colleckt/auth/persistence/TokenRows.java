package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenNames;
import io.colleckt.auth.token.TokenState;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tokens to and from the columns of their table. */
final class TokenRows {
  /** What members see; {@code expired} is judged by the clock of the database. */
  static final String STATUS =
      """
      case when t.state = 'revoked' then 'revoking' when t.expires_at <= now() then 'expired' else t.state end
      """;

  static final String COLUMNS =
      """
      t.id, t.name, t.environment, t.abilities, t.allowed_ips::text[] as allowed_ips, t.rate_limit, t.rate_window_seconds,
      t.created_at, t.expires_at, t.last_used_at, host(t.last_used_address) as last_used_address, t.last_used_user_agent, t.created_by, m.email as creator_email,
      (select r.id from tokens r where r.id = t.rotated_to and r.state <> 'revoked') as rotated_to,
      (select r.id from tokens r where r.rotated_to = t.id limit 1) as rotated_from,
      t.state, t.version,
      """
          + STATUS
          + " as status\n";

  private TokenRows() {}

  static Optional<StoredToken> stored(RowSet<Row> rows) {
    return Rows.first(rows, TokenRows::stored);
  }

  static List<Token> tokens(RowSet<Row> rows) {
    return Rows.all(rows, TokenRows::token);
  }

  static TokenNames names(RowSet<Row> rows) {
    Map<Long, TokenNames.Named> names = new HashMap<>();
    rows.forEach(
        row ->
            names.put(
                row.getLong("id"),
                new TokenNames.Named(row.getString("name"), row.getBoolean("revoked"))));
    return new TokenNames(names);
  }

  static String[] abilities(Grant grant) {
    return grant.abilities().toArray(String[]::new);
  }

  static String[] allowedIps(Grant grant) {
    return grant.allowedIps().stream().map(Cidr::toString).toArray(String[]::new);
  }

  static Integer limit(Grant grant) {
    return grant.rateLimit().map(RateLimit::limit).orElse(null);
  }

  static Integer windowSeconds(Grant grant) {
    return grant.rateLimit().map(RateLimit::windowSeconds).orElse(null);
  }

  static OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(Rows::time).orElse(null);
  }

  static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static StoredToken stored(Row row) {
    return new StoredToken(
        token(row), TokenState.of(row.getString("state")), row.getInteger("version"));
  }

  private static Token token(Row row) {
    return new Token(
        row.getLong("id"),
        row.getString("name"),
        Environment.of(row.getString("environment")).orElseThrow(),
        TokenStatus.of(row.getString("status")).orElseThrow(),
        grant(row),
        new Token.Dates(
            instant(row, "created_at").orElseThrow(),
            instant(row, "expires_at"),
            instant(row, "last_used_at")),
        Optional.ofNullable(row.getString("last_used_address"))
            .map(address -> new Token.LastCaller(address, row.getString("last_used_user_agent"))),
        creator(row),
        Optional.ofNullable(row.getLong("rotated_to")),
        Optional.ofNullable(row.getLong("rotated_from")));
  }

  /** What the columns of the grant say, of which {@code allowed_ips} is read as text. */
  static Grant grant(Row row) {
    Optional<RateLimit> limit =
        Optional.ofNullable(row.getInteger("rate_limit"))
            .map(calls -> new RateLimit(calls, row.getInteger("rate_window_seconds")));
    List<Cidr> blocks = Stream.of(row.getArrayOfStrings("allowed_ips")).map(Cidr::parse).toList();
    return new Grant(List.of(row.getArrayOfStrings("abilities")), blocks, limit);
  }

  private static Optional<Token.Creator> creator(Row row) {
    return Optional.ofNullable(row.getLong("created_by"))
        .map(id -> new Token.Creator(id, row.getString("creator_email")));
  }
}
