/** Won, drawn and lost: of one team, and of two head to head, against a direct pass over the seed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { type Match, matchesOf, opponentOf, seenFrom, teams } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { runs } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const FIELDS =
  'played won drawn lost goalsFor goalsAgainst goalDifference cleanSheets winPercentage';

const RECORD = `query($team: String!, $asOf: Date, $filter: MatchFilter) {
  team(slug: $team) {
    record(asOf: $asOf, filter: $filter) {
      ${FIELDS} completeness explanation
      byVenue { home { ${FIELDS} } away { ${FIELDS} } neutral { ${FIELDS} } }
      firstMatch { slug }
      lastMatch { slug }
    }
  }
}`;

const HEAD_TO_HEAD = `query($team: String!, $opponent: String!, $asOf: Date, $filter: MatchFilter) {
  headToHead(team: $team, opponent: $opponent, asOf: $asOf, filter: $filter) {
    team { slug } opponent { slug } ${FIELDS} completeness
    firstMatch { slug } lastMatch { slug }
    matches(first: 100, orderBy: DATE_DESC) { totalCount nodes { slug } }
  }
}`;

const OPPONENTS = `query($team: String!, $asOf: Date, $orderBy: OpponentOrder! = PLAYED_DESC) {
  team(slug: $team) {
    opponents(asOf: $asOf, orderBy: $orderBy) {
      opponent { slug } ${FIELDS} completeness explanation firstMatch { slug } lastMatch { slug date }
    }
  }
}`;

/** What some matches add up to for a team. */
function tally(team: string, matches: readonly Match[]) {
  const results = matches.map((match) => seenFrom(team, match));
  const count = (holds: (own: number, other: number) => boolean) =>
    results.filter(({ own, other }) => holds(own, other)).length;
  const goalsFor = results.reduce((sum, { own }) => sum + own, 0);
  const goalsAgainst = results.reduce((sum, { other }) => sum + other, 0);
  const won = count((own, other) => own > other);
  return {
    played: results.length,
    won,
    drawn: count((own, other) => own === other),
    lost: count((own, other) => own < other),
    goalsFor,
    goalsAgainst,
    goalDifference: goalsFor - goalsAgainst,
    cleanSheets: count((_, other) => other === 0),
    winPercentage: results.length === 0 ? null : Math.round((won / results.length) * 1e4) / 100,
  };
}

const edges = (matches: readonly Match[]) => {
  const [first, last] = [matches[0], matches.at(-1)];
  return {
    firstMatch: first ? { slug: first.slug } : null,
    lastMatch: last ? { slug: last.slug } : null,
  };
};

interface Met {
  opponent: { slug: string };
  played: number;
  lastMatch: { date: string };
}

