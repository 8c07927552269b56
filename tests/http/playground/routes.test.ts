import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examples } from '../../../src/http/playground/examples.js';
import { playgroundPage } from '../../../src/http/playground/page.js';
import { type Serving, serve } from '../../support/http-server.js';
import { seededDatabase } from '../../support/record.js';

let serving: Serving;
let page: Response;
let html: string;

beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
  page = await fetch(`${serving.address}/playground`);
  html = await page.text();
});
afterAll(() => serving.close());

/** Every address that the page makes a browser load. */
const references = () =>
  [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
const files = () => references().filter((reference) => reference.startsWith('playground/'));

const script = () =>
  fetch(`${serving.address}/${files().at(-1)}`).then((response) => response.text());

/** The names of the queries in a text. */
const queriesIn = (text: string) => [...text.matchAll(/query (\w+)\(/g)].map(([, name]) => name);

interface Properties {
  operationName?: string;
  query?: string;
  variables?: string;
  defaultTabs: object[];
  onTabChange(state: { tabs: { query: string }[]; activeTabIndex: number }): void;
}

/** Runs the script of the page without a browser; returns what GraphiQL was given last. */
function runScript(text: string, search: string): () => Properties {
  let given: Properties | null = null;
  const show = (properties: Properties) => {
    given = properties;
  };
  const GraphiQL = { createFetcher: () => ({}), createLocalStorage: () => ({}) };
  runInNewContext(text, {
    URL,
    URLSearchParams,
    location: { search, href: `http://localhost/football/playground${search}` },
    document: { getElementById: () => ({}) },
    React: { createElement: (_type: unknown, properties: Properties) => properties },
    ReactDOM: { createRoot: () => ({ render: show }) },
    GraphiQL,
  });
  return () => {
    if (!given) throw new Error('The script renders nothing.');
    return given;
  };
}

describe('the playground', () => {
  it('is a page that is asked for anew each time', () => {
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(html).toContain('<title>Scoresheet playground</title>');
  });

  it('refers to this server and to itself, and to no other host', () => {
    expect(files().map((path) => path.replace(/^.*\//, ''))).toEqual([
      'graphiql.min.css',
      'react.production.min.js',
      'react-dom.production.min.js',
      'graphiql.min.js',
      'playground.js',
    ]);
    for (const reference of references())
      expect(reference).toMatch(/^(playground\/|graphql$|data:)/);
  });

  it('forbids the browser to load anything from elsewhere, and to run anything inline', () => {
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it.each(['br', 'gzip', 'identity'])(
    'sends every file as %s, to be kept for good',
    async (encoding) => {
      for (const path of files()) {
        const [type, content] = path.endsWith('.css')
          ? ['text/css; charset=utf-8', '.graphiql-container']
          : ['text/javascript; charset=utf-8', 'React'];
        const headers = { 'accept-encoding': encoding };
        const file = await fetch(`${serving.address}/${path}`, { headers });
        expect(file.status).toBe(200);
        expect(file.headers.get('content-type')).toBe(type);
        expect(file.headers.get('content-encoding') ?? 'identity').toBe(encoding);
        expect(file.headers.get('cache-control')).toContain('immutable');
        expect(await file.text()).toContain(content);
      }
    },
  );

  it('has the founding queries open, then the shorter ones, one operation a tab', async () => {
    expect(queriesIn(await script())).toEqual([
      'KaneAndRooney',
      'MatchPage',
      'PenaltiesOfTheMatch',
      'KaneInHisWords',
      'WorldCupWinners',
      'Search',
    ]);
  });

  it('works behind a proxy that strips a prefix: every address is relative, of the API too', async () => {
    const proxy = createServer(async ({ url = '' }, response) => {
      const target = url.startsWith('/football/') ? url.slice('/football'.length) : '/not-mine';
      const answer = await fetch(`${serving.address}${target}`, { redirect: 'manual' });
      const headers = { 'content-type': answer.headers.get('content-type') ?? '' };
      response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void proxy.close());
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/football/playground`;
    const behind = await fetch(address).then((response) => response.text());
    expect(behind).toBe(html);
    for (const reference of references()) {
      if (reference.startsWith('data:')) continue;
      const { status } = await fetch(new URL(reference, address));
      expect([reference, status]).toEqual([reference, reference === 'graphql' ? 400 : 200]);
    }
    expect(await script()).toContain("new URL('graphql', location.href)");
  });

  it('introduces itself with the description of the schema, which GraphiQL shows too', async () => {
    const { description = '' } = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    const words = description?.replaceAll(/[*`]/g, ' ').replaceAll(/\s+/g, ' ').trim() ?? '';
    expect(words.length).toBeGreaterThan(400);
    expect(text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
    expect(await script()).toContain('schemaDescription: true');
  });

  it('escapes what it takes from the schema', () => {
    const page = playgroundPage([], [], 'First.\n\n<script>alert("&")</script> `a<b` *c*');
    expect(page).toContain(
      '&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt; <code>a&lt;b</code> <em>c</em>',
    );
  });

  it('opens the query of its address first, with its variables, and sends its operation name with it alone', async () => {
    const text = await script();
    const opened = runScript(
      text,
      '?query=query%20A%7Bteams%7Bname%7D%7D&variables=%7B%7D&operationName=A',
    );
    expect(opened()).toMatchObject({
      query: 'query A{teams{name}}',
      variables: '{}',
      operationName: 'A',
      defaultTabs: [{ query: 'query A{teams{name}}', variables: '{}' }, ...Array(6).fill({})],
    });
    const tabs = [{ query: 'query A{teams{name}}' }, { query: 'query B{teams{name}}' }];
    opened().onTabChange({ tabs, activeTabIndex: 1 });
    expect(opened().operationName).toBeUndefined();
    opened().onTabChange({ tabs, activeTabIndex: 0 });
    expect(opened().operationName).toBe('A');
    const plain = runScript(text, '')();
    expect(plain).toMatchObject({ defaultTabs: Array(6).fill({}) });
    expect([plain.query, plain.variables, plain.operationName]).toEqual(Array(3).fill(undefined));
  });

  it('has a layout for narrow screens', () => {
    expect(html).toContain('content="width=device-width, initial-scale=1"');
    expect(html).toMatch(/@media \(max-width: \d+px\) \{[^@]+flex-direction: column/);
  });

  it.each(examples.map((example) => [queriesIn(example.query)[0], example] as const))(
    'answers its example %s',
    async (_name, example) => {
      const response = await serving.post(example);
      const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
      expect(errors).toBeUndefined();
      for (const answer of Object.values(data)) expect(answer).not.toBeNull();
    },
  );
});
