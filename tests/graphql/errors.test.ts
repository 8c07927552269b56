/** What is asked wrongly is quoted back with a code; of a fault of ours nobody learns more than that there was one. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError } from '../../src/database/errors.js';
import type { Database } from '../../src/database/types.js';
import { DEFAULT_LIMITS } from '../../src/graphql/limits/limits.js';
import { createGraphQLServer } from '../../src/graphql/server.js';
import { DATABASES } from '../support/databases.js';
import { serve } from '../support/http-server.js';
import { beforeReads } from '../support/reads.js';
import { emptyDatabase, seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const IMPOSSIBLE = ['2023-02-30', '2022-13-01', '2022-1-1', 'yesterday', '20221210', ''];

/** Every place where a day can be given, with the argument or field to fill. */
const DAYS = [
  (day: string) => `team(slug: "england") { record(asOf: ${day}) { played } }`,
  (day: string) => `team(slug: "england") { nameOn(date: ${day}) }`,
  (day: string) => `team(slug: "england") { runs(kind: WINNING, asOf: ${day}) { length } }`,
  (day: string) => `team(slug: "england") { shootouts(asOf: ${day}) { played } }`,
  (day: string) => `player(slug: "harry-kane") { career(asOf: ${day}) { goals { value } } }`,
  (day: string) => `comparePlayers(players: ["a", "b"], asOf: ${day}) { asOf }`,
  (day: string) => `headToHead(team: "england", opponent: "wales", asOf: ${day}) { played }`,
  (day: string) => `coverage(asOf: ${day}) { matches }`,
  (day: string) => `matches(filter: { on: ${day} }) { totalCount }`,
  (day: string) => `goals(filter: { from: ${day} }) { totalCount }`,
  (day: string) => `penalties(filter: { to: ${day} }) { totalCount }`,
];

const HIDDEN = 'SELECT secret FROM /srv/scoresheet/data.db';

/** The same database, whose readings fail where their SQL is of the wrong kind. */
const failing = (
  database: Database,
  fails: (text: string) => boolean,
  error = new Error(HIDDEN),
): Database =>
  beforeReads(database, async (text) => {
    if (fails(text)) throw error;
  });

