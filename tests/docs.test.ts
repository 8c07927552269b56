/** The documentation says what is so: every printed query is sent, every link followed, every table compared with the program. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.js';
import { ERROR_CODES } from '../src/graphql/errors.js';
import { DEFAULT_LIMITS } from '../src/graphql/limits/limits.js';
import { DATABASES } from './support/databases.js';
import {
  anchorsOf,
  type DocsPage,
  printedQueries,
  prose,
  readDocs,
  relativeLinks,
  tableOf,
} from './support/docs.js';
import { seededDatabase } from './support/record.js';
import { createTestServer, type TestServer } from './support/test-server.js';

const PAGES = readDocs();
const QUERIES = PAGES.flatMap(printedQueries);
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

function pageOf(file: string): DocsPage {
  const page = PAGES.find((candidate) => candidate.file === file);
  if (!page) throw new Error(`There is no ${file}.`);
  return page;
}

/** What stands between the first pair of backticks of a table cell. */
const codeIn = (cell = '') => /`([^`]*)`/.exec(cell)?.[1] ?? '';

describe('a printed query', () => {
  it('has its answer after it', () => {
    expect(QUERIES.length).toBeGreaterThan(10);
    expect(QUERIES.filter(({ answer }) => answer === null)).toEqual([]);
  });

  it('opens and closes every code block', () => {
    const uneven = PAGES.filter(({ text }) => (text.match(/^```/gm)?.length ?? 0) % 2 === 1);
    expect(uneven.map(({ file }) => file)).toEqual([]);
  });

  for (const kind of DATABASES) {
    describe(kind, () => {
      let asked: TestServer;
      beforeAll(async () => {
        asked = createTestServer(await seededDatabase(kind), DEFAULT_LIMITS);
      });
      afterAll(() => asked.close());

      it.each(QUERIES)('of $file has the printed answer: $query', async ({ query, answer }) => {
        const printed = JSON.parse(answer ?? '');
        if ('errors' in printed) {
          expect(await asked.refusals(query)).toMatchObject(printed.errors);
        } else {
          expect(await asked.ask(query)).toEqual(printed);
        }
      });
    });
  }
});

describe('README.md', () => {
  it('is a page of at most 120 lines', () => {
    expect(pageOf('README.md').text.split('\n').length - 1).toBeLessThanOrEqual(120);
  });

  it('links every page of docs/ but single decisions', () => {
    const links = relativeLinks(pageOf('README.md')).map((target) => target.split('#', 1)[0]);
    const pages = PAGES.map(({ file }) => file).filter((file) => !/decisions\/\d/.test(file));
    expect(links).toEqual(expect.arrayContaining(pages.filter((file) => file.startsWith('docs/'))));
  });
});

