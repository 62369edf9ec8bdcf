-- The most that a token may here, whatever its source gives it: what a member has left it; null = nobody has taken anything away.
alter table imported_tokens add column ceiling_abilities text[], add column ceiling_expires_at timestamptz(3);
