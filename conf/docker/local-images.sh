#!/bin/sh
# Makes images under the names that docker-compose.yml and -Dstores=containers ask for out of Debian packages: for machines that
# reach a Debian mirror, but no registry of images. PostgreSQL 15 becomes postgres:18, Redis 7.0 redis:7, Caddy 2.6 caddy:2, OpenJDK
# 17 the two of eclipse-temurin. They do what is relied on of the official ones here, and nothing else: remove them afterwards.
# Needs root, debootstrap, a JDK and a running dockerd.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian" "${1:-http://deb.debian.org/debian}"
rm -rf "$work"/debian/var/cache/apt/archives/*.deb
tar -C "$work/debian" -c . | docker import - local/debian:12

# Named as the argument, from the Dockerfile on standard input, with the entrypoints beside it.
image() {
  echo "== $1"
  docker build -q -t "$1" -f - "$work/context"
}
install='apt-get update -q && apt-get install -y -q --no-install-recommends'

mkdir "$work/context"
cat > "$work/context/postgres-entrypoint" <<'ENTRYPOINT'
#!/bin/bash
# First start: initdb, and what lies in /docker-entrypoint-initdb.d by a server without a port; then the server.
set -eu
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" && chown -R postgres: /var/lib/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  export POSTGRES_USER=postgres
  initdb -D "$PGDATA" --username=postgres --pwfile=<(echo "${POSTGRES_PASSWORD:?}") --auth-local=trust --auth-host=scram-sha-256
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -w start -o "-c listen_addresses=''"
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
      *.sql) psql -v ON_ERROR_STOP=1 -U postgres -f "$script" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@" -c "listen_addresses=*"
ENTRYPOINT
cat > "$work/context/redis-entrypoint" <<'ENTRYPOINT'
#!/bin/sh
set -eu
case $1 in -*) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  chown -R redis: . && exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
fi
exec "$@"
ENTRYPOINT
chmod 755 "$work"/context/*

image postgres:18 <<DOCKERFILE
FROM local/debian:12
RUN useradd --system --uid 999 --home-dir /var/lib/postgresql postgres \
 && $install postgresql-15 && rm -rf /var/lib/postgresql/* /docker-entrypoint-initdb.d && mkdir /docker-entrypoint-initdb.d \
 && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql && install -d -o postgres -g postgres -m 3777 /var/run/postgresql
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
ENV PGDATA=/var/lib/postgresql/18/docker
VOLUME /var/lib/postgresql
COPY postgres-entrypoint /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["postgres"]
DOCKERFILE

image redis:7 <<DOCKERFILE
FROM local/debian:12
RUN useradd --system --uid 999 redis && $install redis-server && install -d -o redis -g redis /data
VOLUME /data
WORKDIR /data
COPY redis-entrypoint /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 6379
CMD ["redis-server", "--bind", "* -::*", "--protected-mode", "no"]
DOCKERFILE

image caddy:2 <<DOCKERFILE
FROM local/debian:12
RUN $install caddy wget libcap2-bin && mkdir -p /config/caddy /data/caddy && chmod 1777 /config/caddy /data/caddy \
 && setcap cap_net_bind_service=+ep /usr/bin/caddy
ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data
WORKDIR /srv
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
DOCKERFILE

image eclipse-temurin:17-jre <<DOCKERFILE
FROM local/debian:12
RUN $install openjdk-17-jre-headless
DOCKERFILE

# With the certificates that Java trusts on this machine: its network may have one of its own.
cp -L /etc/ssl/certs/java/cacerts "$work/context/"
image maven:3.9-eclipse-temurin-17 <<DOCKERFILE
FROM local/debian:12
RUN $install openjdk-17-jdk-headless maven
COPY cacerts /etc/ssl/certs/java/
DOCKERFILE
