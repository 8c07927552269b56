/** Clients that are slow, or speak something else than HTTP, are told so in words that GraphQL clients read, and let go. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createHostCheck } from '../../../src/http/protection/host-header.js';
import { API_HEADERS } from '../../../src/http/protection/security-headers.js';
import { type Serving, serve } from '../../support/http-server.js';
import { send } from '../../support/raw-http.js';
import { beforeReads } from '../../support/reads.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, posting } from '../odd-requests.js';

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

/** A connection, and all that comes over it until it is closed. */
async function open(
  to = serving,
  whenFinished: (destroy: () => void) => void = onTestFinished,
): Promise<{ socket: Socket; closed: Promise<string> }> {
  const { hostname, port } = new URL(to.address);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  // A connection that is cut off is closed, too.
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await once(socket, 'connect');
  whenFinished(() => void socket.destroy());
  return { socket, closed };
}

/** What the server says to something before it hangs up. */
async function answerTo(text: string, whenFinished?: (destroy: () => void) => void) {
  const { socket, closed } = await open(serving, whenFinished);
  socket.write(text);
  const [head = '', body = ''] = (await closed).split('\r\n\r\n');
  const [{ message, extensions } = {} as never] = JSON.parse(body).errors;
  const id = /^x-request-id: (.*)$/im.exec(head)?.[1];
  for (const [name, value] of Object.entries(API_HEADERS))
    expect(head).toContain(`${name}: ${value}`);
  expect(id).toBeTypeOf('string');
  expect(extensions).toEqual({ code: 'BAD_REQUEST', requestId: id });
  return { status: Number(head.split(' ')[1]), message };
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

describe('what cannot be read is answered and left', () => {
  it.each([
    [
      'something else than HTTP',
      '\x16\x03\x01\x02\x00\x01\r\n\r\n',
      400,
      'This is no HTTP request.',
    ],
    [
      'two lengths',
      `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\n`,
      400,
      'This is no HTTP request.',
    ],
    [
      'long headers',
      `${HEAD}x-long: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'The headers of the request are too long.',
    ],
    [
      'an address that is none',
      'GET /%ff HTTP/1.1\r\nhost: localhost\r\n\r\n',
      400,
      'The address cannot be read.',
    ],
    [
      'what nobody does',
      `${HEAD}expect: the-moon\r\ncontent-length: 2\r\n\r\n{}`,
      417,
      'Nothing but "100-continue" can be expected, and not "the-moon".',
    ],
  ])('%s', async (_name, text, status, message) => {
    expect(await answerTo(text)).toEqual({ status, message });
  });
});

describe('a Host header', () => {
  it.each(['localhost', 'example.org:443', '127.0.0.1:4000', '[::1]:4000', 'a_b.local'])(
    'may be %s',
    async (host) => {
      const { status } = await send(serving.address, posting({ query: ENGLAND }, { host }));
      expect(status).toBe(200);
    },
  );

  it.each(['a b', 'example.org/x', 'a@b', '[::1', '999.1.1.1', 'a:b', 'localhost:99999999'])(
    'may not be "%s"',
    async (host) => {
      const { status, headers, text } = await send(
        serving.address,
        posting({ query: ENGLAND }, { host }),
      );
      expect(status).toBe(400);
      expect(JSON.parse(text).errors).toEqual([
        {
          message: 'The Host header must name a host.',
          extensions: { code: 'BAD_REQUEST', requestId: headers['x-request-id'] },
        },
      ]);
    },
  );

  it.each(['', 'host:\r\n'])('may not be missing, or empty: "%s"', async (host) => {
    const text = `GET /livez HTTP/1.1\r\n${host}connection: close\r\n\r\n`;
    const message = 'The Host header must name a host.';
    expect(await answerTo(text)).toEqual({ status: 400, message });
  });

  it('may be misread by no proxy', async () => {
    const behind = await serve(await seededDatabase('sqlite'), { trustProxy: 1 });
    onTestFinished(() => behind.close());
    for (const header of ['x-forwarded-host', 'x-forwarded-proto']) {
      const { status } = await send(behind.address, posting({ query: '{' }, { [header]: 'a b' }));
      expect(status).toBe(400);
    }
    const { text } = await send(
      behind.address,
      posting({ query: ENGLAND }, { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.org' }),
    );
    expect(JSON.parse(text)).not.toHaveProperty('errors');
  });

  it('is looked at again where it is another one', () => {
    const isHost = createHostCheck();
    for (const host of ['localhost', 'localhost', 'a b', 'localhost']) {
      expect(isHost(host)).toBe(host === 'localhost');
    }
  });
});

describe('a server that stops', () => {
  const BEGUN = [
    '',
    'POST /gra',
    `${HEAD}content-length: 40`,
    `${HEAD}content-length: 40\r\n\r\n{"que`,
  ];

  it('does not wait for who has asked nothing yet', async () => {
    const stopping = await serve(await seededDatabase('sqlite'));
    for (const text of BEGUN) (await open(stopping)).socket.write(text);
    await send(stopping.address, posting({ query: ENGLAND }));
    const began = performance.now();
    await stopping.close();
    // A second, with room for a machine that is busy; nobody is waited for longer than eight.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('answers who has asked, however long that takes', async () => {
    const slow = beforeReads(await seededDatabase('sqlite'), () => sleep(2_000));
    const stopping = await serve(slow);
    const answer = send(stopping.address, posting({ query: ENGLAND }));
    await sleep(300);
    await stopping.close();
    expect((await answer).text).toContain('"name":"England"');
  });
});

it('Five hundred connections of one network are enough: the oldest that asks nothing gives way', async () => {
  const many = await serve(await seededDatabase('sqlite'));
  onTestFinished(() => many.close());
  const opened: Awaited<ReturnType<typeof open>>[] = [];
  for (let time = 1; time <= 500; time += 1) opened.push(await open(many));
  const further = await open(many);
  expect(await opened[0]?.closed).toBe('');
  expect(opened[1]?.socket.closed).toBe(false);
  const asking = 'GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';
  for (const one of [further, opened[499]]) {
    one?.socket.end(asking);
    expect(await one?.closed).toContain('{"status":"ok"}');
  }
  expect((await send(many.address, posting({ query: ENGLAND }))).status).toBe(200);
});

it('Who sends thirty requests at once is answered, and who sends thousands is let go', async () => {
  const one = 'GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n';
  const last = one.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n');
  const few = await open();
  few.socket.write(one.repeat(29) + last);
  expect((await few.closed).match(/HTTP\/1\.1 200/g)).toHaveLength(30);
  const many = await Promise.all(Array.from({ length: 8 }, () => open()));
  for (const { socket } of many) socket.write(one.repeat(10_000));
  expect((await send(serving.address, posting({ query: ENGLAND }))).status).toBe(200);
  for (const { closed } of many) expect((await closed).length).toBeLessThan(100_000);
});

// Both wait for the same eight seconds.
describe.concurrent('who is slow', () => {
  it('is told so where a body does not arrive', async ({
    onTestFinished: whenFinished,
    expect,
  }) => {
    const answer = await answerTo(`${HEAD}content-length: 10\r\n\r\n{`, whenFinished);
    expect(answer).toEqual({ status: 408, message: 'The request took too long to arrive.' });
  });

  it('is let go: sixty clients that send a little now and then', async ({
    onTestFinished: whenFinished,
    expect,
  }) => {
    const beginnings = ['', 'POST /graphql HT', HEAD, `${HEAD}content-length: 1000\r\n\r\n`];
    const opened = await Promise.all(Array.from({ length: 60 }, () => open(serving, whenFinished)));
    for (const [place, { socket }] of opened.entries()) {
      const beginning = beginnings[place % beginnings.length] ?? '';
      socket.write(beginning);
      // Who has said nothing says nothing.
      if (beginning) {
        const dripping = setInterval(() => socket.write('a'), 500);
        socket.once('close', () => clearInterval(dripping));
      }
    }
    await Promise.all(opened.map(({ closed }) => closed));
    expect((await send(serving.address, posting({ query: ENGLAND }))).status).toBe(200);
  });
});
