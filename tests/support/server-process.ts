/** The program as a process of its own, as an operator runs it, and a load on it whose answers are known beforehand. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { compileCache, mainFile } from './program.js';
import { createTestServer } from './test-server.js';

export interface ServerProcess {
  address: string;
  child: ChildProcess;
  /** What it has written. */
  said: { stdout: string; stderr: string };
  /** What it has written on stderr. */
  complaints(): string;
  /** The code with which it ends; null where a signal ends it. */
  ended: Promise<number | null>;
}

/** As on a developer's machine, but on any port, and for a load that would be too much from one address. */
const SURROUNDINGS = {
  NODE_ENV: 'development',
  PORT: '0',
  HOST: '127.0.0.1',
  RATE_LIMIT: 'off',
  COST_PER_MINUTE: 'off',
  METRICS_PORT: 'off',
};

/** The program as a process, and what it has written. */
export interface RunningProgram {
  child: ChildProcess;
  said: { stdout: string; stderr: string };
  /** The code with which it ends, null where a signal ends it, and all that it has written. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts the program, as an argument of `command`; it ends with the test at the latest. */
export async function startProgram(
  env: Record<string, string>,
  command: readonly string[] = [process.execPath],
): Promise<RunningProgram> {
  const [program = '', ...words] = [...command, await mainFile()];
  const child = spawn(program, words, {
    env: { ...process.env, ...compileCache(), ...SURROUNDINGS, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, said, ended };
}

/** Starts the program on a free port and waits for its greeting. */
export async function startServer(
  env: Record<string, string>,
  command?: readonly string[],
): Promise<ServerProcess> {
  const { child, said, ended } = await startProgram(env, command);
  await Promise.race([once(child.stdout as Readable, 'data'), ended]);
  const address = /http:\S+(?=\/graphql)/.exec(said.stdout)?.[0];
  if (address === undefined) throw new Error(`The server did not start: ${said.stderr}`);
  return {
    address,
    child,
    said,
    complaints: () => said.stderr,
    ended: ended.then(({ code }) => code),
  };
}

/** The ids of the workers of a server of several processes. */
export const workersOf = ({ child }: Pick<ServerProcess, 'child'>): number[] =>
  String(spawnSync('pgrep', ['-P', String(child.pid), '-f', 'main.js']).stdout)
    .split('\n')
    .filter(Boolean)
    .map(Number);

export interface KnownAnswer {
  query: string;
  data: unknown;
}

/** Questions about a database, and what the answers are while it is as it is. */
export async function knownAnswers(url: string): Promise<KnownAnswer[]> {
  const server = createTestServer(openDatabase(url));
  const queries = Array.from({ length: 20 }, (_, place) => {
    const matches = `matches(first: ${place + 1}) { totalCount nodes { id date home { name } away { name } } }`;
    return `{ dataset { version } ${matches} player(slug: "harry-kane") { career { goals { value } } } }`;
  });
  const known = [];
  for (const query of queries) known.push({ query, data: await server.ask(query) });
  await server.close();
  return known;
}

/** What tells of the inside: the database, its statements, addresses and paths, the code. */
const LEAK = /postgres|sqlite|select |127\.0\.0\.1|econn|\/tmp|node_modules|:\d+:\d+/i;

/** What came of one request: the right answer, a wrong one, a refusal that tells nothing of the inside, or none at all. */
export type Outcome = 'right' | 'wrong' | 'refused' | 'broken';

/** Bounds an answer that never comes. */
const ANSWER_TIMEOUT_MS = 10 * 60_000;

/** Asks one question and waits for its answer. */
export async function ask(address: string, { query, data }: KnownAnswer): Promise<Outcome> {
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const answer = await response.json();
    if (answer.errors) return LEAK.test(JSON.stringify(answer.errors)) ? 'wrong' : 'refused';
    return isDeepStrictEqual(answer.data, data) ? 'right' : 'wrong';
  } catch {
    return 'broken';
  }
}

export interface Load {
  /** How many requests had which outcome, up to now. */
  readonly seen: Record<Outcome, number>;
  /** Waits until that many more answers have been right. */
  moreRight(count: number): Promise<void>;
  /** Lets the requests in flight end. */
  stop(): Promise<Record<Outcome, number>>;
}

/** Eight clients that ask one question after another, each of the next address. */
export function load(addresses: readonly string[], known: readonly KnownAnswer[]): Load {
  const seen = { right: 0, wrong: 0, refused: 0, broken: 0 };
  const outcomes = new EventEmitter();
  let asked = 0;
  let stopped = false;
  const client = async () => {
    while (!stopped) {
      asked += 1;
      const address = addresses[asked % addresses.length] as string;
      const question = known[asked % known.length] as KnownAnswer;
      seen[await ask(address, question)] += 1;
      outcomes.emit('outcome');
      // Where no server listens a refusal is immediate: other work of this process gets its turn.
      await new Promise(setImmediate);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  return {
    seen,
    async moreRight(count) {
      const enough = seen.right + count;
      while (seen.right < enough) await once(outcomes, 'outcome');
    },
    async stop() {
      stopped = true;
      await Promise.all(clients);
      return seen;
    },
  };
}
