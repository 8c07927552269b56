/** The one path of /graphql: the same at every log level, for bodies in parts, hostile bodies and limits. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/graphql/limits/limits.js';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

const QUESTION = { query: ENGLAND };
const HIT = 'scoresheet; hit';

/** A request as it goes over the line, of which a part may be sent later. */
function written(body: string, head: string[] = []): string {
  const lines = [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...head,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function lineTo({ address }: Serving): Socket {
  const { hostname, port } = new URL(address);
  return connect(Number(port), hostname);
}

/** What comes back until the line is closed, or until it holds a text. */
async function heard(line: Socket, until: (text: string) => boolean = () => false) {
  let text = '';
  line.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  for (let turn = 0; turn < 500 && !line.closed && !until(text); turn += 1) await sleep(10);
  return text;
}

const LONG = { query: '{ teams(first: 50) { nodes { name slug } } }' };

/** One request of each kind of response. */
const REQUESTS: Record<string, RawRequest> = {
  'a computed response': posting({ query: '{ team(slug: "france") { name } }' }),
  'a cached response': posting(QUESTION),
  'a cached response of the other media type': posting(QUESTION, {
    accept: 'application/graphql-response+json',
  }),
  'a response to GET': getting(QUESTION),
  'a compressed response': getting(LONG, { 'accept-encoding': 'gzip' }),
  'a response without a body': getting(QUESTION, { 'if-none-match': '*' }),
  'a response with errors': posting({ query: '{ __typename teams(first: 0) { totalCount } }' }),
  'an error of validation': posting({ query: '{ nothing }' }),
  'an error of cost': posting({
    query: '{ teams(first: 100) { nodes { matches(first: 100) { nodes { slug } } } } }',
  }),
  'a body that is no JSON': posting('{'),
  'a body of another type': posting('x', { 'content-type': 'text/plain' }),
  'a body that is too long': posting(' '.repeat(DEFAULT_LIMITS.bodyBytes + 1)),
  'a media type that is not offered': posting(QUESTION, { accept: 'image/png' }),
  'a Host that names no host': posting(QUESTION, { host: 'a b' }),
};

describe('at log level warn and debug', () => {
  let quiet: Serving;
  let verbose: Serving;
  beforeAll(async () => {
    const logger = (level: string) => ({ level, stream: { write: () => {} } });
    const options = (level: string) => ({ logger: logger(level), requestsPerMinute: 1000 });
    quiet = await serve(await seededDatabase('sqlite'), options('warn'));
    verbose = await serve(await seededDatabase('sqlite'), options('debug'));
    for (const { address } of [quiet, verbose]) await send(address, posting(QUESTION));
  });
  afterAll(() => Promise.all([quiet.close(), verbose.close()]));

  it.each(Object.entries(REQUESTS))(
    'answers the same bytes and headers for %s',
    async (_, sent) => {
      const responses = [];
      for (const { address } of [quiet, verbose]) {
        const { status, headers, text } = await send(address, sent);
        const { date: _date, 'x-request-id': id, ...rest } = headers;
        expect(id).toMatch(/^[\da-f-]{36}$/);
        const ratelimit = String(rest.ratelimit).replace(/t=\d+/, 't=');
        responses.push({
          status,
          headers: { ...rest, ratelimit },
          text: text.replaceAll(String(id), ''),
        });
      }
      expect(responses[0]).toEqual(responses[1]);
    },
  );

  it('counts the same metrics', async () => {
    const countsOf = async ({ metrics }: Serving) =>
      (await metrics.registry.metrics())
        .split('\n')
        .filter((line) => /^scoresheet_(?!graphql_duration_seconds_(bucket|sum))/.test(line));
    const counts = await countsOf(quiet);
    expect(counts).toEqual(await countsOf(verbose));
    const requests = Object.keys(REQUESTS).length + 1;
    expect(counts).toContain(`scoresheet_graphql_duration_seconds_count ${requests}`);
    expect(counts).toContain('scoresheet_answers_total{origin="hit"} 3');
  });
});

describe('cached responses', () => {
  let open: Serving;
  beforeAll(async () => {
    open = await serve(await seededDatabase('sqlite'));
  });
  afterAll(() => open.close());

  it('sends another request id each time', async () => {
    const ids = [];
    for (let time = 1; time <= 4; time += 1) {
      ids.push((await send(open.address, posting(QUESTION))).headers['x-request-id']);
    }
    expect(new Set(ids).size).toBe(4);
  });

  it('sends cached responses in order on a keep-alive connection', async () => {
    const line = lineTo(open);
    const known = JSON.stringify(QUESTION);
    const asked = [known, JSON.stringify({ query: '{ team(slug: "wales") { name } }' }), known];
    line.write(asked.map((body) => written(body)).join(''));
    line.write(written(known, ['connection: close']));
    const text = await heard(line);
    const names = [...text.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['England', 'Wales', 'England', 'England']);
  });
});

describe('bodies', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(await seededDatabase('sqlite'));
    await send(serving.address, posting(QUESTION));
  });
  afterAll(() => serving.close());

  it('answers a body that arrives in parts', async () => {
    const text = written(JSON.stringify(QUESTION), ['connection: close']);
    for (const cut of [60, text.length - 30, text.length - 1]) {
      const line = lineTo(serving);
      await once(line, 'connect');
      line.write(text.slice(0, cut));
      await sleep(50);
      line.write(text.slice(cut));
      expect(await heard(line)).toContain('"name":"England"');
    }
  });

  it('caches the response to a body of several packets', async () => {
    const question = posting({ query: `${ENGLAND} #${'-'.repeat(40_000)}` });
    const first = await send(serving.address, question);
    const second = await send(serving.address, question);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    expect(second.headers['cache-status']).toBe(HIT);
  });

  it('goes on after clients that disconnect in the middle of a request', async () => {
    for (const cut of [40, 120, 150]) {
      const line = lineTo(serving);
      await once(line, 'connect');
      line.write(written(JSON.stringify(QUESTION)).slice(0, cut));
      await sleep(20);
      line.destroy();
    }
    const { headers } = await send(serving.address, posting(QUESTION));
    expect(headers['cache-status']).toBe(HIT);
  });

  it('refuses a body over the limit with 413, and a Host that names no host with 400', async () => {
    const tooMuch = await send(
      serving.address,
      posting({ query: `#${'-'.repeat(DEFAULT_LIMITS.bodyBytes)}` }),
    );
    expect(tooMuch.status).toBe(413);
    const line = lineTo(serving);
    line.write(
      written(JSON.stringify(QUESTION), ['connection: close']).replace('localhost', '/?x'),
    );
    expect(await heard(line)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('hostile bodies', () => {
  it.each(['1e3', 2 ** 30 + 1, 2 ** 40, '9'.repeat(400)])(
    'refuses a content-length of %s',
    async (length) => {
      const serving = await serve(await seededDatabase('sqlite'));
      onTestFinished(() => serving.close());
      const line = lineTo(serving);
      line.write(written('{"a"', ['connection: close']).replace('length: 4', `length: ${length}`));
      expect(await heard(line)).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect((await send(serving.address, posting(QUESTION))).status).toBe(200);
    },
  );

  it.each(['__proto__', '\\u005f\\u005fproto__', '\\u0063onstructor'])(
    'refuses the key "%s" of an object',
    async (key) => {
      const serving = await serve(await seededDatabase('sqlite'));
      onTestFinished(() => serving.close());
      const body = `{"query":${JSON.stringify(ENGLAND)},"variables":{"${key}":{"prototype":1}}}`;
      await send(serving.address, posting(QUESTION));
      const { status } = await send(serving.address, posting(body));
      expect(status).toBe(400);
    },
  );

  it('refuses a compressed body with 415', async () => {
    const serving = await serve(await seededDatabase('sqlite'));
    onTestFinished(() => serving.close());
    const statusOf = async (encoding: string) =>
      (await send(serving.address, posting(QUESTION, { 'content-encoding': encoding }))).status;
    for (const encoding of ['', 'identity', 'Identity']) expect(await statusOf(encoding)).toBe(200);
    for (const encoding of ['gzip', 'identity, gzip']) expect(await statusOf(encoding)).toBe(415);
  });
});

it('Cached responses count against the rate limit', async () => {
  const most = 5;
  const serving = await serve(await seededDatabase('sqlite'), { requestsPerMinute: most });
  const statuses = [];
  for (let time = 1; time <= most + 2; time += 1) {
    statuses.push((await send(serving.address, posting(QUESTION))).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  await serving.close();
});

it('Behind a trusted proxy cached responses count against the forwarded client', async () => {
  const serving = await serve(await seededDatabase('sqlite'), {
    requestsPerMinute: 2,
    trustProxy: ['127.0.0.1'],
  });
  const from = (client: string) =>
    send(serving.address, posting(QUESTION, { 'x-forwarded-for': client }));
  expect((await from('192.0.2.1')).status).toBe(200);
  expect((await from('192.0.2.1')).headers['cache-status']).toBe(HIT);
  expect((await from('192.0.2.1')).status).toBe(429);
  expect((await from('192.0.2.2')).headers['cache-status']).toBe(HIT);
  await serving.close();
});
