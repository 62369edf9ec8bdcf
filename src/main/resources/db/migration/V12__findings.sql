-- Unexpected calls: what tokens are used to, and what was not expected of them.

-- Calls on record that nobody has looked at yet: the few of a transaction that may be unexpected, written in it. Whoever has looked
-- deletes the row in the transaction of what was found. attempts: so often that failed; after the fifth time it stays for a person.
create table activity_inspections (
  id bigint generated always as identity primary key,
  calls json not null,
  attempts smallint not null default 0,
  due_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- One row a token that was ever used. Whoever looks at the calls of a token, or changes its findings, holds its row meanwhile.
create table token_watches (
  token_id bigint primary key references tokens,
  first_accepted_at timestamptz(3),
  last_accepted_on date,
  networks integer not null default 0,
  user_agents integer not null default 0,
  routes integer not null default 0
) with (fillfactor = 70);

-- What a token is used to, bounded for each token and kind: 'n' networks, 'u' families of user agents, 'r' routes.
create table token_habits (
  token_id bigint not null references token_watches,
  kind "char" not null,
  value text not null,
  first_seen_at timestamptz(3) not null,
  primary key (token_id, kind, value)
);

-- value: what it is about. detail: the facts. acknowledged_at: null = open.
create table findings (
  id bigint generated always as identity (maxvalue 9007199254740991) primary key,
  workspace_id integer not null references workspaces,
  token_id bigint not null references tokens,
  kind text not null,
  value text not null,
  detail jsonb not null,
  opened_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  occurrences integer not null default 1,
  acknowledged_at timestamptz(3),
  acknowledged_by bigint references members
);
create unique index findings_open_subject on findings (token_id, kind, value) where acknowledged_at is null;
create index findings_subject on findings (token_id, kind, value, last_seen_at);
create index findings_open on findings (workspace_id, id desc) where acknowledged_at is null;
create index findings_of_workspace on findings (workspace_id, id desc);
create index findings_of_token on findings (token_id, id desc);

-- Kinds of findings that nobody wants to hear of any more, by token.
create table finding_mutes (
  token_id bigint not null references tokens,
  kind text not null,
  muted_at timestamptz(3) not null default now(),
  primary key (token_id, kind)
);

grant select, insert, update, delete on activity_inspections, token_watches, token_habits, findings, finding_mutes
  to ${application_role};
