#!/bin/sh
# Run once, when Postgres initializes: the owner may connect for replication.
echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
