/**
 * Cases in which a count goes wrong easily, with the numbers that the rows of the results dataset give; skipped where the
 * dataset is absent.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/databases.js';
import type { TestServer } from '../support/test-server.js';
import { isAbsent, wholeRecordServer } from '../support/whole-record.js';

const RECORD = `query($team: String!, $asOf: Date, $filter: MatchFilter) {
  team(slug: $team) { record(asOf: $asOf, filter: $filter) {
    played won drawn lost goalsFor goalsAgainst cleanSheets firstMatch { slug } lastMatch { slug } completeness
  } }
}`;

const RUNS = `query($team: String!, $kind: RunKind!, $asOf: Date, $first: Int!) {
  team(slug: $team) { runs(kind: $kind, asOf: $asOf, first: $first) {
    length ongoing completeness firstMatch { slug } lastMatch { slug }
  } }
}`;

describe.skipIf(isAbsent('international-results'))('the whole record', () => {
  describe.each(DATABASES)('%s', (kind) => {
    let record: TestServer;
    beforeAll(async () => {
      record = await wholeRecordServer(kind);
    });
    afterAll(() => record.close());

    const recordOf = async (team: string, asOf: string | null = null, filter = {}) =>
      (await record.ask(RECORD, { team, asOf, filter })).team.record;

    /** Played, won, drawn, lost and goals, as one line. */
    async function lineOf(team: string, asOf: string | null = null, filter = {}): Promise<string> {
      const { played, won, drawn, lost, goalsFor, goalsAgainst } = await recordOf(
        team,
        asOf,
        filter,
      );
      return `${played}-${won}-${drawn}-${lost} ${goalsFor}:${goalsAgainst}`;
    }

    const runsOf = async (
      team: string,
      runKind: string,
      first: number,
      asOf: string | null = null,
    ) => (await record.ask(RUNS, { team, kind: runKind, first, asOf })).team.runs;

    it('England had won 597 of 1,049 matches by the evening of 2022-12-10', async () => {
      expect(await lineOf('england', '2022-12-10')).toBe('1049-597-251-201 2295:1018');
      expect(await lineOf('england', '2022-12-09')).toBe('1048-597-251-200 2294:1016');
    });

    it.each([
      ['germany', null, '1035-601-214-220 2331:1203', '1908-04-05-switzerland-germany'],
      ['germany', '1990-10-02', '562-316-112-134 1278:717', '1908-04-05-switzerland-germany'],
      ['german-dr', null, '298-140-66-92 506:361', '1952-05-18-hungary-german-dr'],
      ['saarland', null, '9-1-2-6 10:26', '1953-06-24-norway-saarland'],
      ['russia', null, '749-385-197-167 1301:735', '1910-10-16-russia-czechoslovakia'],
      ['russia', '1991-12-25', '391-210-99-82 685:383', '1910-10-16-russia-czechoslovakia'],
      ['serbia', null, '348-155-89-104 531:382', '1950-02-26-croatia-serbia'],
      ['yugoslavia', null, '483-223-98-162 942:756', '1920-08-28-czechoslovakia-yugoslavia'],
    ])('%s as of %s is one team: %s', async (team, asOf, line, first) => {
      expect(await lineOf(team, asOf)).toBe(line);
      expect((await recordOf(team, asOf)).firstMatch.slug).toBe(first);
    });

    it('Germany goes on where West Germany was, and met German DR once', async () => {
      expect(await lineOf('germany', null, { opponent: 'german-dr' })).toBe('1-0-0-1 0:1');
      const { match } = await record.ask(
        '{ match(slug: "1954-07-04-germany-hungary") { homeNameOnDate score { home away } } }',
      );
      expect(match).toEqual({ homeNameOnDate: 'Germany', score: { home: 3, away: 2 } });
    });

    it.each([
      ['1924-11-15', 'Russia'],
      ['1924-11-16', 'Soviet Union'],
      ['1991-11-13', 'Soviet Union'],
      ['1991-11-14', 'Russia'],
      ['1992-01-25', 'CIS'],
      ['1992-06-18', 'CIS'],
      ['1992-06-19', 'Russia'],
    ])('Russia was called on %s: %s', async (date, name) => {
      const query = 'query($date: Date!) { team(slug: "russia") { nameOn(date: $date) } }';
      expect(await record.ask(query, { date })).toEqual({ team: { nameOn: name } });
    });

    it.each([
      ['1890-03-15', '37-19-5-13 124:68', '39-21-5-13 136:70'],
      ['1891-03-07', '40-21-6-13 137:71', '42-23-6-13 147:73'],
      ['1892-03-05', '43-24-6-13 149:74', '45-26-6-13 153:74'],
    ])('England played twice on %s: from %s to %s', async (date, before, after) => {
      const eve = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
      expect(await lineOf('england', eve)).toBe(before);
      expect(await lineOf('england', date)).toBe(after);
      expect((await recordOf('england', null, { on: date })).played).toBe(2);
    });

    it('A run goes over two matches of a day in the order of the source', async () => {
      expect((await runsOf('england', 'WINNING', 2))[1]).toEqual({
        length: 9,
        ongoing: false,
        completeness: 'LISTED',
        firstMatch: { slug: '1891-03-07-england-wales' },
        lastMatch: { slug: '1893-04-01-england-scotland' },
      });
      expect((await runsOf('england', 'WINNING', 2, '1892-03-05'))[1]).toEqual({
        length: 5,
        ongoing: true,
        completeness: 'LISTED',
        firstMatch: { slug: '1891-03-07-england-wales' },
        lastMatch: { slug: '1892-03-05-wales-england' },
      });
    });

    it('Tahiti met New Caledonia twice on 1974-02-17, and both matches count', async () => {
      const day = { filter: { on: '1974-02-17', team: 'tahiti' } };
      const { matches } = await record.ask(
        'query($filter: MatchFilter) { matches(filter: $filter) { nodes { slug score { home away } } } }',
        day,
      );
      expect(matches.nodes).toEqual([
        { slug: '1974-02-17-tahiti-new-caledonia', score: { home: 2, away: 1 } },
        { slug: '1974-02-17-tahiti-new-caledonia-2', score: { home: 1, away: 2 } },
      ]);
      const meetings = async (asOf: string) =>
        lineOf('tahiti', asOf, { opponent: 'new-caledonia' });
      expect(await meetings('1974-02-16')).toBe('24-7-3-14 33:50');
      expect(await meetings('1974-02-17')).toBe('26-8-3-15 36:53');
    });

    it('Runs as long as the last one asked for are all there', async () => {
      const lengths = (await runsOf('england', 'WINNING', 3)).map(
        ({ length }: { length: number }) => length,
      );
      expect(lengths).toEqual([10, 9, 8, 8]);
    });

    it('Before the first match of all there is nothing, and on its day one match', async () => {
      expect(await recordOf('england', '1872-11-29')).toMatchObject({
        played: 0,
        firstMatch: null,
        lastMatch: null,
      });
      expect(await runsOf('england', 'UNBEATEN', 3, '1872-11-29')).toEqual([]);
      const rating = async (team: string, asOf: string) =>
        (
          await record.ask(
            'query($team: String!, $asOf: Date) { team(slug: $team) { rating(asOf: $asOf) { value rank } } }',
            { team, asOf },
          )
        ).team.rating;
      expect(await rating('england', '1872-11-29')).toBeNull();
      expect(await lineOf('england', '1872-11-30')).toBe('1-0-1-0 0:0');
      expect(await rating('scotland', '1872-11-30')).toEqual({ value: 1497.2, rank: 2 });
      expect(await rating('england', '1872-11-30')).toEqual({ value: 1502.8, rank: 1 });
    });

    it.each([
      ['LISTED', null, {}],
      ['LISTED', '2026-07-19', {}],
      ['PARTIAL', '2026-07-20', {}],
      ['COMPLETE', '1872-11-29', {}],
      ['LISTED', '1872-11-30', {}],
      ['LISTED', null, { tournament: 'friendly' }],
      ['LISTED', null, { from: '2010-06-11', to: '2010-07-11' }],
      ['COMPLETE', null, { tournament: 'fifa-world-cup', from: '2010-06-11', to: '2010-07-11' }],
      ['COMPLETE', null, { tournament: 'fifa-world-cup', from: '2010-06-11', on: '2010-06-12' }],
      ['LISTED', null, { tournament: 'fifa-world-cup' }],
      ['PARTIAL', '2026-07-20', { tournament: 'fifa-world-cup', from: '2026-06-11' }],
      ['NONE', null, { from: '2026-07-20' }],
      ['NONE', null, { tournament: 'tiddlywinks' }],
    ])("England's record is %s as of %s under %j", async (completeness, asOf, filter) => {
      expect((await recordOf('england', asOf, filter)).completeness).toBe(completeness);
    });

    it('After the last match of all the last state holds, and nobody knows whether it still does', async () => {
      for (const team of ['spain', 'england', 'german-dr']) {
        const last = await recordOf(team);
        expect(last.completeness).toBe('LISTED');
        expect(await recordOf(team, '2099-01-01')).toEqual({ ...last, completeness: 'PARTIAL' });
      }
      for (const [asOf, ongoing, completeness] of [
        ['2026-07-19', true, 'LISTED'],
        [null, true, 'LISTED'],
        ['2026-07-20', null, 'PARTIAL'],
        ['2099-01-01', null, 'PARTIAL'],
      ] as const) {
        expect(await runsOf('spain', 'UNBEATEN', 1, asOf)).toEqual([
          {
            length: 38,
            ongoing,
            completeness,
            firstMatch: { slug: '2024-03-26-spain-brazil' },
            lastMatch: { slug: '2026-07-19-spain-argentina' },
          },
        ]);
      }
    });
  });
});
