/** The built server as a process of its own, whose time and memory can be told. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server to put a load on. */
export interface Server {
  url: string;
  /** Its process, where it is ours. */
  pid?: number;
  /** Tells it to stop, and answers the code with which it ends; null where a signal ends it, or where it is not ours. */
  stop(): Promise<number | null>;
}

const ROOT = path.dirname(import.meta.dirname);
const PROGRAM = path.join(ROOT, 'dist/main.js');

/** What Node is told by `npm run serve`: the program, after how it is to be run. */
export function serveArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return scripts.serve.split(' ').slice(1);
}

/** Each side of the measurement has a core to itself, where the system lets us choose. */
const SERVER_CORE = '0';
const LOAD_CORE = '1';

/** A start on the whole record takes a second or two. */
const STARTUP_TIMEOUT_MS = 20_000;

const BENCH_ENV = { RATE_LIMIT: 'off', COST_PER_MINUTE: 'off', METRICS_PORT: 'off' };

const canPin = spawnSync('taskset', ['-V']).status === 0;

/** Starts the built server on a free port of this machine, on a core of its own. */
export async function startServer(env: Record<string, string>): Promise<Server> {
  if (!existsSync(PROGRAM)) throw new Error('The server is not built: run "npm run build" first.');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram(
    serveArguments(),
    // All of the load comes from one address, and nobody asks for metrics.
    { ...BENCH_ENV, ...env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) },
    `${address}/readyz`,
  );
  return { ...program, url: `${address}/graphql` };
}

/** Starts a program of Node's in the project's folder and waits until an address of it answers. It ends with this process at the latest. */
async function startProgram(
  program: readonly string[],
  env: Record<string, string>,
  address: string,
): Promise<Omit<Server, 'url'>> {
  const pinned = canPin ? ['taskset', '-c', SERVER_CORE] : [];
  const [command = '', ...words] = [...pinned, process.execPath, ...program];
  // What a server logs of every request is written, as in production, and read by nobody.
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

/** Moves this process, which makes the load, to the other core. */
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

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Processor time that a process has used, in microseconds; null where the system does not tell. */
export function cpuTime(pid: number | undefined): number | null {
  const stat = readProcess(pid, 'stat');
  if (stat === null) return null;
  // After the name in brackets: state, parent, …; user and system time are the 12th and 13th, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Memory that a process holds, in MiB; null where the system does not tell. */
export function residentMemory(pid: number | undefined): number | null {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readProcess(pid, 'status') ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

function readProcess(pid: number | undefined, file: string): string | null {
  const where = `/proc/${pid}/${file}`;
  return pid !== undefined && existsSync(where) ? readFileSync(where, 'utf8') : null;
}
