/**
 * Measures this project beside its peers:
 *
 *     npm run build
 *     npm run bench:peers -- --peers <folder> --data <folder> [--rounds 3] [--out peers.json] [--verify-only] …
 *
 * `--peers` is a writable copy of the peer harness, which installs its packages on the first run; `--data` the folder with
 * results.csv, goalscorers.csv and shootouts.csv for both sides; `--database` an imported database, by default a temporary
 * one made of the same files. Other options go to the harness. Targets: `scoresheet-cold` without response cache,
 * `scoresheet-hot` with it, where every response is cached after the warm-up, and `scoresheet-postgres` without cache on the
 * peers' Postgres, if the harness finds one. Ours starts as in `npm run serve`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { serveArguments } from '../server.js';
import { copyReviewed } from './reviewed.js';
import { type HarnessVariables, targetsFor } from './targets.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVER = path.join(ROOT, 'dist/main.js');

interface PeerOptions {
  peers: string;
  data: string;
  database: string | undefined;
  /** Options passed to the harness. */
  further: string[];
}

/** Removes our three options; the harness knows the others. */
function parsePeerArguments(words: readonly string[]): PeerOptions {
  const further = [...words];
  const take = (name: string): string | undefined => {
    const place = further.indexOf(`--${name}`);
    return place < 0 ? undefined : further.splice(place, 2)[1];
  };
  const [peers, data, database] = [take('peers'), take('data'), take('database')];
  if (!peers || !existsSync(path.join(peers, 'bench.mjs'))) {
    throw new Error('--peers must be a folder with the peer harness, one that may be written to.');
  }
  if (!data || !existsSync(path.join(data, 'results.csv'))) {
    throw new Error('--data must be a folder with results.csv, goalscorers.csv and shootouts.csv.');
  }
  if (!existsSync(SERVER)) throw new Error('The server is not built: run "npm run build" first.');
  return { peers: path.resolve(peers), data: path.resolve(data), database, further };
}

interface SpawnOptions {
  cwd: string;
  env?: Record<string, string>;
}

/** Returns stdout; throws stderr of a failed command. */
function run(command: string, words: readonly string[], { cwd, env }: SpawnOptions): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim() || `${path.basename(command)} failed.`);
  return stdout;
}

/** Imports the files that the peers read into an empty database. */
function importInto(url: string, data: string): void {
  const surroundings = { cwd: ROOT, env: { DATABASE_URL: url } };
  console.error('Importing the record …');
  run('npx', ['prisma', 'migrate', 'deploy'], surroundings);
  run('npm', ['run', '-s', 'import', '--', 'international-results', '--from', data], surroundings);
}

function createSqliteRecord(data: string, folder: string): string {
  const url = `file:${path.join(folder, 'record.db')}`;
  importInto(url, data);
  return url;
}

/** The harness's Postgres server, running. */
interface Postgres {
  /** The peers' database, recreated by the harness. */
  url: string;
  pid: string;
}

/** Starts the harness's Postgres until this program ends; null if the machine has none. */
function startPostgres(peers: string): Postgres | null {
  const pg = (word: string) => run('./pg.sh', [word], { cwd: peers }).trim();
  try {
    pg('start');
    process.once('exit', () => pg('stop'));
    return { url: pg('url'), pid: pg('pid') };
  } catch (error) {
    console.error(`Without Postgres: ${(error as Error).message}`);
    return null;
  }
}

/** Our database on the peers' server. */
async function createPostgresRecord(data: string, { url }: Postgres): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS scoresheet');
  await client.query('CREATE DATABASE scoresheet');
  await client.end();
  const ours = new URL(url);
  ours.pathname = '/scoresheet';
  importInto(ours.href, data);
  return ours.href;
}

/** Quotes a shell word. */
const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

async function measure(
  { peers, data, database, further }: PeerOptions,
  folder: string,
): Promise<void> {
  const reviewed = path.join(folder, 'data');
  copyReviewed(data, reviewed);
  const postgres = startPostgres(peers);
  const env = { FOOTBALL_DATA: reviewed, ...(postgres && { PG_URL: postgres.url }) };
  const harness = { cwd: peers, env };
  const setup = path.join(peers, 'setup.sh');
  console.error('Setting up the peers …');
  run(setup, ['--print-variables'], harness);
  // Setup prints more than the variables, so they are printed again alone.
  const printed = run('node', ['bench.mjs', '--print-variables'], harness);
  const variables: HarnessVariables = JSON.parse(printed);
  const targets = targetsFor(
    { cmd: [process.execPath, ...serveArguments()].map(quoted).join(' '), cwd: ROOT },
    {
      sqlite: database ?? createSqliteRecord(reviewed, folder),
      postgres: postgres && (await createPostgresRecord(reviewed, postgres)),
    },
    readFileSync(path.join(import.meta.dirname, 'queries.graphql'), 'utf8'),
    variables,
  );
  const file = path.join(folder, 'targets.json');
  writeFileSync(file, JSON.stringify(targets));
  const words = [...further, ...(postgres ? ['--pg-pid', postgres.pid] : []), '--extra', file];
  const { status } = spawnSync(setup, words, {
    cwd: peers,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-peers-'));
try {
  await measure(parsePeerArguments(process.argv.slice(2)), folder);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
