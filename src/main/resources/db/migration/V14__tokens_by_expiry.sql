-- Which tokens expire next? What never expires counts as the last, so that one order holds all of them.
create index tokens_by_expiry on tokens (workspace_id, coalesce(expires_at, timestamptz 'infinity'), id) where state <> 'revoked';
