/** The results dataset: results, scorers, shoot-outs and former names of national teams, shaped into facts. */
import { matchSlug, slugOf } from '../record/names.js';
import { isDay } from '../statistics/days.js';
import type { Aliases } from './aliases.js';
import { completeHoldings } from './closed-competitions.js';
import type { Row, Table } from './csv.js';
import {
  type Category,
  type Facts,
  type GoalFact,
  type HoldingFact,
  type MatchFact,
  NO_FACTS,
  type Rejected,
  type ShootoutFact,
  type SourceFact,
  type TeamFact,
  type TournamentFact,
  type Warning,
} from './facts.js';
import { groupBy } from './groups.js';
import { namedApart, penaltyOf } from './matches.js';
import { markAwarded, warningsOf } from './oddities.js';
import type { Goal, ResultFiles, ShootoutRow, TableOf } from './result-files.js';
import { goalProblem, resultProblem, shootoutProblem } from './row-problems.js';
import { suggestionsOf } from './suggestions.js';

/** In what a category is told apart from the other: its source, and the end of its slugs. */
export interface Layer {
  source: SourceFact;
  category: Category;
  suffix: '' | '-women';
  aliases: Aliases;
}

/** Facts with what was turned away and what looked odd. */
export interface Shaped {
  facts: Facts;
  rejected: Rejected[];
  warnings: Warning[];
  /** Names that may mean one person, for a reviewer. */
  suggestions?: string[];
}

/** Shapes the rows: every one becomes part of a fact, or is rejected with a reason. */
export function shapeResults(files: ResultFiles, layer: Layer): Shaped {
  const rejected = Object.values(files).flatMap((table: Table<string>) => table.rejected);
  const turnAway = ({ file }: { file: string }, { line, text }: Row<string>, reason: string) =>
    void rejected.push({ file, line, reason, text });
  const { source, category, suffix } = layer;
  const slug = (name: string) => `${slugOf(name)}${suffix}`;

  const matches = shapeMatches(files.results, layer, slug, turnAway);
  const byKey = groupBy(matches, ({ key }) => key.split('/').slice(0, 3).join('/'));
  const matchOf = ({ date, home_team, away_team }: Goal | ShootoutRow) =>
    byKey.get(`${date}/${slug(home_team)}/${slug(away_team)}`) ?? [];
  shapeGoals(files.goalscorers, matchOf, layer, slug, turnAway);
  shapeShootouts(files.shootouts, matchOf, layer, slug, turnAway);
  markAwarded(matches);
  const suggestions = suggestionsOf(matches);

  const names = new Set(
    files.results.rows.flatMap(({ values }) => [values.home_team, values.away_team]),
  );
  const tournaments = shapeTournaments(files.results, layer, slug);
  return {
    facts: {
      ...NO_FACTS,
      sources: [source],
      teams: shapeTeams(names, files.formerNames, layer, slug, turnAway),
      tournaments,
      aliases: layer.aliases.used().map((alias) => ({
        ...alias,
        source: source.slug,
        key: `${alias.team}/${alias.name}/${alias.from ?? ''}`,
      })),
      matches,
      // The women's results say of themselves that many are still missing.
      holdings: category === 'MEN' ? holdingsOf(source.slug, tournaments, matches) : [],
    },
    rejected,
    warnings: [
      ...warningsOf(matches),
      ...(suggestions.length > 0
        ? [{ kind: 'possibly-one-person', count: suggestions.length }]
        : []),
    ],
    suggestions,
  };
}

type TurnAway = (table: { file: string }, row: Row<string>, reason: string) => void;
type SlugOf = (name: string) => string;
type MatchOf<Values> = (values: Values) => readonly MatchFact[];

function shapeMatches(
  table: TableOf<'results'>,
  { source: { slug: source } }: Layer,
  slug: SlugOf,
  turnAway: TurnAway,
): MatchFact[] {
  const meetings = new Map<string, number>();
  const days = new Map<string, number>();
  const matches: MatchFact[] = [];
  for (const row of table.rows) {
    const problem = resultProblem(row.values);
    if (problem) {
      turnAway(table, row, problem);
      continue;
    }
    const { date, home_team, away_team, home_score, away_score, ...rest } = row.values;
    const [home, away] = [slug(home_team), slug(away_team)];
    const pair = `${date}/${home}/${away}`;
    const meeting = (meetings.get(pair) ?? 0) + 1;
    meetings.set(pair, meeting);
    const ordinal = (days.get(date) ?? 0) + 1;
    days.set(date, ordinal);
    matches.push({
      source,
      key: meeting > 1 ? `${pair}/${meeting}` : pair,
      slug: matchSlug(date, home, away, meeting),
      date,
      ordinal,
      home,
      away,
      homeScore: scoreOf(home_score),
      awayScore: scoreOf(away_score),
      tournament: slug(rest.tournament),
      city: rest.city,
      country: rest.country,
      neutral: isTrue(rest.neutral),
      ...UNTOLD,
      goals: [],
      penalties: [],
      discrepancies: [],
      citedBy: [],
    });
  }
  return matches;
}