describe('a page', () => {
  it.each(PAGES)('$file links only files and headings that exist', (page) => {
    const broken = relativeLinks(page).filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? page.file : path.join(path.dirname(page.file), file);
      if (!existsSync(found)) return true;
      return anchor !== undefined && !anchorsOf(pageOf(found)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it.each(PAGES)('$file names only npm scripts of package.json', ({ text }) => {
    const named = [...text.matchAll(/npm run (?:--?[\w-]+ )*([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('docs/deployment.md', () => {
  const settings = tableOf(pageOf('docs/deployment.md'), 'Variable', 'Default', 'What it is').map(
    ([name, value]) => ({ name: codeIn(name), value: codeIn(value) }),
  );
  /** The variables that the server reads, but Node's own. */
  const variables = [...readFileSync('src/env.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): z\b/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'NODE_ENV');

  it('lists the settings that src/env.ts reads, each once, and no others', () => {
    expect(settings.map(({ name }) => name).sort()).toEqual(variables.sort());
  });

  it('gives the defaults of src/env.ts', () => {
    const given = settings.filter(({ value }) => value !== '');
    const printed = readEnv(Object.fromEntries(given.map(({ name, value }) => [name, value])));
    const defaults = readEnv({});
    // Whether the port of the metrics was chosen is the one thing that naming it changes.
    const { host, port } = defaults.metrics ?? {};
    expect(printed).toEqual({ ...defaults, metrics: expect.objectContaining({ host, port }) });
  });

  it('lists the metrics that the server exposes', () => {
    const files = readdirSync('src/http', { recursive: true, encoding: 'utf8' });
    const file = files.find((name) => path.basename(name) === 'metrics.ts') ?? '';
    const source = readFileSync(path.join('src/http', file), 'utf8');
    const names = [...source.matchAll(/name: '(scoresheet_\w+)'/g)].map(([, name = '']) => name);
    const rows = tableOf(pageOf('docs/deployment.md'), 'Metric', 'Labels', 'Alert on');
    expect(rows.map(([name]) => codeIn(name)).sort()).toEqual(names.sort());
  });
});

describe('docs/front-end.md', () => {
  const page = pageOf('docs/front-end.md');

  it('lists every error code with its meaning, and no others', () => {
    const rows = tableOf(page, 'Code', 'When').map(([code, meaning]) => [codeIn(code), meaning]);
    expect(Object.fromEntries(rows)).toEqual(ERROR_CODES);
    expect(rows).toHaveLength(Object.keys(ERROR_CODES).length);
  });

  const { depth, aliases, directives, tokens, selections } = DEFAULT_LIMITS;
  const { cost, page: rows, list, text, bodyBytes, requestsPerMinute, seconds } = DEFAULT_LIMITS;
  it.each([
    `${depth} deep`,
    `${aliases} aliases`,
    `${directives} directives`,
    `${tokens} tokens`,
    `${selections} selections`,
    `a cost of ${cost}`,
    `pages of ${rows}`,
    `lists of ${list} entries`,
    `texts of ${text} characters`,
    `bodies of ${bodyBytes / 1024} kB`,
    `${requestsPerMinute} requests a minute`,
    `${seconds} seconds`,
  ])('states the limit: %s', (limit) => {
    expect(prose(page).replaceAll(/\s+/g, ' ')).toContain(limit);
  });

  it('counts the types with an id', () => {
    const nodes = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
    );
    expect(page.text).toContain(`${nodes.length} types have an \`id\``);
  });
});

describe('docs/fact-checking.md', () => {
  const page = pageOf('docs/fact-checking.md');

  it('lists every verdict', () => {
    const kinds = schema.getType('VerdictKind');
    const rows = tableOf(page, 'Verdict', 'When').map(([kind]) => codeIn(kind));
    expect(rows).toEqual(isEnumType(kinds) && kinds.getValues().map(({ name }) => name));
  });

  it('has an example of every kind of claim', () => {
    const input = schema.getType('ClaimInput');
    const rows = tableOf(page, 'Claim', 'What it says', 'Example').map(([kind]) => codeIn(kind));
    expect(rows).toEqual(isInputObjectType(input) && Object.keys(input.getFields()));
    const printed = printedQueries(page)
      .map(({ query }) => query)
      .join('\n');
    expect(rows.filter((kind) => !printed.includes(`{ ${kind}: `))).toEqual([]);
  });
});

describe('docs/decisions', () => {
  const records = PAGES.filter(({ file }) => /^docs\/decisions\/\d/.test(file));

  it('numbers its records without a gap, and lists them all', () => {
    const numbers = records.map(({ file }) => Number(/(\d{3})-/.exec(file)?.[1]));
    expect(numbers).toEqual(records.map((_, index) => index + 1));
    const listed = relativeLinks(pageOf('docs/decisions/README.md'));
    const names = records.map(({ file }) => path.basename(file));
    expect(listed.filter((target) => /^\d/.test(target))).toEqual(names);
  });

  it.each(records)('$file has a status, a date and the five headings', ({ text }) => {
    expect(text).toMatch(/^Status: (accepted|superseded by \[\d{3}\]\(.+\)) · \d{4}-\d{2}-\d{2}$/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Decision',
      'Figures',
      'What was rejected',
      'When to reconsider',
    ]);
  });
});