const MASKED = {
  message: 'Internal server error',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    let record: TestServer;
    beforeAll(async () => {
      database = await seededDatabase(kind);
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    it.each(DAYS.map((field) => [field('…'), field] as const))(
      'Date refuses days that do not exist, written into the query: %s',
      async (_name, field) => {
        for (const day of IMPOSSIBLE) {
          const error = await record.refuse(`{ ${field(JSON.stringify(day))} }`);
          expect(error.extensions?.code, day).toBe('BAD_USER_INPUT');
          expect(error.message).toContain(JSON.stringify(day));
        }
      },
    );

    it.each(DAYS.map((field) => [field('…'), field] as const))(
      'Date refuses days that do not exist, given as a variable: %s',
      async (_name, field) => {
        for (const day of [...IMPOSSIBLE, 20221210, true, ['2022-12-10', '2022-12-11']]) {
          const error = await record.refuse(`query($day: Date!) { ${field('$day')} }`, { day });
          expect(error.extensions?.code, String(day)).toBe('BAD_USER_INPUT');
          expect(error.message).toContain(JSON.stringify(day));
        }
      },
    );

    it.each(['2024-02-29', '1872-11-30', '9999-12-31', '0001-01-01'])(
      'Date takes the day %s of the calendar',
      async (day) => {
        await record.ask(
          'query($day: Date) { team(slug: "england") { record(asOf: $day) { played } } }',
          { day },
        );
      },
    );

    it.each([
      ['{ team(slug: "england") { shoeSize } }', 'shoeSize'],
      ['{ team { name } }', 'slug'],
      ['{ matches(orderBy: SIDEWAYS) { totalCount } }', 'SIDEWAYS'],
      ['{ matches(first: 1.5) { totalCount } }', '1.5'],
    ])('a query that the schema does not know is refused: %s', async (query, received) => {
      const error = await record.refuse(query);
      expect(error.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(error.message).toContain(received);
    });

    it('a text that is no query is refused', async () => {
      const error = await record.refuse('{ team(slug: "england") ');
      expect(error.extensions?.code).toBe('GRAPHQL_PARSE_FAILED');
    });

    it.each([
      ['query($s: String = "wales") { team(slug: $s) { name } }', { s: null }],
      ['query($f: Int = 1) { ratings(first: $f) { value } }', { f: null }],
      ['query($i: Boolean = true) { teams { totalCount @include(if: $i) } }', { i: null }],
      [
        'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
        { ids: Array.from({ length: 60 }, () => ({})) },
      ],
    ])('a variable without a value that fits is refused: %s', async (query, variables) => {
      for (const { extensions } of await record.refusals(query, variables)) {
        expect(extensions?.code).toBe('BAD_USER_INPUT');
      }
    });

    it.each(['NOBODY', 5])(
      'a variable of the wrong kind is refused and quoted: %s',
      async (value) => {
        const query = 'query($c: Category) { teams(category: $c) { totalCount } }';
        const error = await record.refuse(query, { c: value });
        expect(error.extensions?.code).toBe('BAD_USER_INPUT');
        expect(error.message).toContain(JSON.stringify(value));
      },
    );

    it.each([
      'match(slug: $text) { id }',
      'team(slug: $text) { id }',
      'player(slug: $text) { id }',
      'tournament(slug: $text) { id }',
      'article(slug: $text) { id }',
      'node(id: $id) { id }',
    ])('a slug that no entity can have is null, whatever is in it: %s', async (field) => {
      for (const text of ['', '💥', "'", '\\', 'x'.repeat(300)]) {
        const id = Buffer.from(`Match:${text}`).toString('base64url');
        const variable = field.includes('$text') ? '$text: String!' : '$id: ID!';
        const answer = await record.ask(`query(${variable}) { found: ${field} }`, { text, id });
        expect(answer, JSON.stringify(text).slice(0, 20)).toEqual({ found: null });
      }
    });

    it.each([
      ['quotes(filter: { text: $text })'],
      ['quotes(filter: { speaker: $text })'],
      ['matches(filter: { city: $text })'],
      ['matches(filter: { stage: $text })'],
      ['goals(filter: { scorer: $text })'],
      ['penalties(filter: { match: $text })'],
    ])('a filter finds nothing that no row can have: %s', async (list) => {
      for (const text of ["Do'ha", 'Doha\\', '%_%', '💥💥']) {
        const query = `query($text: String!) { found: ${list} { totalCount nodes { id } } }`;
        const { found } = await record.ask(query, { text });
        expect(found, JSON.stringify(text)).toEqual({ totalCount: 0, nodes: [] });
      }
    });
    it.each([
      [
        '{ match(slug: "2022-12-10-england-france") { id } }',
        /FROM matches m WHERE m.slug/,
        'match',
      ],
      ['{ matches { totalCount } }', /count\(\*\)/, 'matches'],
      ['{ dataset { version } }', /import_runs/, 'dataset'],
      [
        '{ player(slug: "harry-kane") { career { goals { value } } } }',
        /published_figures/,
        'player',
      ],
    ])('a fault while answering %s leaves nothing inside out', async (query, pattern, field) => {
      const faulty = createTestServer(failing(database, (text) => pattern.test(text)));
      const { path, ...error } = await faulty.refuse(query);
      expect(error).toEqual(MASKED);
      expect(path?.[0]).toBe(field);
    });

    it('a fault before any field is resolved leaves nothing inside out', async () => {
      const serving = await serve({ ...failing(database, () => true), close: async () => {} });
      const response = await serving.post({ query: '{ team(slug: "england") { name } }' });
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(JSON.parse(text)).toMatchObject({ errors: [MASKED] });
      expect(text).not.toContain('secret');
      await serving.close();
    });

    it.each([
      ['UNREACHABLE', 503, 'SERVICE_UNAVAILABLE'],
      ['NO_TABLES', 503, 'SERVICE_UNAVAILABLE'],
      ['BUSY', 504, 'TIMEOUT'],
    ] as const)(
      'a database that is %s answers %i, and where it is stays inside',
      async (trouble, status, code) => {
        const error = new DatabaseError(trouble, new Error(HIDDEN));
        for (const fails of [() => true, (text: string) => /FROM matches m/.test(text)]) {
          const serving = await serve({
            ...failing(database, fails, error),
            close: async () => {},
          });
          const response = await serving.post({ query: '{ match(slug: "a") { slug } }' });
          const text = await response.text();
          expect([response.status, JSON.parse(text).errors[0].extensions.code]).toEqual([
            status,
            code,
          ]);
          expect(text).not.toContain('secret');
          await serving.close();
        }
      },
    );

    it('what has taken too long is given up before its next statement', async () => {
      const { apollo, createContext } = createGraphQLServer(database, undefined, {
        ...DEFAULT_LIMITS,
        seconds: -1,
      });
      const { body, http } = await apollo.executeOperation(
        { query: '{ match(slug: "2022-12-10-england-france") { slug } }' },
        { contextValue: await createContext() },
      );
      expect(http.status).toBe(504);
      expect(body).toMatchObject({
        singleResult: { data: { match: null }, errors: [{ extensions: { code: 'TIMEOUT' } }] },
      });
      await apollo.stop();
    });

    it('an empty record says so, as a service that is not ready', async () => {
      const serving = await serve(await emptyDatabase(kind));
      const response = await serving.post({ query: '{ team(slug: "england") { name } }' });
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect(response.status).toBe(503);
      expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
      expect(errors[0]?.message).toContain('The record is empty');
      await serving.close();
    });
  });
}
