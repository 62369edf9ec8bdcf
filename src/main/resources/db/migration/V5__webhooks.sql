-- Who wants to hear of what has happened in a workspace, what has happened, and who has heard of it.

-- A receiver. events empty = all types. next_at: when the first of its deliveries is due, null = none waits. A node that works
-- on it holds it until leased_until; lease tells one such time from the next. After failures it rests.
create table webhooks (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspaces,
  url text not null,
  events text[] not null default '{}',
  description text not null default '',
  enabled boolean not null default true,
  disabled_because text,
  created_by bigint references members,
  created_at timestamptz(3) not null default now(),
  next_at timestamptz(3),
  leased_until timestamptz(3) not null default '-infinity',
  lease bigint not null default 0,
  rests_until timestamptz(3) not null default '-infinity',
  failures integer not null default 0,
  failing_since timestamptz(3)
);
alter table webhooks alter column id set maxvalue 9007199254740991;
create index webhooks_of_workspace on webhooks (workspace_id, id);
create index webhooks_due on webhooks (next_at) where enabled and next_at is not null;

-- What signs, and therefore must be kept as it is. Nothing else reads this table. ends_at: after a rotation.
create table webhook_secrets (
  id bigint generated always as identity primary key,
  webhook_id bigint not null references webhooks on delete cascade,
  secret bytea not null check (length(secret) = 32),
  ends_at timestamptz(3)
);
create index webhook_secrets_of_webhook on webhook_secrets (webhook_id);

-- What has happened, written in the transaction in which it did. spread: its deliveries have been made.
create table notices (
  id bigint generated always as identity primary key,
  message_id uuid not null default gen_random_uuid(),
  workspace_id integer not null references workspaces,
  type text not null,
  data json not null,
  created_at timestamptz(3) not null default now(),
  spread boolean not null default false
);
create index notices_new on notices (id) where not spread;
create index notices_by_age on notices (created_at);

-- One notice on its way to one webhook. attempts counts those that have begun.
create table deliveries (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notices on delete cascade,
  webhook_id bigint not null references webhooks on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz(3) not null default now(),
  attempted_at timestamptz(3),
  response_code integer,
  error text
);
alter table deliveries alter column id set maxvalue 9007199254740991;
create index deliveries_of_webhook on deliveries (webhook_id, id desc);
create index deliveries_due on deliveries (webhook_id, id) where status = 'pending';
create index deliveries_of_notice on deliveries (notice_id);

-- When the next notice of a token's expiry is due: 14, 7 and 1 days before, unless its whole life is shorter, and at its end.
-- Of those that are due already only the last one; with "after", only those that are not due yet.
create function next_expiry_notice(created_at timestamptz, expires_at timestamptz, after boolean) returns timestamptz
language sql stable as $$
  select case when after then min(moment) filter (where moment > now())
    else coalesce(max(moment) filter (where moment <= now()), min(moment)) end
  from (select expires_at - make_interval(days => days) as moment, days from unnest(array[0, 1, 7, 14]) as days) as steps
  where days = 0 or moment > created_at
$$;

alter table tokens add column notice_at timestamptz(3);
update tokens set notice_at = next_expiry_notice(created_at, expires_at, true) where state <> 'revoked' and expires_at is not null;
create index tokens_to_notice on tokens (notice_at) where notice_at is not null;

-- Whoever makes a token or changes its expiry need not think of it.
create function plan_expiry_notice() returns trigger language plpgsql as $$
begin
  if new.state = 'revoked' or new.expires_at is null then
    new.notice_at := null;
  elsif tg_op = 'INSERT' or new.expires_at is distinct from old.expires_at then
    new.notice_at := next_expiry_notice(new.created_at, new.expires_at, false);
  end if;
  return new;
end
$$;
create trigger tokens_expiry_notice before insert or update of expires_at, state on tokens
  for each row execute function plan_expiry_notice();

grant select, insert, update, delete on webhooks, webhook_secrets, notices, deliveries to ${application_role};
