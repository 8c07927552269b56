/** Players side by side: the question that the record was founded on, and the ways of asking it wrongly. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../src/http/playground/examples.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const KANE_AND_ROONEY =
  examples.find(({ query }) => query.includes('query KaneAndRooney'))?.query ?? '';

const COMPARE = `query($players: [String!]!, $baseline: String, $team: String, $asOf: Date) {
  comparePlayers(players: $players, baseline: $baseline, team: $team, asOf: $asOf) {
    asOf
    baseline { slug }
    rows {
      player { slug }
      team { slug }
      goals { value basis recorded published { value asOf } sources { slug } }
      caps { value basis recorded published { value asOf } sources { slug } }
      goalsPerCap { value basis explanation sources { slug } }
      relativeToBaseline
    }
  }
}`;

const BOTH = ['harry-kane', 'wayne-rooney'];
const ARTICLE = '2022-12-11-kane-execution-let-me-down';

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    const compare = async (asOf: string | null, players = BOTH, baseline?: string) =>
      (await record.ask(COMPARE, { players, asOf, ...(baseline ? { baseline } : {}) }))
        .comparePlayers;

    it('Query.comparePlayers answers the founding question: Kane 0.6625, Rooney 0.4492, 1.475 to 1', async () => {
      const { comparePlayers } = await record.ask(KANE_AND_ROONEY);
      const [kane, rooney] = comparePlayers.rows;
      expect(comparePlayers).toMatchObject({
        asOf: '2022-12-11',
        baseline: { slug: 'wayne-rooney', name: 'Wayne Rooney' },
        rows: [
          {
            player: { slug: 'harry-kane', name: 'Harry Kane' },
            goals: {
              value: 53,
              basis: 'CARRIED_FORWARD',
              recorded: 47,
              lowerBound: 53,
              upperBound: 53,
            },
            caps: { value: 80, basis: 'PUBLISHED', recorded: null, completeness: 'NONE' },
            goalsPerCap: { value: 0.6625, basis: 'CARRIED_FORWARD' },
            relativeToBaseline: 1.475,
          },
          {
            player: { slug: 'wayne-rooney', name: 'Wayne Rooney' },
            goals: { value: 53, basis: 'PUBLISHED', recorded: 37, completeness: 'PARTIAL' },
            caps: { value: 118, basis: 'PUBLISHED', recorded: null },
            goalsPerCap: { value: 0.4492, basis: 'PUBLISHED' },
            relativeToBaseline: 1,
          },
        ],
      });
      expect(kane.goals.explanation).toContain('51 goals, as published by Wikipedia');
      expect(kane.goals.explanation).toContain('47 goal rows');
      expect(kane.caps.explanation).toContain('No dataset of the record counts caps');
      expect(rooney.goalsPerCap.explanation).toContain('divided by 118 caps');
    });

    it('Figure.published is newest first, and each names who said it', async () => {
      const { comparePlayers } = await record.ask(KANE_AND_ROONEY);
      const [kane, rooney] = comparePlayers.rows;
      const said = (figures: { value: number; asOf: string; source: { slug: string } }[]) =>
        figures.map(({ value, asOf, source }) => [value, asOf, source.slug]);
      expect(said(kane.goals.published)).toEqual([
        [53, '2022-12-11', ARTICLE],
        [51, '2022-11-20', 'world-cup-squads'],
        [13, '2018-06-14', 'world-cup-squads'],
      ]);
      expect(said(kane.caps.published)).toEqual([
        [80, '2022-12-11', ARTICLE],
        [75, '2022-11-20', 'world-cup-squads'],
        [24, '2018-06-14', 'world-cup-squads'],
      ]);
      expect(said(rooney.goals.published)).toEqual([[53, '2022-12-11', ARTICLE]]);
      expect(said(rooney.caps.published)).toEqual([
        [118, '2022-12-11', ARTICLE],
        [92, '2014-06-12', 'world-cup-squads'],
        [60, '2010-06-11', 'world-cup-squads'],
        [29, '2006-06-09', 'world-cup-squads'],
      ]);
    });

    it('Figure.sources names who stands behind the value and the rows', async () => {
      const { rows } = await compare('2022-12-11');
      expect(rows[0]).toMatchObject({
        goals: { sources: [{ slug: 'world-cup-squads' }, { slug: 'international-results' }] },
        caps: { sources: [{ slug: ARTICLE }] },
        goalsPerCap: {
          sources: [
            { slug: 'world-cup-squads' },
            { slug: 'international-results' },
            { slug: ARTICLE },
          ],
        },
      });
    });

    it('Figure.value is carried forward the day before: 51 published and 2 recorded since', async () => {
      const { rows } = await compare('2022-12-10');
      expect(rows[0]).toMatchObject({
        goals: { value: 53, basis: 'CARRIED_FORWARD', recorded: 47 },
        caps: { value: null, basis: 'UNKNOWN', recorded: null },
        goalsPerCap: { value: null, basis: 'UNKNOWN' },
        relativeToBaseline: null,
      });
    });

    it('Ratio.value is null as soon as caps may have changed, though goals are carried forward', async () => {
      const { rows } = await compare('2023-03-26');
      expect(rows).toMatchObject([
        {
          goals: { value: 55, basis: 'CARRIED_FORWARD' },
          caps: { value: null, basis: 'UNKNOWN' },
          goalsPerCap: { value: null, basis: 'UNKNOWN' },
          relativeToBaseline: null,
        },
        { goals: { value: 53 }, relativeToBaseline: null },
      ]);
      expect(rows[0].goalsPerCap.explanation).toContain('No supported figure for the caps');
    });

    it('Figure.value stays as published while the team does not play', async () => {
      const { rows } = await compare('2023-03-22');
      expect(rows).toMatchObject([
        {
          goals: { value: 53, basis: 'CARRIED_FORWARD' },
          caps: { value: 80, basis: 'PUBLISHED' },
          relativeToBaseline: 1.475,
        },
        { goals: { value: 53 }, caps: { value: 118, basis: 'PUBLISHED' }, relativeToBaseline: 1 },
      ]);
    });

    it.each(['2023-06-16', '2030-01-01', null])(
      'Figure.value is null, never 0, beyond the days that the record holds: %s',
      async (asOf) => {
        for (const { goals, caps, goalsPerCap } of (await compare(asOf)).rows) {
          expect([goals, caps]).toMatchObject([
            { value: null, basis: 'UNKNOWN' },
            { value: null, basis: 'UNKNOWN' },
          ]);
          expect(goalsPerCap).toMatchObject({ value: null, basis: 'UNKNOWN' });
        }
      },
    );

    it('Figure.value is null, never 0, before anything was said or recorded', async () => {
      const { rows } = await compare('1872-11-29');
      for (const { goals, caps } of rows) {
        expect(goals).toMatchObject({ value: null, recorded: 0, published: [], sources: [] });
        expect(caps).toMatchObject({ value: null, recorded: null, published: [] });
      }
    });

    it('Query.comparePlayers takes the last player for the baseline where none is named', async () => {
      expect((await compare('2022-12-11')).baseline.slug).toBe('wayne-rooney');
      const { baseline, rows } = await compare('2022-12-11', [...BOTH].reverse());
      expect(baseline.slug).toBe('harry-kane');
      // 80 to 118, as both have 53 goals.
      expect(rows[0]).toMatchObject({
        player: { slug: 'wayne-rooney' },
        relativeToBaseline: 0.678,
      });
    });

    it('Query.comparePlayers relates the rows to the baseline that is named, in the order asked for', async () => {
      const { rows } = await compare('2022-12-11', BOTH, 'harry-kane');
      expect(rows).toMatchObject([{ relativeToBaseline: 1 }, { relativeToBaseline: 0.678 }]);
    });

    it('Query.comparePlayers answers the same player twice with the same row twice', async () => {
      const { rows } = await compare('2022-12-11', ['harry-kane', 'harry-kane']);
      expect(rows).toHaveLength(2);
      expect(rows[0]).toEqual(rows[1]);
      expect(rows[0].relativeToBaseline).toBe(1);
    });

    it.each([
      [{ players: ['harry-kane'] }, 'got 1'],
      [{ players: Array(11).fill('harry-kane') }, 'got 11'],
      [{ players: BOTH, baseline: 'olivier-giroud' }, '"olivier-giroud"'],
      [{ players: ['harry-kane', 'harry-cane'] }, '"harry-cane"'],
      [{ players: BOTH, team: 'france' }, '"france"'],
      [{ players: BOTH, team: 'atlantis' }, '"atlantis"'],
    ])('Query.comparePlayers refuses %j and quotes it', async (asked, received) => {
      const error = await record.refuse(COMPARE, asked);
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(received);
    });

    it('PlayerComparisonRow.player and PlayerComparison.baseline have all that a player has', async () => {
      const { comparePlayers } = await record.ask(`{
        comparePlayers(players: ["harry-kane", "wayne-rooney"]) {
          baseline { aliases quotes { id } }
          rows { player { aliases teams { slug } sources { slug } quotes { saidOn } } }
        }
      }`);
      const sources = [{ slug: 'international-results' }, { slug: 'world-cup-squads' }];
      const saidOn = '2022-12-10';
      const player = { aliases: [], teams: [{ slug: 'england' }], sources };
      expect(comparePlayers).toEqual({
        baseline: { aliases: [], quotes: [] },
        rows: [
          { player: { ...player, quotes: [{ saidOn }, { saidOn }] } },
          { player: { ...player, quotes: [] } },
        ],
      });
    });

    it('PlayerComparisonRow.player leads on to the career', async () => {
      const { comparePlayers } = await record.ask(`{
        comparePlayers(players: ["harry-kane", "wayne-rooney"]) {
          rows { player { career { goals { recorded } } } }
        }
      }`);
      const recorded = [75, 37].map((goals) => ({
        player: { career: { goals: { recorded: goals } } },
      }));
      expect(comparePlayers.rows).toEqual(recorded);
    });
  });
}
