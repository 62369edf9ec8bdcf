-- Deletes what is older than so many days (UTC), 10,000 rows of a table at once, and drops the partitions of such days: to be called
-- until nothing is left. Returns how many rows and partitions went. A partition that is being read waits for another time. Dropping
-- comes last, since it keeps everybody from the whole log until the commit.
create or replace function activity_expire(days integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '200ms' as $$
declare
  first_kept date := (now() at time zone 'UTC')::date - days;
  cutoff timestamptz := first_kept::timestamp at time zone 'UTC';
  name text;
  gone integer := 0;
  deleted integer;
begin
  if days < 1 then
    raise exception 'activity_expire: days must be at least 1';
  end if;
  if not pg_try_advisory_xact_lock(7263140002) then
    return 0;
  end if;
  delete from activity_rest where ctid = any(array(select ctid from activity_rest where at < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  delete from activity_hours where ctid = any(array(select ctid from activity_hours where hour < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  delete from activity_items where ctid = any(array(select ctid from activity_items where since < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass and c.relname ~ '^activity_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < first_kept
    order by c.relname
  loop
    begin
      execute format('drop table public.%I', name);
      gone := gone + 1;
    exception when lock_not_available then
      exit;
    end;
  end loop;
  return gone;
end $$;
