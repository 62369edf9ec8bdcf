package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.Habit;
import io.colleckt.auth.finding.HabitKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What tokens are used to. */
final class TokenHabitsTable {

  /** Which of these are stored; by primary key. */
  Future<Set<Habit>> known(SqlConnection connection, Collection<Habit> habits) {
    return connection
        .preparedQuery(
            """
            select token_id, kind::text, value
            from unnest($1::bigint[], $2::text[], $3::text[]) a (id, letter, text)
            join token_habits h on h.token_id = a.id and h.kind = a.letter::"char" and h.value = a.text
            """)
        .execute(columns(habits))
        .map(rows -> new HashSet<>(Rows.all(rows, TokenHabitsTable::habit)));
  }

  /** Stores habits that are not stored yet, of tokens whose watches are held. */
  Future<Void> insert(SqlConnection connection, Collection<Habit> habits) {
    return connection
        .preparedQuery(
            """
            insert into token_habits (token_id, kind, value, first_seen_at)
            select id, letter::"char", text, now() from unnest($1::bigint[], $2::text[], $3::text[]) a (id, letter, text)
            """)
        .execute(columns(habits))
        .mapEmpty();
  }

  private static Tuple columns(Collection<Habit> habits) {
    return Tuple.tuple()
        .addValue(habits.stream().map(Habit::tokenId).toArray(Long[]::new))
        .addValue(habits.stream().map(habit -> habit.kind().code()).toArray(String[]::new))
        .addValue(habits.stream().map(Habit::value).toArray(String[]::new));
  }

  private static Habit habit(Row row) {
    HabitKind kind = HabitKind.ofCode(row.getString("kind"));
    return new Habit(row.getLong("token_id"), kind, row.getString("value"));
  }
}
