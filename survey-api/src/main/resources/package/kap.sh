#!/usr/bin/env bash
# Runs a command of KAP Survey from an unpacked archive. ./kap alone lists the commands.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=java; fi
if ! command -v "$java" >/dev/null; then
  echo "KAP Survey needs Java 17 or newer: install a JRE (Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME." >&2
  exit 2
fi
collector= # as the launcher of a checked-out project has it: an analysis may stop for its garbage, a service may not
case "${1:-} ${KAP_JAVA_OPTIONS:-}" in *-XX:+Use*GC*) ;; analyse* | bench*) collector=-XX:+UseParallelGC ;; esac
# shellcheck disable=SC2086 # KAP_JAVA_OPTIONS holds several words
exec "$java" $collector ${KAP_JAVA_OPTIONS:-} -Dkap.home="$home" -cp "$home/lib/*" org.kapsurvey.api.cli.Kap "$@"
