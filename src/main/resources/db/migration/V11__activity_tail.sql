-- What the live tail asks: what came after a row, and whether that is all.

-- Rows of all tokens lie nearly in the order of their ids: a few bytes for a hundred pages.
create index activity_latest on activity using brin (id) with (pages_per_range = 32, autosummarize = on);

grant select on sequence activity_id to ${application_role};

-- Ids are drawn before the commit, so that a smaller one may become visible after a greater one. Whoever adds rows holds, until the commit,
-- a shared advisory lock whose key is the negative of the least id that it can draw. Up to the id that is returned every row is there for
-- whoever looks from now on, or never will be: the end of the sequence is read first, who still writes afterwards. A later call may
-- return less.
create function activity_settled() returns bigint
  language plpgsql volatile set search_path = public, pg_temp as $$
declare
  drawn bigint;
  writing bigint;
begin
  select case when is_called then last_value else 0 end into drawn from activity_id;
  select min(-((classid::bigint << 32) | objid::bigint)) - 1 into writing from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid::bigint >= 2147483648
    and database = (select oid from pg_database where datname = current_database());
  return least(drawn, writing);
end $$;

revoke all on function activity_settled() from public;
grant execute on function activity_settled() to ${application_role};
