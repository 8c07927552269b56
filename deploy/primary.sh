#!/bin/sh
# Run once, by the image of Postgres, on a new database: whoever has the owner's password may follow it as a replica.
echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
