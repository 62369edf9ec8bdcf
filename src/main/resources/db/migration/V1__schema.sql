-- The truth: workspaces, their members, their tokens, and who changed what.
-- ${application_role} is the role that the service runs as; it owns nothing here.

create table workspaces (
  id integer generated always as identity primary key,
  name text not null,
  production_prefix text not null default '',
  sandbox_prefix text not null default '',
  longest_expiry_days integer not null default 366,
  unlimited_expiry_allowed boolean not null default false,
  activity_retention_days integer not null default 90,
  created_at timestamptz(3) not null default now()
);

-- A person. The password hash is absent until an invitation was accepted.
create table members (
  id bigint generated always as identity primary key,
  email text not null,
  password_hash text,
  created_at timestamptz(3) not null default now()
);
create unique index members_email on members (lower(email));

-- Who belongs where. Without accepted_at it is an invitation: it opens nothing and counts as no owner.
create table memberships (
  workspace_id integer not null references workspaces,
  member_id bigint not null references members,
  role text not null check (role in ('owner', 'admin', 'member')),
  created_at timestamptz(3) not null default now(),
  accepted_at timestamptz(3),
  primary key (workspace_id, member_id)
);
create index memberships_member on memberships (member_id);

-- One-time invitations, found by the SHA-256 of their code; deleted when they are used.
create table invitations (
  code_hash bytea primary key,
  workspace_id integer not null references workspaces,
  member_id bigint not null references members,
  invited_by bigint references members,
  expires_at timestamptz(3) not null
);
create index invitations_member on invitations (member_id);

-- Dashboard sessions, found by the SHA-256 of their id.
create table sessions (
  id_hash bytea primary key,
  workspace_id integer not null references workspaces,
  member_id bigint not null references members,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  address text,
  user_agent text
);
create index sessions_member on sessions (member_id);

-- Failed sign-ins by subject ('address:…', or 'account:…' with a hash of the e-mail, since people type passwords there too):
-- a window that forgets, never a lock.
create table sign_in_failures (
  subject text primary key,
  failures integer not null,
  window_ends_at timestamptz(3) not null
);

-- Tokens. Only the SHA-256 of the secret is here. 'revoked' is final: every change has "where state <> 'revoked'" and raises
-- the version.
create table tokens (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspaces,
  name text not null,
  environment text not null check (environment in ('production', 'sandbox')),
  secret_hash bytea not null check (length(secret_hash) = 32),
  state text not null default 'active' check (state in ('active', 'paused', 'revoked')),
  version integer not null default 1,
  abilities text[] not null default '{*}',
  allowed_ips cidr[] not null default '{}',
  rate_limit integer,
  rate_window_seconds integer,
  created_by bigint references members,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  rotated_to bigint references tokens,
  check ((rate_limit is null) = (rate_window_seconds is null)),
  check ((state = 'revoked') = (revoked_at is not null))
) with (fillfactor = 90);
alter table tokens alter column id set maxvalue 9007199254740991;
create index tokens_of_workspace on tokens (workspace_id, id desc) where state <> 'revoked';

-- A repeat of a creation finds the token that the first one made.
create table idempotency_keys (
  workspace_id integer not null references workspaces,
  key text not null,
  token_id bigint not null references tokens,
  created_at timestamptz(3) not null default now(),
  primary key (workspace_id, key)
);

-- Changes of tokens that Redis must hear of. A row goes only after Redis has confirmed it.
create table outbox (
  id bigint generated always as identity primary key,
  token_id bigint not null references tokens,
  kind text not null check (kind in ('tombstone', 'floor')),
  version integer not null,
  leased_until timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now()
);
create index outbox_token on outbox (token_id);

-- Which Redis process each running node sees.
create table nodes (
  id uuid primary key,
  namespace text not null,
  seen_at timestamptz(3) not null default now()
);

-- Who changed what, from where. Written in the transaction of the change.
create table audit (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspaces,
  at timestamptz(3) not null default now(),
  member_id bigint,
  member_email text,
  address text,
  user_agent text,
  action text not null,
  subject text,
  before jsonb,
  after jsonb
);
create index audit_of_workspace on audit (workspace_id, id desc);

grant usage on schema public to ${application_role};
grant select, insert, update, delete on workspaces, members, memberships, invitations, sessions, sign_in_failures, tokens,
  idempotency_keys, outbox, nodes to ${application_role};
grant select, insert on audit to ${application_role};
-- So that a service without the owner's role can see that the schema is current.
grant select on flyway_schema_history to ${application_role};
