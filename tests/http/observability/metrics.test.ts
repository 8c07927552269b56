/** What Prometheus is told: at an address of its own, by one process or by several together. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../prisma/free-port.js';
import { startMetricsServer } from '../../../src/http/observability/metrics-server.js';
import type { EmptyDatabase } from '../../support/databases.js';
import { send } from '../../support/raw-http.js';
import { databaseWithSeed } from '../../support/record.js';
import { startServer } from '../../support/server-process.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

let record: EmptyDatabase;
beforeAll(async () => {
  record = await databaseWithSeed('sqlite');
});
afterAll(() => record.drop());

const DEAR = '{ teams(first: 100) { nodes { matches(first: 100) { nodes { slug } } } } }';

/** A server and its metrics. */
async function start(env: Record<string, string> = {}) {
  const port = await freePort();
  const server = await startServer({
    DATABASE_URL: record.url,
    METRICS_PORT: String(port),
    ...env,
  });
  const metricsOf = async (path = '/metrics') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    ...server,
    metricsOf,
    /** The values of all that has a name, by the labels. */
    async values(name: string) {
      const { text } = await metricsOf();
      const lines = text.matchAll(new RegExp(`^${name}(?:{(.*)})? (\\S+)$`, 'gm'));
      return Object.fromEntries(
        [...lines].map(([, labels = '', value]) => [labels.replaceAll('"', ''), Number(value)]),
      );
    },
  };
}

describe('a server', () => {
  it('counts requests, cache results, rejections and errors', async () => {
    const { address, values } = await start({ RATE_LIMIT: '8' });
    for (let time = 1; time <= 3; time += 1) await send(address, posting({ query: ENGLAND }));
    await send(address, getting({ query: ENGLAND }, {}));
    await send(address, posting({ query: DEAR }));
    await send(address, posting({ query: '{ nothing }' }));
    await send(address, { method: 'GET', path: '/playground' });
    await send(address, { method: 'GET', path: '/nowhere' });
    await send(address, posting({ query: ENGLAND }));

    expect(await values('scoresheet_requests_total')).toMatchObject({
      'route=graphql,status=2xx': 4,
      'route=graphql,status=4xx': 3,
      'route=graphql,status=5xx': 0,
      'route=playground,status=2xx': 1,
      'route=other,status=4xx': 1,
    });
    expect(await values('scoresheet_answers_total')).toEqual({
      'origin=hit': 2,
      'origin=miss': 4,
      'origin=bypass': 0,
    });
    expect(await values('scoresheet_refused_total')).toEqual({
      'by=rate': 1,
      'by=cost': 1,
      'by=shed': 0,
    });
    expect(await values('scoresheet_errors_total')).toMatchObject({
      'code=BAD_REQUEST': 1,
      'code=COST_LIMIT_EXCEEDED': 1,
      'code=GRAPHQL_VALIDATION_FAILED': 1,
      'code=RATE_LIMITED': 1,
      'code=INTERNAL_SERVER_ERROR': 0,
    });
    expect(await values('scoresheet_graphql_duration_seconds_count')).toEqual({ '': 7 });
  });

  it('exposes the version of the record and the metrics of its process', async () => {
    const { address, values, metricsOf } = await start();
    const { text } = await send(address, posting({ query: '{ dataset { version } }' }));
    const { version } = JSON.parse(text).data.dataset;
    expect(await values('scoresheet_record_info')).toEqual({ [`version=${version}`]: 1 });
    expect((await values('process_resident_memory_bytes'))['']).toBeGreaterThan(10_000_000);
    const { headers, text: all } = await metricsOf();
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const [, name] of all.matchAll(/^# TYPE (scoresheet_\w+)/gm)) {
      expect(all).toMatch(new RegExp(`^# HELP ${name} .{40,}`, 'm'));
    }
    expect(await metricsOf('/')).toMatchObject({ status: 404, text: '' });
  });

  it('has no metrics on the public port', async () => {
    const { address } = await start();
    expect((await send(address, { method: 'GET', path: '/metrics' })).status).toBe(404);
  });

  it('stops without waiting for readers of its metrics', async () => {
    const { child, ended, values, complaints } = await start();
    await values('scoresheet_requests_total');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(complaints()).toBe('');
  });
});

describe('several processes', () => {
  it('of a cluster are counted together', async () => {
    const { address, child, ended, values } = await start({ WORKERS: '2' });
    // Each connection goes to the next of them.
    for (let time = 1; time <= 6; time += 1) await send(address, posting({ query: ENGLAND }));
    expect(await values('scoresheet_answers_total')).toEqual({
      'origin=hit': 4,
      'origin=miss': 2,
      'origin=bypass': 0,
    });
    expect(Object.values(await values('scoresheet_record_info'))).toEqual([1]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('a port for metrics that is in use', () => {
  async function takenPort(): Promise<string> {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    return String((other.address() as AddressInfo).port);
  }

  it.each(['1', '2'])(
    'ends the start of %s processes when an explicit port is taken',
    async (workers) => {
      const port = await takenPort();
      await expect(start({ METRICS_PORT: port, WORKERS: workers })).rejects.toThrow(
        new RegExp(
          `^The server did not start: Scoresheet cannot start\\. Port ${port} of 127\\.0\\.0\\.1 is in use: choose another with METRICS_PORT, or off\\.\\n$`,
        ),
      );
    },
  );

  it('starts without metrics when the default port is taken, and logs it', async () => {
    const port = await takenPort();
    const lines: string[] = [];
    const address = { host: '127.0.0.1', port: Number(port), isExplicit: false };
    expect(
      await startMetricsServer(
        address,
        async () => '',
        (line) => lines.push(line),
      ),
    ).toBeNull();
    expect(lines).toEqual([
      `Port ${port} of 127.0.0.1 is in use: there are no metrics; choose another with METRICS_PORT, or off.`,
    ]);
  });
});
