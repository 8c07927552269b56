/** Statements that would read a whole table walk an index instead. */
import { expect, it } from 'vitest';
import { openPlanner } from '../../bench/plans.js';
import { openDatabase } from '../../src/database/database.js';
import { DATABASES } from '../support/databases.js';
import { databaseWithSeed } from '../support/record.js';
import { createTestServer } from '../support/test-server.js';

const matches = (order: string, page = 'first: 5') =>
  `{ matches(${page}, orderBy: ${order}) { nodes { slug } } }`;

const END_OF_PAGE = '{ matches(first: 5, orderBy: MARGIN_DESC) { pageInfo { endCursor } } }';

/** Begins at the cursor. */
const FROM_CURSOR = /(SEARCH m USING INDEX|Index (Only )?Scan using) matches_margin_idx/;

const INDEXES: [operation: string, index: string | RegExp][] = [
  ['{ topScorers(first: 3) { entries { rank } } }', 'scorers_goals_idx'],
  [matches('GOALS_DESC'), 'matches_goals_idx'],
  [matches('GOALS_DESC', 'last: 5'), 'matches_goals_idx'],
  [matches('MARGIN_DESC'), 'matches_margin_idx'],
  [matches('MARGIN_DESC', 'first: 5, after: "<end of page>"'), FROM_CURSOR],
];

/** A seed is so small that Postgres would read all of it. */
const WITHOUT_SCANS = '?options=-c%20enable_seqscan%3Doff%20-c%20enable_bitmapscan%3Doff';

it.each(DATABASES.flatMap((kind) => INDEXES.map((row) => [kind, ...row] as const)))(
  '%s answers %s by the index %s',
  async (kind, operation, index) => {
    const { url, drop } = await databaseWithSeed(kind);
    const statements: { text: string; values: readonly unknown[] }[] = [];
    const onSelect = (text: string, values: readonly unknown[]) =>
      statements.push({ text, values });
    const server = createTestServer(openDatabase(url, { onSelect }));
    const planner = await openPlanner(kind === 'sqlite' ? url : url + WITHOUT_SCANS);
    try {
      const { matches: page } = await server.ask(END_OF_PAGE);
      const asked = operation.replace('<end of page>', page.pageInfo.endCursor);
      statements.length = 0;
      await server.ask(asked);
      const steps = (await Promise.all(statements.map(planner.explain))).flat();
      const texts = steps.map(({ text }) => text);
      expect(texts).toContainEqual(expect.stringMatching(index));
    } finally {
      await planner.close();
      await server.close();
      await drop();
    }
  },
);
