#!/bin/sh
# Starts a replica of the Postgres called `postgres`: a copy of all its files the first time, and what was written since from then on.
set -eu
# Of all files this one is copied last: without it the copy was cut short, and is made anew.
if [ ! -s "$PGDATA/global/pg_control" ]; then
  find "$PGDATA" -mindepth 1 -delete
  pg_basebackup --host=postgres --username=scoresheet --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf
fi
exec postgres
