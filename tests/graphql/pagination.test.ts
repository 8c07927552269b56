/** Pages: walked in any direction and size they give the whole list, and what is no page is refused. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/text/fold.js';
import { add, matchFact, seededWith } from '../record/further.js';
import { goals, type Match, matches, penalties, players, quotes, teams } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { runs } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const by =
  <Row>(keyOf: (row: Row) => number | string) =>
  (one: Row, other: Row) =>
    keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0;
const marginOf = ({ score }: Match) => Math.abs(score.home - score.away);
const goalsIn = ({ score }: Match) => score.home + score.away;
const slugsOf = (list: readonly { slug: string }[]) => list.map(({ slug }) => slug);

interface List {
  field: string;
  /** What tells one row from another, and how it reads in the answer. */
  node: string;
  whole: string[];
}

const matchList = (order: string, sorted: Match[]): List => ({
  field: `matches(orderBy: ${order}, `,
  node: 'slug',
  whole: slugsOf(sorted),
});

/** Recorded goals of a player. */
const goalsOf = (player: string) =>
  goals.filter(({ scorer, ownGoal }) => scorer === player && !ownGoal).length;

/** Every list that can be paged, with the whole of it in its order, by the documents of the seed. */
const LISTS: Record<string, List> = {
  'matches by DATE_ASC': matchList('DATE_ASC', matches),
  'matches by DATE_DESC': matchList('DATE_DESC', [...matches].reverse()),
  'matches by MARGIN_DESC': matchList('MARGIN_DESC', [...matches].sort(by((m) => -marginOf(m)))),
  'matches by GOALS_DESC': matchList('GOALS_DESC', [...matches].sort(by((m) => -goalsIn(m)))),
  goals: {
    field: 'goals(',
    node: 'match { slug } minute scorer { slug }',
    whole: goals.map(({ match, minute, scorer }) => `${match.slug} ${minute} ${scorer}`),
  },
  'goals by DATE_DESC': {
    field: 'goals(orderBy: DATE_DESC, ',
    node: 'match { slug } minute scorer { slug }',
    whole: goals.map(({ match, minute, scorer }) => `${match.slug} ${minute} ${scorer}`).reverse(),
  },
  'players by GOALS_DESC': {
    field: 'players(orderBy: GOALS_DESC, ',
    node: 'slug',
    whole: [...players]
      .sort(by(([, name]) => fold(name)))
      .sort(by(([slug]) => -goalsOf(slug)))
      .map(([slug]) => slug),
  },
  penalties: {
    field: 'penalties(',
    node: 'match { slug } kind minute taker { slug }',
    whole: penalties.map(
      ({ match, kind, minute, taker }) => `${match.slug} ${kind} ${minute} ${taker}`,
    ),
  },
  quotes: { field: 'quotes(', node: 'text', whole: quotes.map(({ text }) => text) },
  players: {
    field: 'players(',
    node: 'slug',
    whole: [...players].sort(by(([, name]) => fold(name))).map(([slug]) => slug),
  },
  teams: { field: 'teams(', node: 'slug', whole: slugsOf([...teams].sort(by(({ slug }) => slug))) },
};