const slugs = teams.map(({ slug }) => slug);
const days = [...new Set(matchesOf('england').map(({ date }) => date))];
const TEAM = fc.oneof(fc.constant('england'), fc.constantFrom(...slugs));
const DAY = fc.option(
  fc.oneof(fc.constantFrom(...days), fc.constantFrom('1872-11-29', '2022-12-11', '2099-01-01')),
);

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    const recordOf = async (variables: Record<string, unknown>) =>
      (await record.ask(RECORD, variables)).team.record;

    it('Team.record adds up what a direct pass over the matches adds up, for any team and day', async () => {
      const property = fc.asyncProperty(TEAM, DAY, async (team, asOf) => {
        const matches = matchesOf(team).filter(({ date }) => asOf === null || date <= asOf);
        const { byVenue, completeness: _, explanation, ...sum } = await recordOf({ team, asOf });
        expect(sum).toEqual({ ...tally(team, matches), ...edges(matches) });
        expect(explanation).toMatch(/^\d+ played match(es)? counted; .+\.$/);
        const grounds = { home: [] as Match[], away: [] as Match[], neutral: [] as Match[] };
        for (const match of matches) {
          const ground = match.neutral ? 'neutral' : match.home === team ? 'home' : 'away';
          grounds[ground].push(match);
        }
        expect(byVenue).toEqual({
          home: tally(team, grounds.home),
          away: tally(team, grounds.away),
          neutral: tally(team, grounds.neutral),
        });
      });
      await fc.assert(property, { numRuns: runs(40) });
    });

    it('Team.opponents are all teams met, each with its head-to-head, for any team and day', async () => {
      const property = fc.asyncProperty(TEAM, DAY, async (team, asOf) => {
        const matches = matchesOf(team).filter(({ date }) => asOf === null || date <= asOf);
        const opponents = [...new Set(matches.map((match) => opponentOf(team, match)))];
        const { team: answer } = await record.ask(OPPONENTS, { team, asOf });
        const found = answer.opponents.map(
          (row: { opponent: { slug: string } }) => row.opponent.slug,
        );
        expect([...found].sort()).toEqual([...opponents].sort());
        for (const { opponent, explanation, lastMatch, ...row } of answer.opponents) {
          const meetings = matches.filter((match) => opponentOf(team, match) === opponent.slug);
          const { slug } = lastMatch;
          expect({ ...row, lastMatch: { slug } }).toEqual({
            ...tally(team, meetings),
            ...edges(meetings),
            completeness: row.completeness,
          });
          const { headToHead } = await record.ask(
            `query($team: String!, $opponent: String!, $asOf: Date) {
              headToHead(team: $team, opponent: $opponent, asOf: $asOf) { completeness explanation }
            }`,
            { team, opponent: opponent.slug, asOf },
          );
          expect({ completeness: row.completeness, explanation }).toEqual(headToHead);
        }
      });
      await fc.assert(property, { numRuns: runs(10) });
    });

    it.each([
      ['PLAYED_DESC', ({ played }: Met) => -played],
      ['LAST_MATCH_DESC', ({ lastMatch }: Met) => -Number(lastMatch.date.replaceAll('-', ''))],
      ['NAME_ASC', () => 0],
    ])('Team.opponents by %s have ties by slug', async (orderBy, keyOf) => {
      const { team } = await record.ask(OPPONENTS, { team: 'england', orderBy });
      const sorted = [...team.opponents].sort(
        (one: Met, other: Met) =>
          keyOf(one) - keyOf(other) || (one.opponent.slug < other.opponent.slug ? -1 : 1),
      );
      expect(team.opponents).toEqual(sorted);
      expect(team.opponents.length).toBeGreaterThan(20);
    });

    it('Team.opponents are none without a match by the day', async () => {
      const asOf = '1872-11-29';
      expect(await record.ask(OPPONENTS, { team: 'england', asOf })).toEqual({
        team: { opponents: [] },
      });
    });

    it('Team.record of England at the World Cup of 2022: three won, one drawn, one lost', async () => {
      const filter = { tournament: 'fifa-world-cup', edition: 2022 };
      expect(await recordOf({ team: 'england', filter })).toMatchObject({
        played: 5,
        won: 3,
        drawn: 1,
        lost: 1,
        goalsFor: 13,
        goalsAgainst: 4,
        goalDifference: 9,
        cleanSheets: 3,
        winPercentage: 60,
      });
    });

    it('Team.record counts a shoot-out as a draw, whoever won it', async () => {
      const filter = { shootout: true };
      for (const team of ['argentina', 'france', 'croatia', 'england']) {
        const { played, drawn } = await recordOf({ team, filter });
        expect([team, drawn]).toEqual([team, played]);
      }
    });

    it('Team.record counts the day asked for', async () => {
      const lost = async (asOf: string) => (await recordOf({ team: 'england', asOf })).lost;
      expect((await lost('2022-12-10')) - (await lost('2022-12-09'))).toBe(1);
    });

    it('Team.record is empty before the first match of all, and nothing is missing', async () => {
      expect(await recordOf({ team: 'england', asOf: '1872-11-29' })).toMatchObject({
        ...tally('england', []),
        winPercentage: null,
        completeness: 'COMPLETE',
        firstMatch: null,
        lastMatch: null,
      });
    });

    it('TeamRecord.completeness is PARTIAL on the seed, and NONE without a match', async () => {
      expect((await recordOf({ team: 'england' })).completeness).toBe('PARTIAL');
      expect((await recordOf({ team: 'england', asOf: '1900-01-01' })).completeness).toBe('NONE');
      expect((await recordOf({ team: 'canada' })).completeness).toBe('NONE');
    });

    it.each(['venue: HOME', 'venue: AWAY', 'venue: NEUTRAL', 'outcome: WON', 'competitive: true'])(
      'Team.record takes a filter seen from the team: %s',
      async (filter) => {
        const { team } = await record.ask(`{ team(slug: "england") {
          record(filter: { ${filter} }) { played won }
          matches(filter: { ${filter} }) { totalCount }
          whole: record { won byVenue { home { played } away { played } neutral { played } } }
        } }`);
        expect(team.record.played).toBe(team.matches.totalCount);
        if (filter === 'outcome: WON') expect(team.record.won).toBe(team.whole.won);
        const ground = /venue: (\w+)/.exec(filter)?.[1]?.toLowerCase();
        if (ground) expect(team.record.played).toBe(team.whole.byVenue[ground].played);
      },
    );

    it('Query.headToHead adds up what a direct pass over the meetings adds up, for any two teams', async () => {
      const pair = fc.uniqueArray(TEAM, { minLength: 2, maxLength: 2 });
      const property = fc.asyncProperty(pair, DAY, async ([team = '', opponent = ''], asOf) => {
        const meetings = matchesOf(team).filter(
          (match) => opponentOf(team, match) === opponent && (asOf === null || match.date <= asOf),
        );
        const { headToHead } = await record.ask(HEAD_TO_HEAD, { team, opponent, asOf });
        expect(headToHead).toMatchObject({
          team: { slug: team },
          opponent: { slug: opponent },
          ...tally(team, meetings),
          ...edges(meetings),
          matches: {
            totalCount: meetings.length,
            nodes: meetings.map(({ slug }) => ({ slug })).reverse(),
          },
        });
      });
      await fc.assert(property, { numRuns: runs(40) });
    });

    it('Query.headToHead counts a shoot-out as a draw', async () => {
      const { headToHead } = await record.ask(HEAD_TO_HEAD, {
        team: 'argentina',
        opponent: 'france',
      });
      expect(headToHead).toMatchObject({ played: 1, won: 0, drawn: 1, lost: 0, goalsFor: 3 });
    });

    it('Query.headToHead sees venue and outcome from the first team', async () => {
      const won = async (team: string, opponent: string) => {
        const filter = { outcome: 'WON', venue: 'HOME' };
        return (await record.ask(HEAD_TO_HEAD, { team, opponent, filter })).headToHead.played;
      };
      // England beat Germany at Wembley in 1966 and 2021; Germany never beat England here.
      expect(await won('england', 'germany')).toBe(2);
      expect(await won('germany', 'england')).toBe(0);
    });

    it('Query.headToHead is null where either team is unknown', async () => {
      for (const [team, opponent] of [
        ['england', 'atlantis'],
        ['atlantis', 'england'],
      ]) {
        expect(await record.ask(HEAD_TO_HEAD, { team, opponent })).toEqual({ headToHead: null });
      }
    });

    it('Query.headToHead of a team and itself counts no meeting', async () => {
      const { headToHead } = await record.ask(HEAD_TO_HEAD, {
        team: 'england',
        opponent: 'england',
      });
      expect(headToHead.played).toBe(0);
    });

    it('Query.headToHead may repeat its teams in the filter', async () => {
      const filter = { team: 'england', opponent: 'france' };
      const { headToHead } = await record.ask(HEAD_TO_HEAD, { ...filter, filter });
      expect(headToHead).toMatchObject({ played: 1, lost: 1, matches: { totalCount: 1 } });
    });

    it('Query.headToHead refuses a filter that contradicts its teams', async () => {
      const filter = { opponent: 'wales' };
      const asked = { team: 'england', opponent: 'france', filter };
      const error = await record.refuse(HEAD_TO_HEAD, asked);
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain('"wales"');
    });
  });

  describe(`${kind}: women's football`, () => {
    let record: TestServer;
    beforeAll(async () => {
      const held = { team: null, tournament: null, from: '1969-11-01', to: '2030-01-03' };
      const holding = { source: 'international-results', key: 'women', ...held };
      record = createTestServer(
        await seededWith(kind, {
          ...FURTHER,
          holdings: [{ ...holding, category: 'WOMEN', completeness: 'COMPLETE' }],
        }),
      );
    });
    afterAll(() => record.close());

    it('TeamRecord.completeness is never COMPLETE by matches from some day on: nobody knows the first of all', async () => {
      const { team } = await record.ask(RECORD, { team: 'england-women' });
      expect(team.record).toMatchObject({ played: 1, completeness: 'PARTIAL' });
      expect(team.record.explanation).toContain('no dataset of the record lists every match');
    });
  });
}
