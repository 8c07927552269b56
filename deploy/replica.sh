#!/bin/sh
# Starts a replica of the Postgres called `postgres`: a copy of all its files the first time, and what was written since from then on.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  pg_basebackup --host=postgres --username=scoresheet --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf
fi
exec postgres