const queryOf = ({ field, node }: List) => `query(
  $first: Int, $after: String, $last: Int, $before: String
) {
  list: ${field}first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { ${node} } }
    nodes { ${node} }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

/** The values of an answer's row, in the order of the query, as one text. */
const textOf = (row: unknown): string =>
  typeof row === 'object' && row !== null ? Object.values(row).map(textOf).join(' ') : String(row);

const DATE_ASC = LISTS['matches by DATE_ASC'] as List;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createTestServer(await seededDatabase(kind, { onSelect }));
    });
    afterAll(() => record.close());

    const page = async (list: List, asked: object) =>
      (await record.ask(queryOf(list), { ...asked })).list;

    /** A list page by page; each page is checked for what it says about itself. */
    async function walk(list: List, size: number, backwards: boolean): Promise<string[]> {
      const rows: string[] = [];
      for (let cursor: string | null = null; ; ) {
        const asked = backwards ? { last: size, before: cursor } : { first: size, after: cursor };
        const { edges, nodes, pageInfo, totalCount } = await page(list, asked);
        const texts = nodes.map(textOf);
        expect(edges.map(({ node }: { node: unknown }) => textOf(node))).toEqual(texts);
        expect(totalCount).toBe(list.whole.length);
        const more = rows.length + texts.length < list.whole.length;
        expect(pageInfo).toEqual({
          hasNextPage: backwards ? cursor !== null : more,
          hasPreviousPage: backwards ? more : cursor !== null,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        });
        rows.splice(backwards ? 0 : rows.length, 0, ...texts);
        if (!more) return rows;
        cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
      }
    }

    it.each(Object.entries(LISTS))(
      'Query.%s walked page by page is the whole list, whatever the size and direction',
      async (_name, list) => {
        const size = fc.integer({ min: 1, max: 100 });
        const property = fc.asyncProperty(size, fc.boolean(), async (rows, backwards) => {
          expect(await walk(list, rows, backwards)).toEqual(list.whole);
        });
        await fc.assert(property, { numRuns: 6, endOnFailure: true });
      },
    );

    it('Query.matches between two cursors gives what lies between them, from either end', async () => {
      const { edges } = await page(DATE_ASC, { first: 100 });
      const place = fc.nat(matches.length - 1);
      const size = fc.integer({ min: 1, max: 100 });
      const property = fc.asyncProperty(place, place, size, async (from, to, rows) => {
        const cursors = { after: edges[from].cursor, before: edges[to].cursor };
        const between = DATE_ASC.whole.slice(from + 1, Math.max(to, from + 1));
        const first = await page(DATE_ASC, { first: rows, ...cursors });
        expect(slugsOf(first.nodes)).toEqual(between.slice(0, rows));
        const last = await page(DATE_ASC, { last: rows, ...cursors });
        expect(slugsOf(last.nodes)).toEqual(between.slice(-rows));
      });
      await fc.assert(property, { numRuns: runs(30) });
    });

    it('PageInfo says that there is more where a page ends at the row that a cursor names', async () => {
      const { edges } = await page(DATE_ASC, { first: 10 });
      const [after, before] = [edges[0].cursor, edges[3].cursor];
      const more = { hasNextPage: true, hasPreviousPage: true };
      expect((await page(DATE_ASC, { first: 5, after, before })).pageInfo).toMatchObject(more);
      expect((await page(DATE_ASC, { last: 5, after, before })).pageInfo).toMatchObject(more);
    });

    it('Query.matches gives 20 rows where no size is asked for', async () => {
      expect((await page(DATE_ASC, {})).nodes).toHaveLength(20);
    });

    it('MatchConnection.totalCount is counted only when asked for', async () => {
      const count = async (fields: string) => {
        await record.ask('{ matches { nodes { slug } } }');
        statements.length = 0;
        await record.ask(`{ matches(first: 1) { ${fields} } }`);
        return statements.length;
      };
      const without = await count('nodes { slug }');
      expect(await count('nodes { slug } totalCount')).toBe(without + 1);
    });

    it.each(Object.entries(LISTS))(
      'Query.%s refuses sizes outside 1 to 100',
      async (_name, list) => {
        for (const asked of [
          { first: 0 },
          { first: -1 },
          { first: 101 },
          { last: 0 },
          { last: 101 },
        ]) {
          const error = await record.refuse(queryOf(list), asked);
          expect(error.extensions?.code).toBe('BAD_USER_INPUT');
          expect(error.message).toContain(`got ${Object.values(asked)[0]}`);
        }
        const both = await record.refuse(queryOf(list), { first: 3, last: 4 });
        expect(both.extensions?.code).toBe('BAD_USER_INPUT');
        expect(both.message).toMatch(/first: 3.*last: 4/);
      },
    );

    async function expectRefused(list: List, cursor: string) {
      for (const asked of [{ after: cursor }, { before: cursor }]) {
        const error = await record.refuse(queryOf(list), asked);
        expect(error.extensions?.code, cursor).toBe('BAD_USER_INPUT');
        expect(error.message).toContain(`"${cursor.slice(0, 80)}`);
      }
    }

    it.each(Object.entries(LISTS))(
      'Query.%s refuses the cursors of every other list and order',
      async (name, list) => {
        for (const [other, foreign] of Object.entries(LISTS)) {
          if (other === name) continue;
          await expectRefused(list, (await page(foreign, { first: 1 })).pageInfo.endCursor);
        }
      },
    );

    it.each(Object.entries(LISTS))(
      'Query.%s refuses a cursor that was cut off',
      async (_, list) => {
        const { edges } = await page(list, { first: 10 });
        for (const { cursor } of edges) await expectRefused(list, cursor.slice(0, -1));
      },
    );

    const forged = (text: string) => Buffer.from(text).toString('base64url');

    it.each([
      ['an empty text', ''],
      ['a letter', 'x'],
      ['no base64', "'; DROP TABLE goals; --"],
      ['a long text', 'x'.repeat(500)],
      ['a cursor without a row', forged('1|goals|')],
      ['a cursor on a goal that was not scored', forged('1|goals|2022-12-10-england-france/9')],
      ['a cursor between two goals', forged('1|goals|2022-12-10-england-france/1.5')],
      ['a cursor beyond all numbers', forged('1|goals|2022-12-10-england-france/99999999999999')],
      ['a cursor with a NUL', forged('1|goals|2022-12-10-england-france\u0000/1')],
      ['a cursor of another version', forged('2|goals|2022-12-10-england-france/1')],
    ])('Query.goals refuses %s', async (_, cursor) => {
      await expectRefused(LISTS.goals as List, cursor);
    });
  });

  describe(`${kind}: a record that changes`, () => {
    const lauren = { name: 'Lauren James', team: 'england' };
    const told = { home: 'england', away: 'wales', awayScore: 0, tournament: 'uefa-euro' };
    const match = (rows: number) =>
      matchFact({ ...told, date: '2030-01-01', homeScore: rows }, Array(rows).fill(lauren));

    it('a cursor stays good across imports, until its row is gone', async () => {
      const database = await seededWith(kind, { matches: [match(2)] });
      const record = createTestServer(database);
      const query =
        'query($after: String) { goals(last: 1) { pageInfo { endCursor } } next: goals(after: $after) { nodes { id } } }';
      const { goals: page } = await record.ask(query);
      const after = page.pageInfo.endCursor;
      await add(database, { matches: [match(3)] });
      expect((await record.ask(query, { after })).next.nodes).toHaveLength(1);
      await add(database, { matches: [match(1)] });
      const error = await record.refuse(query, { after });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(after);
      await record.close();
    });
  });
}
