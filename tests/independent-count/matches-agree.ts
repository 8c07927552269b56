/** Every match is there as its rows say, and a filter lets through what its words mean. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasEveryGoal, through } from './filter.js';
import { questionsAbout, times } from './questions.js';
import type { Goal, Match, Results, Team } from './results.js';
import type { Side } from './side.js';

const GOAL = 'minute ownGoal penalty team { slug } scorer { slug name } scoreAfter { home away }';
const MATCH = `slug date home { slug } away { slug } homeNameOnDate awayNameOnDate score { home away } result
  tournament { slug name } venue { city country } neutral scorersComplete goals { ${GOAL} }
  shootout { winner { slug } firstShooter { slug } }`;

const LIST = `query($filter: MatchFilter, $order: MatchOrder!) {
  matches(filter: $filter, orderBy: $order, first: 100) { totalCount nodes { slug } }
}`;

/** The properties of matches, as tests of the suite that calls. */
export function matchesAgree({ record, results }: Side, runs: number): void {
  it('Query.match tells what the rows of the match tell', async () => {
    const names = new Map(results().teams.map((team) => [team.slug, team]));
    const some = fc.constantFrom(...results().matches);
    const property = fc.asyncProperty(some, async (match) => {
      const { match: answer } = await record().ask(
        `query($slug: String!) { match(slug: $slug) { ${MATCH} } }`,
        { slug: match.slug },
      );
      expect(answer).toEqual(shown(match, results(), names));
    });
    await fc.assert(property, times(runs));
  });

  it('Query.matches lets through what a pass over the rows lets through, in each order', async () => {
    const { filter } = questionsAbout(results());
    const order = fc.constantFrom(...Object.keys(ORDERS));
    const property = fc.asyncProperty(filter, order, async (some, orderBy) => {
      const expected = ORDERS[orderBy]?.(through(results(), some)) ?? [];
      const { matches } = await record().ask(LIST, { filter: some, order: orderBy });
      expect(matches.totalCount).toBe(expected.length);
      expect(matches.nodes).toEqual(expected.slice(0, 100).map(({ slug }) => ({ slug })));
    });
    await fc.assert(property, times(runs));
  });

  it('Team.nameOn is the former name whose days include it, else the current name', async () => {
    const { day } = questionsAbout(results());
    const edges = results().teams.flatMap(({ slug, formerNames }) =>
      formerNames.flatMap(({ from, to }) => [from, to].map((date) => ({ slug, date }))),
    );
    const named = fc.constantFrom(...results().teams.filter((team) => team.formerNames.length > 0));
    const question = fc.oneof(
      fc.constantFrom(...edges),
      fc.tuple(named, day).map(([{ slug }, date]) => ({ slug, date: date ?? '1900-01-01' })),
    );
    const property = fc.asyncProperty(question, async ({ slug, date }) => {
      const query =
        'query($slug: String!, $date: Date!) { team(slug: $slug) { nameOn(date: $date) } }';
      const team = results().teams.find((one) => one.slug === slug) as Team;
      expect(await record().ask(query, { slug, date })).toEqual({
        team: { nameOn: nameOn(team, date) },
      });
    });
    await fc.assert(property, times(runs));
  });
}

const marginOf = ({ score }: Match) => (score ? Math.abs(score.home - score.away) : -1);
const goalsIn = ({ score }: Match) => (score ? score.home + score.away : -1);
// Sorting keeps the order of rule 7 among equals.
const most = (matches: readonly Match[], of: (match: Match) => number) =>
  [...matches].sort((one, other) => of(other) - of(one));

/** The orders of a list of matches, from the order of rule 7. */
export const ORDERS: Record<string, (matches: readonly Match[]) => Match[]> = {
  DATE_ASC: (matches) => [...matches],
  DATE_DESC: (matches) => [...matches].reverse(),
  MARGIN_DESC: (matches) => most(matches, marginOf),
  GOALS_DESC: (matches) => most(matches, goalsIn),
};

function nameOn({ name, formerNames }: Team, date: string): string {
  return formerNames.find(({ from, to }) => from <= date && date <= to)?.name ?? name;
}

/** A match as the API shows it. */
function shown(match: Match, { tournaments }: Results, teams: ReadonlyMap<string, Team>) {
  const { slug, date, home, away, score, tournament, city, country, neutral, shootout } = match;
  return {
    slug,
    date,
    home: { slug: home },
    away: { slug: away },
    homeNameOnDate: nameOn(teams.get(home) as Team, date),
    awayNameOnDate: nameOn(teams.get(away) as Team, date),
    score,
    result:
      score &&
      (score.home > score.away ? 'HOME_WIN' : score.home < score.away ? 'AWAY_WIN' : 'DRAW'),
    tournament: { slug: tournament, name: tournaments.get(tournament) },
    venue: { city, country },
    neutral,
    scorersComplete: hasEveryGoal(match),
    goals: match.goals.map(shownGoal),
    shootout: shootout && {
      winner: { slug: shootout.winner },
      firstShooter: shootout.firstShooter === null ? null : { slug: shootout.firstShooter },
    },
  };
}

function shownGoal(goal: Goal) {
  const { team, scorer, minute, ownGoal, penalty } = goal;
  return {
    minute,
    ownGoal,
    penalty,
    team: { slug: team },
    scorer: scorer && { slug: scorer.slug, name: scorer.name },
    scoreAfter: scoreAfter(goal),
  };
}

/** The score after a goal; null where goals or minutes are missing, and in a minute in which both sides scored (rule 7). */
function scoreAfter({ match, ordinal, team, minute }: Goal) {
  if (!hasEveryGoal(match) || match.goals.some((goal) => goal.minute === null)) return null;
  const ofMinute = match.goals.filter((goal) => goal.minute === minute);
  if (ofMinute.some((goal) => goal.team !== team)) return null;
  const until = match.goals.filter(
    (goal) =>
      Number(goal.minute) < Number(minute) || (goal.minute === minute && goal.ordinal <= ordinal),
  );
  return {
    home: until.filter((goal) => goal.team === match.home).length,
    away: until.filter((goal) => goal.team === match.away).length,
  };
}
