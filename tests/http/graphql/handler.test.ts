/** What is handed out at the door is what would have been answered inside, and is counted like it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/graphql/limits/limits.js';
import { type Serving, serve } from '../../support/http-server.js';
import { send } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, posting } from '../odd-requests.js';

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

describe('a kept answer', () => {
  let open: Serving;
  let closed: Serving;
  beforeAll(async () => {
    const [one, other] = [await seededDatabase('sqlite'), await seededDatabase('sqlite')];
    open = await serve(one);
    // A log that wants every request keeps the door closed.
    const logger = { level: 'debug', stream: { write: () => {} } };
    closed = await serve(other, { logger });
  });
  afterAll(() => Promise.all([open.close(), closed.close()]));

  it.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'has the bytes and the headers that it has inside, for who accepts %s',
    async (accept) => {
      const question = posting(QUESTION, { accept });
      const answers = [];
      for (const serving of [open, closed]) {
        await send(serving.address, question);
        await send(serving.address, question);
        const { status, headers, text } = await send(serving.address, question);
        expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
        const { date: _, 'x-request-id': __, ...rest } = headers;
        answers.push({ status, headers: rest, text });
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toMatchObject({ status: 200, headers: { 'cache-status': HIT } });
    },
  );

  it('has another id each time', async () => {
    const ids = [];
    for (let time = 1; time <= 4; time += 1) {
      ids.push((await send(open.address, posting(QUESTION))).headers['x-request-id']);
    }
    expect(new Set(ids).size).toBe(4);
  });

  it('goes out over a connection that is kept, one after the other, among others', async () => {
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

describe('a question', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(await seededDatabase('sqlite'));
    await send(serving.address, posting(QUESTION));
  });
  afterAll(() => serving.close());

  it('that comes in parts is answered like one that comes at once', async () => {
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

  it('that fills more than a packet is kept and answered all the same', async () => {
    const question = posting({ query: `${ENGLAND} #${'-'.repeat(40_000)}` });
    const first = await send(serving.address, question);
    const second = await send(serving.address, question);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    expect(second.headers['cache-status']).toBe(HIT);
  });

  it('whose sender goes away half-way harms nobody', async () => {
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

  it('that is longer than it says, or names no host, is refused as inside', async () => {
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

describe('what would be more than it may is refused inside', () => {
  it.each(['1e3', 2 ** 30 + 1, 2 ** 40, '9'.repeat(400)])('a length of %s', async (length) => {
    const serving = await serve(await seededDatabase('sqlite'));
    onTestFinished(() => serving.close());
    const line = lineTo(serving);
    line.write(written('{"a"', ['connection: close']).replace('length: 4', `length: ${length}`));
    expect(await heard(line)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await send(serving.address, posting(QUESTION))).status).toBe(200);
  });

  it.each(['__proto__', '\\u005f\\u005fproto__', '\\u0063onstructor'])(
    'a key "%s" of an object',
    async (key) => {
      const serving = await serve(await seededDatabase('sqlite'));
      onTestFinished(() => serving.close());
      const body = `{"query":${JSON.stringify(ENGLAND)},"variables":{"${key}":{"prototype":1}}}`;
      await send(serving.address, posting(QUESTION));
      const { status } = await send(serving.address, posting(body));
      expect(status).toBe(400);
    },
  );

  it('a body that is packed, or that may be', async () => {
    const serving = await serve(await seededDatabase('sqlite'));
    onTestFinished(() => serving.close());
    const statusOf = async (encoding: string) =>
      (await send(serving.address, posting(QUESTION, { 'content-encoding': encoding }))).status;
    for (const encoding of ['', 'identity', 'Identity']) expect(await statusOf(encoding)).toBe(200);
    for (const encoding of ['gzip', 'identity, gzip']) expect(await statusOf(encoding)).toBe(415);
  });
});

it('Kept answers count among the requests of an address', async () => {
  const most = 5;
  const serving = await serve(await seededDatabase('sqlite'), { requestsPerMinute: most });
  const statuses = [];
  for (let time = 1; time <= most + 2; time += 1) {
    statuses.push((await send(serving.address, posting(QUESTION))).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  await serving.close();
});

it('Behind a proxy the answer is kept all the same, and counts for whom the proxy names', async () => {
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
