-- Every call on record, and what is counted of it.

-- How far each activity stream of Redis has been brought in. A row stays after its stream: an older copy of Redis may come back.
create table activity_streams (
  stream text primary key,
  millis bigint not null default 0,
  sequence bigint not null default 0,
  moved_at timestamptz(3) not null default now()
);

-- Entries that could not be read.
create table activity_set_aside (
  id bigint generated always as identity primary key,
  stream text not null,
  millis bigint not null,
  sequence bigint not null,
  reason text not null,
  entry bytea not null,
  at timestamptz(3) not null default now()
);

-- How far the streams reached when a token's tombstone was placed: once they are brought in up to there, the figures of its
-- receipt are final.
create table receipt_ends (
  token_id bigint not null references tokens,
  stream text not null,
  millis bigint not null,
  sequence bigint not null,
  primary key (token_id, stream)
);

-- Texts that many rows of the activity share, bounded in number for each workspace; what finds no room stands in the row itself.
create table activity_routes (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspaces,
  method text not null,
  path text not null,
  seen_on date not null default current_date,
  unique (workspace_id, method, path)
);
create table activity_user_agents (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspaces,
  user_agent text not null,
  seen_on date not null default current_date,
  unique (workspace_id, user_agent)
);

-- One row a call, or several identical ones within a second. Columns in the order that wastes no bytes, none of them null.
-- route_id 0: "method path" stands in route; user_agent_id 0: it stands in user_agent. flags: 1 sandbox, 2 from a browser.
-- outcome: see token/CheckOutcome. address '::' = several.
create sequence activity_id;
create table activity (
  at timestamptz(3) not null,
  id bigint not null default nextval('activity_id'),
  token_id bigint not null,
  workspace_id integer not null,
  calls integer not null,
  route_id integer not null,
  user_agent_id integer not null,
  outcome smallint not null,
  flags smallint not null,
  address inet not null,
  route text not null default '',
  user_agent text not null default ''
) partition by range (at);
create table activity_rest partition of activity default;
create index activity_of_token on activity (token_id, at);
create index activity_of_workspace on activity (workspace_id, at);
create index activity_refused on activity (workspace_id, at) where outcome <> 0;

-- Calls by hour; token_id 0 = all tokens of the workspace. Every outcome. Exact.
create table activity_hours (
  workspace_id integer not null,
  token_id bigint not null,
  hour timestamptz(0) not null,
  outcome smallint not null,
  calls bigint not null,
  primary key (workspace_id, token_id, hour, outcome)
) with (fillfactor = 70);
create index activity_hours_age on activity_hours (hour);

-- What is called and from where: kind 'r' a route ("method path"), 'a' an address, 't' a token. Accepted calls only. Of a token
-- by the hour (by the day after two days), of the workspace (token_id 0) by the day; periods begin in UTC. The largest only: what
-- finds no room is counted under the item ''.
create table activity_items (
  workspace_id integer not null,
  token_id bigint not null,
  since timestamptz(0) not null,
  kind "char" not null,
  item text not null,
  calls bigint not null,
  last_at timestamptz(3) not null,
  primary key (workspace_id, token_id, since, kind, item)
) with (fillfactor = 70);
create index activity_items_age on activity_items (since);

-- Of the last accepted call on record, forward only.
alter table tokens add column last_used_address inet;
alter table tokens add column last_used_user_agent text;
-- Which token did this one replace?
create index tokens_rotated_to on tokens (rotated_to) where rotated_to is not null;

-- Makes the partitions from today (UTC) on for so many days more, where they are missing; rows of such a day that lie in the default
-- partition move over. One at a time: a second caller finds nothing to do. Gives up, and makes none, when a lock is not to be had at once.
create function activity_prepare(days integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '200ms' as $$
declare
  day date;
  name text;
  beginning timestamptz;
  ending timestamptz;
  made integer := 0;
begin
  if not pg_try_advisory_xact_lock(7263140002) then
    return 0;
  end if;
  for i in 0 .. days loop
    day := (now() at time zone 'UTC')::date + i;
    name := 'activity_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('public.' || name) is not null;
    beginning := day::timestamp at time zone 'UTC';
    ending := (day + 1)::timestamp at time zone 'UTC';
    lock table only activity_rest in access exclusive mode;
    execute format('create table public.%I (like activity including defaults)', name);
    execute format(
      'with moved as (delete from activity_rest where at >= $1 and at < $2 returning *) insert into public.%I select * from moved', name)
      using beginning, ending;
    execute format('alter table activity attach partition public.%I for values from (%L) to (%L)', name, beginning, ending);
    made := made + 1;
  end loop;
  return made;
end $$;

-- Drops the partitions of days (UTC) before so many days ago, and deletes what else is that old, 10,000 rows of a table at once: to be
-- called until nothing is left. Returns how many partitions and rows went. A partition that is being read waits for another time.
create function activity_expire(days integer) returns integer
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
  delete from activity_rest where ctid = any(array(select ctid from activity_rest where at < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  delete from activity_hours where ctid = any(array(select ctid from activity_hours where hour < cutoff limit 10000));
  get diagnostics deleted = row_count;
  gone := gone + deleted;
  delete from activity_items where ctid = any(array(select ctid from activity_items where since < cutoff limit 10000));
  get diagnostics deleted = row_count;
  return gone + deleted;
end $$;

select activity_prepare(3);

revoke all on function activity_prepare(integer), activity_expire(integer) from public;
grant execute on function activity_prepare(integer), activity_expire(integer) to ${application_role};
grant usage on sequence activity_id to ${application_role};
grant select, insert, update, delete on activity_streams, activity_set_aside, receipt_ends, activity_routes,
  activity_user_agents, activity, activity_hours, activity_items to ${application_role};
