#!/bin/sh
# Runs target/colleckt-auth.jar with an archive of its loaded classes, which a JVM maps instead of reading and checking
# them: a start takes about a third less. The first run makes the archive when it is stopped; a newer jar makes a new one.
set -e
jar=${COLLECKT_JAR:-$(dirname "$0")/../target/colleckt-auth.jar}
[ "$#" -eq 0 ] || exec java -jar "$jar" "$@" # commands load other classes than a start
archive=${jar%.jar}.jsa
if [ "$archive" -nt "$jar" ]; then
  exec java -XX:SharedArchiveFile="$archive" -jar "$jar" "$@"
fi
rm -f "$archive"
exec java -XX:ArchiveClassesAtExit="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off -jar "$jar" "$@"
