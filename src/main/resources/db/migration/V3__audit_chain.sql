-- Makes the audit log evident of tampering: each row of a workspace holds the SHA-256 of the hash before it and of its own
-- content, so that no row can be edited, moved, removed or added without every later hash being another.

-- The end of each workspace's chain. Locked by whoever appends, until its commit: numbers have no gaps.
create table audit_heads (
  workspace_id integer primary key references workspaces,
  seq bigint not null,
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null
) with (fillfactor = 50);
create index audit_heads_moved on audit_heads (at);

-- Texts as they were written: what is hashed must not be rearranged. at in microseconds.
alter table audit
  alter column before type json using before::text::json,
  alter column after type json using after::text::json,
  alter column at type timestamptz,
  alter column at drop default,
  add column seq bigint,
  add column hash bytea;

update audit set seq = numbered.seq
from (select id, row_number() over (partition by workspace_id order by id) as seq from audit) numbered
where numbered.id = audit.id;

-- No lock on the workspace's row is taken when a row is appended: only its head's, which is held already.
alter table audit drop column id, drop constraint audit_workspace_id_fkey;
alter table audit
  add primary key (workspace_id, seq),
  add check (json_typeof(before) = 'object'),
  add check (json_typeof(after) = 'object');
create index audit_of_action on audit (workspace_id, action, seq);
create index audit_of_subject on audit (workspace_id, subject, seq);
create index audit_of_member on audit (workspace_id, member_id, seq);
create index audit_of_time on audit (workspace_id, at);

-- A text as it is hashed: its length in bytes (four bytes, -1 when there is none), then its UTF-8.
create function audit_text(value text) returns bytea
language sql immutable parallel safe
return case when value is null then int4send(-1)
  else int4send(length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8') end;

-- The hash of a row that follows the hash before it. Numbers are big-endian: eight bytes each.
create function audit_hash(previous bytea, entry audit) returns bytea
language sql immutable parallel safe
return sha256(
  previous || int8send(entry.seq) || int8send((extract(epoch from entry.at) * 1000000)::bigint)
    || int8send(entry.workspace_id) || audit_text(entry.member_id::text) || audit_text(entry.member_email)
    || audit_text(entry.address) || audit_text(entry.user_agent) || audit_text(entry.action)
    || audit_text(entry.subject) || audit_text(entry.before::text) || audit_text(entry.after::text));

-- Appends a row to the chain of its workspace: the only way in which the service can write here. To be called last in a
-- transaction, since the next change of this workspace waits for its commit. Tells the row's number.
create function audit_append(
  for_workspace integer, by_member bigint, by_email text, from_address text, with_user_agent text,
  of_action text, on_subject text, as_it_was text, as_it_is text) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  head public.audit_heads;
  entry public.audit;
begin
  select * into head from public.audit_heads where workspace_id = for_workspace for update;
  if not found then
    insert into public.audit_heads values (for_workspace, 0, decode(repeat('00', 32), 'hex'), clock_timestamp())
    on conflict (workspace_id) do nothing;
    select * into strict head from public.audit_heads where workspace_id = for_workspace for update;
  end if;
  entry.workspace_id := for_workspace;
  entry.seq := head.seq + 1;
  entry.at := clock_timestamp();
  entry.member_id := by_member;
  entry.member_email := by_email;
  entry.address := from_address;
  entry.user_agent := with_user_agent;
  entry.action := of_action;
  entry.subject := on_subject;
  entry.before := as_it_was::json;
  entry.after := as_it_is::json;
  entry.hash := public.audit_hash(head.hash, entry);
  insert into public.audit select entry.*;
  update public.audit_heads set seq = entry.seq, hash = entry.hash, at = entry.at
  where workspace_id = for_workspace;
  return entry.seq;
end
$$;

-- The rows that are there already, in the order in which they were written.
do $$
declare
  entry audit;
  previous bytea;
begin
  for entry in select * from audit order by workspace_id, seq loop
    if entry.seq = 1 then
      previous := decode(repeat('00', 32), 'hex');
    end if;
    previous := audit_hash(previous, entry);
    update audit set hash = previous where workspace_id = entry.workspace_id and seq = entry.seq;
  end loop;
end
$$;
insert into audit_heads
select distinct on (workspace_id) workspace_id, seq, hash, at from audit order by workspace_id, seq desc;
alter table audit
  alter column seq set not null,
  alter column hash set not null,
  add check (length(hash) = 32),
  add foreign key (workspace_id) references audit_heads;

revoke insert on audit from ${application_role};
grant select on audit_heads to ${application_role};
revoke all on function audit_append from public;
grant execute on function audit_append to ${application_role};
