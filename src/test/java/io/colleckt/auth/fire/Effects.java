package io.colleckt.auth.fire;

import io.colleckt.auth.testing.Database;
import java.util.List;

/**
 * Compares the changes with the audit log (C4, promise P4): every version of a token has its row,
 * and every row its version. The sequence has no gap.
 */
record Effects(Database database) {
  /** One line for each token whose row and audit rows do not agree. */
  List<String> violations() {
    return database.rows(
        """
        with told as (
          select substr(subject, 7)::bigint as id, count(*) filter (where action = 'token.created') as created,
            count(*) filter (where action <> 'token.created') as changes
          from audit where subject like 'token:%' and action like 'token.%' group by 1)
        select 'C4 token ' || coalesce(t.id, told.id) || ': version ' || coalesce(t.version, 0) || ', on record '
          || coalesce(told.created, 0) || ' creations, ' || coalesce(told.changes, 0) || ' changes'
        from tokens t full join told on told.id = t.id
        where t.name = 'under fire' and (told.created is distinct from 1 or t.version - 1 is distinct from told.changes)
          or t.id is null
        union all
        select 'C4 workspace ' || workspace_id || ': ' || count(*) || ' rows up to ' || max(seq)
        from audit group by workspace_id having count(*) <> max(seq)
        """);
  }
}
