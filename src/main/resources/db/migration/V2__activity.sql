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

-- Calls by hour; token_id 0 = all tokens of the workspace. Exact.
create table activity_hours (
  workspace_id integer not null,
  token_id bigint not null,
  hour timestamptz(0) not null,
  outcome smallint not null,
  calls bigint not null,
  primary key (workspace_id, token_id, hour, outcome)
) with (fillfactor = 70);

-- What is called and from where: kind 'r' a route ("method path"), 'a' an address, 't' a token. Of a token by the hour (by the day after two days), of the
-- workspace (token_id 0) by the day. The largest only: what finds no room is counted under the item ''.
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

alter table tokens add column last_used_address inet;
alter table tokens add column last_used_user_agent text;

grant usage on sequence activity_id to ${application_role};
grant select, insert, update, delete on activity_streams, activity_set_aside, receipt_ends, activity_routes,
  activity_user_agents, activity, activity_hours, activity_items to ${application_role};
