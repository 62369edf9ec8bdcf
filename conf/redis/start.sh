#!/bin/sh
# Starts Redis with one user, colleckt, who may do what colleckt.acl says; of its password only the hash is written down.
set -eu
umask 077
here=$(dirname "$0")
hash=$(printf %s "${REDIS_PASSWORD:?}" | sha256sum | cut -d ' ' -f 1)
rules=$(grep -v '^#' "$here/colleckt.acl" | tr '\n' ' ')
printf 'user default reset\nuser colleckt on #%s %s\n' "$hash" "$rules" > /tmp/users.acl
unset REDIS_PASSWORD
exec docker-entrypoint.sh redis-server "$here/redis.conf"
