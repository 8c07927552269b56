import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../../src/http/playground/examples.js';
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
const files = () => references().filter((reference) => reference.startsWith('/'));

/** The names of the queries in a text. */
const queriesIn = (text: string) => [...text.matchAll(/query (\w+)\(/g)].map(([, name]) => name);

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
    for (const reference of references()) expect(reference).toMatch(/^(\/[^/]|data:)/);
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
        const file = await fetch(serving.address + path, { headers });
        expect(file.status).toBe(200);
        expect(file.headers.get('content-type')).toBe(type);
        expect(file.headers.get('content-encoding') ?? 'identity').toBe(encoding);
        expect(file.headers.get('cache-control')).toContain('immutable');
        expect(await file.text()).toContain(content);
      }
    },
  );

  it('has the founding queries open, then the shorter ones, one operation a tab', async () => {
    const script = await fetch(serving.address + files().at(-1)).then((file) => file.text());
    expect(queriesIn(script)).toEqual([
      'KaneAndRooney',
      'MatchPage',
      'PenaltiesOfTheMatch',
      'KaneInHisWords',
      'WorldCupWinners',
      'Search',
    ]);
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