/** What this dataset does not tell of a match. */
const UNTOLD = {
  edition: null,
  stage: null,
  group: null,
  stadium: null,
  afterExtraTime: null,
  possiblyAwarded: false,
  shootout: null,
};

function shapeGoals(
  table: TableOf<'goalscorers'>,
  matchOf: MatchOf<Goal>,
  layer: Layer,
  slug: SlugOf,
  turnAway: TurnAway,
): void {
  const scorersFor = new Set(
    table.rows
      .filter(({ values }) => !isTrue(values.own_goal))
      .map(({ values }) => `${values.date}/${values.team}/${values.scorer}`),
  );
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = goalProblem(row.values, candidates, slug);
    if (problem || !match) {
      turnAway(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { date, team, scorer } = row.values;
    const forOwnSide = scorersFor.has(`${date}/${team}/${scorer}`);
    const goal = shapeGoal(row.values, match, layer, slug, forOwnSide);
    match.goals.push(goal);
    match.penalties.push(...penaltyOf(goal).map((penalty) => namedApart(penalty, match.penalties)));
  }
}

/**
 * A goal. An own goal is scored by a player of the other side, unless the same man scored for the gaining side that day:
 * then the mark is wrong or the side is, and nobody is invented to explain it.
 */
function shapeGoal(
  values: Goal,
  match: MatchFact,
  { source, aliases }: Layer,
  slug: SlugOf,
  forOwnSide: boolean,
): GoalFact {
  const team = slug(values.team);
  const ownGoal = isTrue(values.own_goal);
  const other = team === match.home ? match.away : match.home;
  const listed = { name: values.scorer, team: ownGoal && !forOwnSide ? other : team };
  return {
    source: source.slug,
    key: `${match.key}/${match.goals.length + 1}`,
    team,
    scorer: isUnknown(values.scorer) ? null : aliases.personOf(listed, match.date),
    minute: isUnknown(values.minute) ? null : Number(values.minute),
    stoppage: null,
    ownGoal,
    penalty: isTrue(values.penalty),
    citedBy: [],
  };
}

function shapeShootouts(
  table: TableOf<'shootouts'>,
  matchOf: MatchOf<ShootoutRow>,
  { source }: Layer,
  slug: SlugOf,
  turnAway: TurnAway,
): void {
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = shootoutProblem(row.values, candidates, slug);
    if (problem || !match) {
      turnAway(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { winner, first_shooter: first } = row.values;
    const shootout: ShootoutFact = {
      source: source.slug,
      key: match.key,
      winner: slug(winner),
      firstShooter: first === '' || isUnknown(first) ? null : slug(first),
    };
    match.shootout = shootout;
  }
}

function shapeTeams(
  names: ReadonlySet<string>,
  table: TableOf<'former_names'>,
  { source: { slug: source }, category }: Layer,
  slug: SlugOf,
  turnAway: TurnAway,
): TeamFact[] {
  const formerNames = new Map<string, TeamFact['formerNames']>();
  for (const row of table.rows) {
    const { current, former, start_date: from, end_date: to } = row.values;
    if (!names.has(current)) turnAway(table, row, `no team is called "${current}"`);
    else if (!isDay(from) || !isDay(to)) turnAway(table, row, `"${from}" to "${to}" are no days`);
    else {
      const name = { source, key: `${current}/${former}/${from}`, name: former, from, to };
      formerNames.set(current, [...(formerNames.get(current) ?? []), name]);
    }
  }
  return [...names].map((name) => ({
    source,
    key: name,
    slug: slug(name),
    name,
    category,
    formerNames: formerNames.get(name) ?? [],
  }));
}

function shapeTournaments(
  { rows }: TableOf<'results'>,
  { source: { slug: source }, category }: Layer,
  slug: SlugOf,
): TournamentFact[] {
  const names = new Set(rows.map(({ values }) => values.tournament));
  return [...names].map((name) => ({ source, key: name, slug: slug(name), name, category }));
}

/**
 * The dataset aims at every men's match from its first day to its last, and misses some: LISTED. The campaigns of closed
 * competitions whose structure shows that none is missing are COMPLETE.
 */
function holdingsOf(
  source: string,
  tournaments: readonly TournamentFact[],
  matches: readonly MatchFact[],
): HoldingFact[] {
  const days = matches
    .filter(({ homeScore }) => homeScore !== null)
    .map(({ date }) => date)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const scope = { category: 'MEN', team: null, tournament: null, from, to } as const;
  return [
    { source, key: 'all', completeness: 'LISTED', ...scope },
    ...completeHoldings(source, tournaments, matches, to),
  ];
}

const isUnknown = (text: string) => text === 'NA';
const isTrue = (text: string) => text.toUpperCase() === 'TRUE';
const scoreOf = (text: string) => (isUnknown(text) ? null : Number(text));
