-- The figures of a revocation, once they can grow no more: they stay when the calls that they count are deleted. Until then
-- receipt_ends says what they wait for; there the stream '' only says that the ends of the streams are known, be they none.
create table receipts (
  token_id bigint primary key references tokens,
  last_accepted_at timestamptz(3),
  calls_last_24h bigint not null,
  completed_at timestamptz(3) not null default now()
);
grant select, insert on receipts to ${application_role};

-- Deletes what a workspace has on record of the days (UTC) before so many days ago, 10,000 rows of a table at once: to be called
-- until nothing is left. Returns how many rows went. Here since the service has no rights on the partitions themselves.
create function activity_forget(of_workspace integer, days integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '200ms' as $$
declare
  first_kept date := (now() at time zone 'UTC')::date - days;
  cutoff timestamptz := first_kept::timestamp at time zone 'UTC';
  name text;
  gone integer := 0;
  deleted integer;
begin
  if days < 1 then
    raise exception 'activity_forget: days must be at least 1';
  end if;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass
      and (c.relname = 'activity_rest'
        or c.relname ~ '^activity_[0-9]{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < first_kept)
    order by c.relname
  loop
    begin
      execute format(
        'delete from only public.%1$I where ctid = any(array(
           select ctid from only public.%1$I where workspace_id = $1 and at < $2 limit 10000))', name)
        using of_workspace, cutoff;
      get diagnostics deleted = row_count;
      gone := gone + deleted;
      exit when gone >= 10000;
    exception when lock_not_available or undefined_table then
      null; -- it is being dropped
    end;
  end loop;
  delete from activity_hours where ctid = any(array(
    select ctid from activity_hours where workspace_id = of_workspace and hour < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  delete from activity_items where ctid = any(array(
    select ctid from activity_items where workspace_id = of_workspace and since < cutoff limit 10000));
  get diagnostics deleted = row_count;
  return gone + deleted;
end $$;

revoke all on function activity_forget(integer, integer) from public;
grant execute on function activity_forget(integer, integer) to ${application_role};
