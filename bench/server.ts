/** The built server as a child process, with its CPU time and memory. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../prisma/free-port.js';

export interface Server {
  url: string;
  /** Undefined for a server that was already running. */
  pid?: number;
  /** Stops the server. Returns its exit code; null after a signal or for a server that was already running. */
  stop(): Promise<number | null>;
}

const ROOT = path.dirname(import.meta.dirname);
const PROGRAM = path.join(ROOT, 'dist/main.js');

/** Arguments of Node in `npm run serve`. */
export function serveArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return scripts.serve.split(' ').slice(1);
}

/** Server and load run on separate cores if the system allows it. */
const SERVER_CORE = '0';
const LOAD_CORE = '1';

/** A start on the whole record takes 1 to 2 s. */
const STARTUP_TIMEOUT_MS = 20_000;

const BENCH_ENV = { RATE_LIMIT: 'off', COST_PER_MINUTE: 'off', METRICS_PORT: 'off' };

const canPin = spawnSync('taskset', ['-V']).status === 0;

/** Starts the built server on a free port, by default on a core of its own. */
export async function startServer(
  env: Record<string, string>,
  cores: 'one' | 'all' = 'one',
): Promise<Server> {
  if (!existsSync(PROGRAM)) throw new Error('The server is not built: run "npm run build" first.');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram(
    serveArguments(),
    // All requests come from one address.
    { ...BENCH_ENV, ...env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) },
    `${address}/readyz`,
    cores,
  );
  return { ...program, url: `${address}/graphql` };
}

/** Starts a Node program and waits for its address. Killed with this process. */
async function startProgram(
  program: readonly string[],
  env: Record<string, string>,
  address: string,
  cores: 'one' | 'all',
): Promise<Omit<Server, 'url'>> {
  const pinned = canPin && cores === 'one' ? ['taskset', '-c', SERVER_CORE] : [];
  const [command = '', ...words] = [...pinned, process.execPath, ...program];
  // Logs are written, as in production, and discarded.
  const child = spawn(command, words, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  };
  await isReady(child, address).catch((error) => stop().finally(() => Promise.reject(error)));
  return { ...(child.pid === undefined ? {} : { pid: child.pid }), stop };
}

export function pinLoad(): void {
  if (canPin) spawnSync('taskset', ['-apc', LOAD_CORE, String(process.pid)]);
}

async function isReady(child: ChildProcess, address: string): Promise<void> {
  let output = '';
  child.stderr?.on('data', (text) => {
    output += text;
  });
  const last = Date.now() + STARTUP_TIMEOUT_MS;
  while (Date.now() < last && child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(
    output.trim() || `The server was not ready within ${STARTUP_TIMEOUT_MS / 1000} s.`,
  );
}

/** CPU time of a process, µs; null if the system does not report it. */
export function cpuTime(pid: number | undefined): number | null {
  const stat = readProcess(pid, 'stat');
  if (stat === null) return null;
  // After the name in brackets; user and system time are fields 12 and 13, in 1/100 s.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Resident memory, MiB; null if the system does not report it. */
export function residentMemory(pid: number | undefined): number | null {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readProcess(pid, 'status') ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

function readProcess(pid: number | undefined, file: string): string | null {
  const where = `/proc/${pid}/${file}`;
  return pid !== undefined && existsSync(where) ? readFileSync(where, 'utf8') : null;
}
