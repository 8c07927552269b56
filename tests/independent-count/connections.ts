/** Every connection of the schema over an invented league, each with the whole of it as the files give it. */

import { goalsOfCareer } from './careers.js';
import { type Filter, through } from './filter.js';
import { ORDERS } from './matches-agree.js';
import { plainly } from './names.js';
import { type Goal, type Match, otherSide, type Results } from './results.js';
import { hatTricksOf, recordedGoals } from './scorers.js';

export interface Connection {
  /** The type and field. */
  name: string;
  /** The way to the field, from the query on, and its own arguments. */
  path: string[];
  arguments: string;
  /** What tells one row from another. */
  node: string;
  /** The same of every row, in the order of the list. */
  whole: string[];
}

/** Whose lists are looked at: a team and its commonest opponent, a tournament, a day of the calendar, a scorer. */
export interface Whose {
  team: string;
  opponent: string;
  tournament: string;
  /** MM-DD. */
  calendarDay: string;
  scorer: { player: string; team: string };
}

/** The year under which the league's World Cup matches are one edition, and what was said of them, newest first. */
export const EDITION = 1890;
export const SAID = ['1890-03-01', '1890-02-01', '1890-02-01', null, null].flatMap(
  (saidOn, group) => [1, 2, 3].map((number) => ({ text: `Word ${group}.${number}`, saidOn })),
);

const slugs = (matches: readonly Match[]) => matches.map(({ slug }) => slug);

/** The lists of matches, in each of the four orders. */
function matchLists(results: Results, whose: Whose): Connection[] {
  const { team, opponent, tournament, calendarDay } = whose;
  const lists: [name: string, path: string[], filter: Filter][] = [
    ['Query.matches', [], {}],
    ['Team.matches', [`team(slug: "${team}")`], { team }],
    ['Tournament.matches', [`tournament(slug: "${tournament}")`], { tournament }],
    [
      'Edition.matches',
      ['tournament(slug: "fifa-world-cup")', `edition(year: ${EDITION})`],
      { tournament: 'fifa-world-cup' },
    ],
    [
      'OnThisDay.matches',
      [
        `onThisDay(month: ${Number(calendarDay.slice(0, 2))}, day: ${Number(calendarDay.slice(3))})`,
      ],
      { calendarDay },
    ],
    [
      'HeadToHead.matches',
      [`headToHead(team: "${team}", opponent: "${opponent}")`],
      { team, opponent },
    ],
  ];
  return lists.flatMap(([name, path, filter]) =>
    Object.entries(ORDERS).map(([order, sorted]) => ({
      name: `${name} by ${order}`,
      path: [...path, 'matches'],
      arguments: `orderBy: ${order}`,
      node: 'slug',
      whole: slugs(sorted(through(results, filter))),
    })),
  );
}

/** Every connection. */
export function connectionsOf(results: Results, whose: Whose): Connection[] {
  const { scorer } = whose;
  const goals = results.matches.flatMap((match) => match.goals);
  const row = ({ match, minute, scorer: by, ownGoal, penalty }: Goal) =>
    [match.slug, minute, by?.slug, ownGoal, penalty].join(' ');
  const goal = 'match { slug } minute scorer { slug } ownGoal penalty';
  const list = (name: string, args: string, node: string, whole: string[]): Connection => ({
    name,
    path: [name.split('.')[1]?.split(' ')[0] ?? ''],
    arguments: args,
    node,
    whole,
  });
  const career = [
    `player(slug: "${scorer.player}")`,
    `career(team: "${scorer.team}")`,
    'goalEvents',
  ];
  return [
    ...matchLists(results, whose),
    list(
      'Query.teams',
      '',
      'slug',
      results.teams.map(({ slug }) => slug),
    ),
    list('Query.players', '', 'slug', playersOf(results)),
    list(
      'Query.players of a team',
      `team: "${scorer.team}"`,
      'slug',
      playersOf(results, scorer.team),
    ),
    list('Query.players by GOALS_DESC', 'orderBy: GOALS_DESC', 'slug', byGoals(results)),
    list(
      'Query.players of a team by GOALS_DESC',
      `team: "${scorer.team}", orderBy: GOALS_DESC`,
      'slug',
      byGoals(results, scorer.team),
    ),
    list('Query.goals', '', goal, goals.map(row)),
    list('Query.goals by DATE_DESC', 'orderBy: DATE_DESC', goal, goals.map(row).reverse()),
    list(
      'Query.penalties',
      '',
      'match { slug } minute taker { slug }',
      goals
        .filter((one) => one.penalty)
        .map(({ match, minute, scorer: by }) => [match.slug, minute, by?.slug].join(' ')),
    ),
    list(
      'Query.quotes',
      '',
      'text',
      SAID.map(({ text }) => text),
    ),
    list(
      'Query.hatTricks',
      '',
      'match { slug } player { slug } goals',
      hatTricksOf(results, {}).map(({ match, player, goals: scored }) =>
        [match, player, scored].join(' '),
      ),
    ),
    {
      name: 'Career.goalEvents',
      path: career,
      arguments: '',
      node: goal,
      whole: goalsOfCareer(results, scorer.player, scorer.team, null).map(row),
    },
  ];
}

/** Everybody, or the people of a team, by name. */
function playersOf({ people }: Results, team?: string): string[] {
  return people
    .filter((person) => team === undefined || person.team === team)
    .sort((one, other) => plainly(one.folded, other.folded) || plainly(one.slug, other.slug))
    .map(({ slug }) => slug);
}

/** The same people, most recorded goals first, for the team or for all. Sorting keeps the order of names among equals. */
function byGoals(results: Results, team?: string): string[] {
  const counts = new Map<string, number>();
  for (const { scorer } of recordedGoals(results, team === undefined ? {} : { team }, null)) {
    if (scorer) counts.set(scorer.slug, (counts.get(scorer.slug) ?? 0) + 1);
  }
  const goalsOf = (slug: string) => counts.get(slug) ?? 0;
  return playersOf(results, team).sort((one, other) => goalsOf(other) - goalsOf(one));
}

/** Those of whom the league has most: the longest lists say most about pages. */
export function busiest(results: Results): Whose {
  const { matches } = results;
  const team = commonest(matches.flatMap(({ home, away }) => [home, away]));
  const [of, player] = commonest(
    recordedGoals(results, {}, null).map((goal) => `${goal.team}/${goal.scorer?.slug}`),
  ).split('/');
  return {
    team,
    opponent: commonest(through(results, { team }).map((match) => otherSide(match, team))),
    tournament: commonest(matches.map(({ tournament }) => tournament)),
    calendarDay: commonest(matches.map(({ date }) => date.slice(5))) || '01-01',
    scorer: { player: player ?? '', team: of ?? '' },
  };
}

function commonest(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
