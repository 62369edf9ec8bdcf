-- Tokens that another system has made, and how each was there when it was looked at last: what differs next time has changed there.
create table imported_tokens (
  token_id bigint primary key references tokens,
  source text not null,
  name text not null,
  abilities text[] not null,
  expires_at timestamptz(3),
  imported_at timestamptz(3) not null default now()
);
create index imported_tokens_of_source on imported_tokens (source, token_id);
grant select, insert, update on imported_tokens to ${application_role};

-- From now on no new token gets an id up to this one: those belong to the other system. Never moves back. Whoever makes a token
-- meanwhile waits for the commit: an id is drawn under a lock on the table that this one excludes. Returns the last id that is spoken for.
create function tokens_reserve(up_to bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  drawn bigint;
begin
  select case when is_called then last_value else 0 end into drawn from tokens_id_seq;
  if drawn >= up_to then
    return drawn;
  end if;
  lock table tokens in share row exclusive mode;
  select case when is_called then last_value else 0 end into drawn from tokens_id_seq;
  return setval('tokens_id_seq', greatest(drawn, up_to));
end $$;

revoke all on function tokens_reserve(bigint) from public;
grant execute on function tokens_reserve(bigint) to ${application_role};
