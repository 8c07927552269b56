/** Records, head-to-heads, runs, shoot-outs and coverage are what a direct pass over the rows gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverageBy, coverageOf, decadeOf } from './coverage.js';
import { type Filter, through } from './filter.js';
import { questionsAbout, times } from './questions.js';
import { currentRunsOf, opponentsOf, RUN_KINDS, recordOf, runsOf, shootoutsOf } from './records.js';
import { completenessOf, dayOf, type ScopeFilter, scopeOf } from './scope.js';
import type { Side } from './side.js';

const SUM = 'played won drawn lost goalsFor goalsAgainst goalDifference cleanSheets winPercentage';
const EDGES = 'firstMatch { slug } lastMatch { slug }';

const RECORD = `query($team: String!, $asOf: Date, $filter: MatchFilter) { team(slug: $team) {
  record(asOf: $asOf, filter: $filter) {
    ${SUM} ${EDGES} byVenue { home { ${SUM} } away { ${SUM} } neutral { ${SUM} } } completeness
  }
  matches(filter: $filter, first: 100) { totalCount nodes { slug } }
} }`;

const HEAD_TO_HEAD = `query($team: String!, $opponent: String!, $asOf: Date, $filter: MatchFilter) {
  headToHead(team: $team, opponent: $opponent, asOf: $asOf, filter: $filter) {
    ${SUM} ${EDGES} completeness matches(first: 100) { totalCount nodes { slug } }
  }
}`;

const RUNS = `query($team: String!, $kind: RunKind!, $asOf: Date, $first: Int!) { team(slug: $team) {
  runs(kind: $kind, asOf: $asOf, first: $first) { length ${EDGES} ongoing completeness explanation }
} }`;

const CURRENT_RUNS = `query($team: String!, $asOf: Date) { team(slug: $team) {
  currentRuns(asOf: $asOf) { kind length ${EDGES} ongoing completeness }
} }`;

const OPPONENTS = `query($team: String!, $asOf: Date) { team(slug: $team) {
  opponents(asOf: $asOf) { opponent { slug } ${SUM} ${EDGES} completeness }
} }`;

const SHOOTOUTS = `query($team: String!, $asOf: Date) { team(slug: $team) {
  shootouts(asOf: $asOf) { played won lost kicks { taken scored completeness } }
} }`;

const COVERED = 'matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness';
const COVERAGE = `query($asOf: Date, $filter: MatchFilter) { coverage(asOf: $asOf, filter: $filter) {
  ${COVERED}
  byTournament { tournament { slug } coverage { ${COVERED} } }
  byDecade { decade coverage { ${COVERED} } }
} }`;

const page = (matches: readonly { slug: string }[]) => ({
  totalCount: matches.length,
  nodes: matches.slice(0, 100).map(({ slug }) => ({ slug })),
});

/** The properties of records, as tests of the suite that calls. */
export function recordsAgree({ record, results }: Side, runs: number): void {
  const questions = () => questionsAbout(results());

  it('Team.record and Team.matches agree for any team, day and filter', async () => {
    const { team, day, seenFilter } = questions();
    const property = fc.asyncProperty(team, day, seenFilter, async (its, asOf, filter) => {
      const { team: answer } = await record().ask(RECORD, { team: its, asOf, filter });
      const expected = recordOf(its, through(results(), { ...filter, team: its }, asOf));
      const scope = scopeOf(results(), { ...filter, team: its }, asOf);
      const completeness = completenessOf(scope, expected.played);
      expect(answer.record).toEqual({ ...expected, completeness });
      expect(answer.matches).toEqual(page(through(results(), { ...filter, team: its })));
    });
    await fc.assert(property, times(runs));
  });

  it('Query.headToHead agrees for any two teams, day and filter', async () => {
    const { pair, day, seenFilter } = questions();
    const property = fc.asyncProperty(
      pair,
      day,
      seenFilter,
      async ([team, opponent], asOf, some) => {
        const { opponent: _, ...filter } = some;
        const { headToHead } = await record().ask(HEAD_TO_HEAD, { team, opponent, asOf, filter });
        const meetings = through(results(), { ...filter, team, opponent }, asOf);
        const { byVenue: __, ...expected } = recordOf(team, meetings);
        const scope = scopeOf(results(), { ...filter, team, opponent }, asOf);
        const completeness = completenessOf(scope, expected.played);
        expect(headToHead).toEqual({ ...expected, completeness, matches: page(meetings) });
      },
    );
    await fc.assert(property, times(runs));
  });

  it('Query.headToHead of two teams is that of the other two, turned round', async () => {
    const { pair, day } = questions();
    const property = fc.asyncProperty(pair, day, async ([team, opponent], asOf) => {
      const one = (await record().ask(HEAD_TO_HEAD, { team, opponent, asOf })).headToHead;
      const other = (await record().ask(HEAD_TO_HEAD, { team: opponent, opponent: team, asOf }))
        .headToHead;
      const { won, lost, goalsFor, goalsAgainst, drawn, matches } = other;
      expect(one).toMatchObject({
        won: lost,
        lost: won,
        goalsFor: goalsAgainst,
        goalsAgainst: goalsFor,
        drawn,
        matches,
      });
    });
    await fc.assert(property, times(Math.ceil(runs / 2)));
  });

  it.each(RUN_KINDS)('Team.runs of %s agree for any team and day', async (kind) => {
    const { team, day, first } = questions();
    const property = fc.asyncProperty(team, day, first, async (its, asOf, size) => {
      const { team: answer } = await record().ask(RUNS, { team: its, kind, asOf, first: size });
      const expected = runsOf(results(), its, kind, asOf, size);
      expect(answer.runs).toEqual(
        expected.map((run) => ({
          ...run,
          explanation: expect.stringMatching(`^${run.length} match(es)? in a row[,;] .+\\.$`),
        })),
      );
    });
    await fc.assert(property, times(Math.ceil(runs / 3)));
  });

  it('Team.currentRuns agree for any team and day', async () => {
    const { team, day } = questions();
    const property = fc.asyncProperty(team, day, async (its, asOf) => {
      const { team: answer } = await record().ask(CURRENT_RUNS, { team: its, asOf });
      expect(answer.currentRuns).toEqual(currentRunsOf(results(), its, asOf));
    });
    await fc.assert(property, times(Math.ceil(runs / 3)));
  });

  it('Team.opponents agree for any team and day', async () => {
    const { team, day } = questions();
    const property = fc.asyncProperty(team, day, async (its, asOf) => {
      const { team: answer } = await record().ask(OPPONENTS, { team: its, asOf });
      expect(answer.opponents).toEqual(opponentsOf(results(), its, asOf));
    });
    await fc.assert(property, times(Math.ceil(runs / 3)));
  });

  it('Team.shootouts agree for any team and day', async () => {
    const { team, day } = questions();
    const property = fc.asyncProperty(team, day, async (its, asOf) => {
      const { team: answer } = await record().ask(SHOOTOUTS, { team: its, asOf });
      expect(answer.shootouts).toEqual(shootoutsOf(results(), its, asOf));
    });
    await fc.assert(property, times(Math.ceil(runs / 2)));
  });

  it('Query.coverage agrees whole, by tournament and by decade, for any day and filter', async () => {
    const { day, filter } = questions();
    const property = fc.asyncProperty(day, filter, async (asOf, some) => {
      const { coverage } = await record().ask(COVERAGE, { asOf, filter: some });
      const matches = through(results(), some, asOf);
      const { byTournament, byDecade, ...total } = coverage;
      const scopeIn = (part: ScopeFilter) => scopeOf(results(), { ...some, ...part }, asOf);
      expect(total).toEqual(coverageOf(matches, scopeIn({})));
      const tournaments = byTournament.map(({ tournament, coverage: its }: CoverageRow) => ({
        key: tournament.slug,
        coverage: its,
      }));
      const sizes = tournaments.map(
        (row: { coverage: { matches: number } }) => row.coverage.matches,
      );
      expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
      const ofTournaments = coverageBy(
        matches,
        (match) => match.tournament,
        (tournament) => scopeIn({ tournament }),
      );
      expect(bySlug(tournaments)).toEqual(bySlug(ofTournaments));
      const decades = coverageBy(matches, decadeOf, (decade) =>
        scopeIn(daysIn(decade, some, dayOf(results(), asOf))),
      );
      expect(
        byDecade.map(({ decade: key, coverage: its }: CoverageRow) => ({ key, coverage: its })),
      ).toEqual(decades);
    });
    await fc.assert(property, times(runs));
  });
}

/** The days of a decade by a day, as far as a filter leaves them in. */
function daysIn(decade: number, { from = '', to = '9999' }: Filter, day: string) {
  const [first, last] = [`${decade}-01-01`, `${decade + 9}-12-31`];
  return { from: from > first ? from : first, to: [to, last, day].sort()[0] };
}

interface CoverageRow {
  tournament: { slug: string };
  decade: number;
  coverage: object;
}

const bySlug = (rows: { key: string; coverage: object }[]) =>
  Object.fromEntries(rows.map(({ key, coverage }) => [key, coverage]));
