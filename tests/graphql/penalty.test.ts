/** Penalties in play and kicks of shoot-outs: what each filter lets through, and what a row says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Penalty, penalties } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const distinct = (of: (penalty: Penalty) => string | number | null) =>
  [...new Set(penalties.map(of))].filter((value) => value !== null);

/** Each field of the filter: values to try, and what it means for the penalties of the seed. */
const FIELDS: Record<
  string,
  [values: unknown[], means: (penalty: Penalty, value: never) => boolean]
> = {
  category: [['MEN', 'WOMEN'], (_, value) => value === 'MEN'],
  taker: [[...distinct(({ taker }) => taker), 'nobody'], ({ taker }, value) => taker === value],
  team: [[...distinct(({ team }) => team), 'atlantis'], ({ team }, value) => team === value],
  match: [
    [...distinct(({ match }) => match.slug), '2022-11-25-england-united-states'],
    ({ match }, value) => match.slug === value,
  ],
  kind: [['IN_PLAY', 'SHOOTOUT'], ({ kind }, value) => kind === value],
  outcome: [
    ['SCORED', 'MISSED', 'SAVED', 'HIT_WOODWORK', 'NOT_SCORED'],
    ({ outcome }, value) => outcome === value,
  ],
  tournament: [
    [...distinct(({ match }) => match.tournament), 'tiddlywinks'],
    ({ match }, value) => match.tournament === value,
  ],
  edition: [
    [...distinct(({ match }) => match.edition), 1930],
    ({ match }, value) => match.edition === value,
  ],
  from: [
    ['1872-11-30', '2022-12-10', '2022-12-11', '2099-12-31'],
    ({ match }, value) => match.date >= String(value),
  ],
  to: [
    ['1872-11-30', '2022-12-10', '2022-12-09', '2099-12-31'],
    ({ match }, value) => match.date <= String(value),
  ],
};

const LIST = `query($filter: PenaltyFilter, $after: String) {
  penalties(filter: $filter, first: 100, after: $after) {
    totalCount
    nodes { match { slug } kind minute taker { slug } team { slug } outcome }
  }
}`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    async function expectThrough(filter: Record<string, unknown>) {
      const expected = penalties.filter((penalty) =>
        Object.entries(filter).every(([field, value]) =>
          FIELDS[field]?.[1](penalty, value as never),
        ),
      );
      const answer = (await record.ask(LIST, { filter })).penalties;
      expect(answer.totalCount, JSON.stringify(filter)).toBe(expected.length);
      expect(answer.nodes, JSON.stringify(filter)).toEqual(
        expected.slice(0, 100).map(({ match, taker, team, ...penalty }) => ({
          ...penalty,
          match: { slug: match.slug },
          taker: { slug: taker },
          team: { slug: team },
        })),
      );
    }

    it.each(Object.entries(FIELDS))(
      'PenaltyFilter.%s lets through what it means, for every value',
      async (field, [values]) => {
        for (const value of values) await expectThrough({ [field]: value });
      },
    );

    it.each([
      { taker: 'harry-kane', kind: 'IN_PLAY', outcome: 'MISSED' },
      { taker: 'harry-kane', kind: 'SHOOTOUT' },
      { team: 'argentina', edition: 2022, outcome: 'NOT_SCORED' },
      { tournament: 'fifa-world-cup', from: '2018-01-01', to: '2018-12-31', kind: 'SHOOTOUT' },
      { kind: 'SHOOTOUT', outcome: 'MISSED' },
      {},
    ])('PenaltyFilter lets through what all its fields together mean: %j', expectThrough);

    it('Penalty.outcome of a kick says no more than its source: scored or not', async () => {
      const { penalties: kicks } = await record.ask(
        '{ penalties(filter: { kind: SHOOTOUT }, first: 100) { nodes { outcome label minute detail foulBy { id } } } }',
      );
      const outcomes = kicks.nodes.map(({ outcome }: { outcome: string }) => outcome);
      expect([...new Set(outcomes)].sort()).toEqual(['NOT_SCORED', 'SCORED']);
      for (const { label, minute, detail, foulBy } of kicks.nodes) {
        expect([label, minute, detail, foulBy]).toEqual([null, null, null, null]);
      }
    });

    it('Query.penalties has every goal from the spot as a penalty scored in play', async () => {
      const { goals, penalties: scored } = await record.ask(`{
        goals(filter: { penalty: true }) { totalCount }
        penalties(filter: { kind: IN_PLAY, outcome: SCORED }) { totalCount }
      }`);
      expect(scored.totalCount).toBe(goals.totalCount);
    });

    it('Penalty.foulBy and foulOn are null where no source says', async () => {
      const { penalties: found } = await record.ask(`{
        penalties(filter: { match: "2023-03-23-italy-england" }) {
          nodes { label taker { name } foulBy { name } foulOn { name } sources { slug } }
        }
      }`);
      expect(found.nodes).toEqual([
        {
          label: "44'",
          taker: { name: 'Harry Kane' },
          foulBy: null,
          foulOn: null,
          sources: [{ slug: 'international-results' }],
        },
      ]);
    });
  });
}
