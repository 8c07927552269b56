#!/bin/sh
# Starts a replica of `postgres`: a base backup first, then streaming replication.
set -eu
# pg_basebackup writes pg_control last: without it the backup is incomplete and starts over.
if [ ! -s "$PGDATA/global/pg_control" ]; then
  find "$PGDATA" -mindepth 1 -delete
  pg_basebackup --host=postgres --username=scoresheet --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf
fi
exec postgres
