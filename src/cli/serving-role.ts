/**
 * `npm run serving-role`: creates or updates a read-only Postgres role for the server, connected as owner by
 * DATABASE_URL. Name: SERVING_ROLE (scoresheet_reader), password: SERVING_PASSWORD. Covers tables of later migrations.
 */
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { readEnv } from '../env.js';

interface Role {
  name: string;
  password: string;
}

function parseRole(): Role {
  const { SERVING_ROLE: name = 'scoresheet_reader', SERVING_PASSWORD: password } = process.env;
  if (!password) throw new Error('SERVING_PASSWORD must be the password that the role is to have.');
  return { name, password };
}

interface ServerState {
  database: string;
  /** The connected role. */
  owner: string;
  exists: boolean;
  /** Roles of which it is a member. */
  memberships: string[];
}

/** Creates the role, or revokes all other privileges of an existing one. */
function buildStatements(
  { name, password }: Role,
  { database, exists, memberships }: ServerState,
): string[] {
  const role = escapeIdentifier(name);
  const db = escapeIdentifier(database);
  return [
    `${exists ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}
      NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS`,
    `ALTER ROLE ${role} SET default_transaction_read_only = on`,
    ...memberships.map((other) => `REVOKE ${escapeIdentifier(other)} FROM ${role}`),
    `REVOKE ALL ON DATABASE ${db} FROM ${role}`,
    `REVOKE ALL ON SCHEMA public FROM ${role}`,
    ...['TABLES', 'SEQUENCES', 'FUNCTIONS'].map(
      (all) => `REVOKE ALL ON ALL ${all} IN SCHEMA public FROM ${role}`,
    ),
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM ${role}`,
    `REVOKE ALL ON DATABASE ${db} FROM PUBLIC`,
    `REVOKE ALL ON SCHEMA public FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${db} TO ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${role}`,
  ];
}

const SERVER_STATE_QUERY = `SELECT current_database() AS database, current_user AS owner,
  EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "exists",
  ARRAY(SELECT of.rolname::text FROM pg_auth_members m JOIN pg_roles of ON of.oid = m.roleid
    JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = $1) AS memberships`;

/** In one transaction. */
async function applyRole(url: string, role: Role): Promise<void> {
  if (!url.startsWith('postgres')) {
    throw new Error(
      'DATABASE_URL must name a Postgres: the server opens a SQLite file read-only by itself.',
    );
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const {
      rows: [state],
    } = await client.query<ServerState>(SERVER_STATE_QUERY, [role.name]);
    if (!state) throw new Error('The server does not say what it is.');
    if (role.name === state.owner) {
      throw new Error(`SERVING_ROLE must be another role than ${role.name}, the owner itself.`);
    }
    const statements = buildStatements(role, state);
    await client.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'));
  } finally {
    await client.end();
  }
}

try {
  const role = parseRole();
  await applyRole(readEnv().databaseUrl, role);
  console.log(`The role ${role.name} can read the record and write nothing.`);
} catch (error) {
  console.error(`No role was made. ${(error as Error).message}`);
  process.exitCode = 1;
}
