/** A real Redis server for a test, on a free port, with nothing kept on the disk. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../prisma/free-port.js';

/** Whether there is no Redis server to test with; a line says so. */
export function isRedisAbsent(): boolean {
  const { status } = spawnSync('redis-server', ['--version']);
  if (status !== 0) console.log('Skipped: there is no redis-server; install it to test with it.');
  return status !== 0;
}

export interface RedisServer {
  url: string;
  process: ChildProcess;
  /** A client of one's own. */
  client: Redis;
  /** Ends the server without a word, as a crash does, unless it has ended. */
  kill(): Promise<void>;
}

/** Starts a server; on a given port where another was before. */
export async function startRedis(
  port?: number,
  options: readonly string[] = [],
): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-redis-'));
  const at = port ?? (await freePort());
  const place = ['--port', String(at), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn('redis-server', [...place, '--save', '', '--appendonly', 'no', ...options]);
  const ended = once(child, 'exit');
  await new Promise((ready, fail) => {
    child.stdout.on('data', (text) => String(text).includes('Ready to accept') && ready(text));
    ended.then(() => fail(new Error('The Redis server did not start.')));
  });
  const url = `redis://127.0.0.1:${at}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null });
  client.on('error', () => {});
  return {
    url,
    process: child,
    client,
    async kill() {
      client.disconnect();
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
