/** Converts results, scorers, shoot-outs and former names into facts. Entry point: `shapeResults`. */

import { groupBy } from '../../statistics/group-by.js';
import { buildMatchSlug, slugify } from '../../text/slug.js';
import type { Aliases } from '../aliases.js';
import { completeHoldings } from '../competitions/holdings.js';
import type { Row, Table } from '../csv.js';
import { disambiguatePenaltyName, penaltyFromGoal } from '../documents/matches.js';
import {
  type Category,
  EMPTY_FACTS,
  type Facts,
  type GoalFact,
  type HoldingFact,
  type MatchFact,
  type PlayerName,
  type RejectedRow,
  type ShootoutFact,
  type SourceFact,
  type TeamFact,
  type TournamentFact,
  type Warning,
} from '../facts.js';
import { recordTeams } from '../world-cup-teams.js';
import { suggestAliases } from './alias-suggestions.js';
import { findWarnings, markAwarded } from './anomalies.js';
import type { FileTable, Goal, ResultFiles, ShootoutRow } from './files.js';
import { nameKey, ScorerSpellings, Spellings } from './spellings.js';
import { validateFormerName, validateGoal, validateResult, validateShootout } from './validate.js';

export interface DatasetOptions {
  source: SourceFact;
  category: Category;
  suffix: '' | '-women';
  aliases: Aliases;
}

export interface ShapedFacts {
  facts: Facts;
  rejected: RejectedRow[];
  warnings: Warning[];
  /** For review. */
  suggestions?: string[];
}

/** Rejected rows have a reason. */
export function shapeResults(files: ResultFiles, layer: DatasetOptions): ShapedFacts {
  const rejected = Object.values(files).flatMap((table: Table<string>) => table.rejected);
  const turnAway = ({ file }: { file: string }, { line, text }: Row<string>, reason: string) =>
    void rejected.push({ file, line, reason, text });
  const { source, category } = layer;
  const slug = slugsFor(layer);
  const names: Names = { teams: new Spellings(), tournaments: new Spellings() };
  const shaping = { layer, slug, names, turnAway };

  const matches = shapeMatches(files.results, shaping);
  const byKey = groupBy(matches, ({ key }) => key.split('/').slice(0, 3).join('/'));
  const matchOf = ({ date, home_team, away_team }: Goal | ShootoutRow) =>
    byKey.get(`${date}/${slug(home_team)}/${slug(away_team)}`) ?? [];
  const aliases = aliasesFor(files.formerNames, shaping);
  const scorers = shapeGoals(files.goalscorers, matchOf, aliases, shaping);
  const nameOf = nameScorers(matches, scorers.names);
  shapeShootouts(files.shootouts, matchOf, shaping);
  markAwarded(matches);
  const suggestions = suggestAliases(matches);

  const teams = shapeTeams(files.formerNames, shaping);
  const tournaments = shapeTournaments(shaping);
  const doubled = names.teams.countDoubled() + names.tournaments.countDoubled() + scorers.people;
  return {
    facts: {
      ...EMPTY_FACTS,
      sources: [source],
      teams,
      tournaments,
      aliases: aliases.used().map((alias) => ({
        ...alias,
        person: nameOf(alias.person),
        source: source.slug,
        key: `${alias.team}/${alias.name}/${alias.from ?? ''}`,
      })),
      matches,
      // The women's dataset declares itself incomplete.
      holdings: category === 'MEN' ? holdingsOf(source.slug, tournaments, matches) : [],
    },
    rejected,
    warnings: [
      ...findWarnings(matches),
      ...(doubled > 0 ? [{ kind: 'two-spellings', count: doubled }] : []),
      ...(suggestions.length > 0
        ? [{ kind: 'possibly-one-person', count: suggestions.length }]
        : []),
    ],
    suggestions,
  };
}

type Reject = (table: { file: string }, row: Row<string>, reason: string) => void;
type SlugOf = (name: string) => string;
type MatchOf<Values> = (values: Values) => readonly MatchFact[];

/** Of accepted rows. */
interface Names {
  teams: Spellings;
  tournaments: Spellings;
}

interface Shaping {
  layer: DatasetOptions;
  slug: SlugOf;
  names: Names;
  turnAway: Reject;
}

/** Folds each name once. */
function slugsFor({ suffix }: DatasetOptions): SlugOf {
  const slugs = new Map<string, string>();
  return (name) => {
    const slug = slugs.get(name) ?? `${slugify(name)}${suffix}`;
    slugs.set(name, slug);
    return slug;
  };
}

function aliasesFor(table: FileTable<'former_names'>, { layer, slug, names }: Shaping): Aliases {
  const { category, aliases } = layer;
  const formerNames = table.rows.map(({ values: row }) => ({
    ...{ team: slug(row.current), category, name: row.former },
    ...{ from: row.start_date, to: row.end_date },
  }));
  const teams = recordTeams(
    new Set(names.teams.slugs()),
    formerNames.filter(({ team }) => names.teams.has(team)),
  );
  return aliases.within((team, day) => teams.findByAnyName(category, team, day));
}

function shapeMatches(
  table: FileTable<'results'>,
  { layer: { source }, slug, names, turnAway }: Shaping,
): MatchFact[] {
  const meetings = new Map<string, number>();
  const days = new Map<string, number>();
  const matches: MatchFact[] = [];
  for (const row of table.rows) {
    const problem = validateResult(row.values, slug);
    if (problem) {
      turnAway(table, row, problem);
      continue;
    }
    const { date, home_team, away_team, home_score, away_score, ...rest } = row.values;
    const [home, away] = [slug(home_team), slug(away_team)];
    names.teams.add(home, home_team);
    names.teams.add(away, away_team);
    names.tournaments.add(slug(rest.tournament), rest.tournament);
    const pair = `${date}/${home}/${away}`;
    const meeting = (meetings.get(pair) ?? 0) + 1;
    meetings.set(pair, meeting);
    const ordinal = (days.get(date) ?? 0) + 1;
    days.set(date, ordinal);
    matches.push({
      source: source.slug,
      key: meeting > 1 ? `${pair}/${meeting}` : pair,
      slug: buildMatchSlug(date, home, away, meeting),
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
      ...MISSING_FIELDS,
      goals: [],
      penalties: [],
      discrepancies: [],
      citedBy: [],
    });
  }
  return matches;
}

const MISSING_FIELDS = {
  edition: null,
  stage: null,
  group: null,
  stadium: null,
  afterExtraTime: null,
  possiblyAwarded: false,
  shootout: null,
};

/** Returns scorers with several spellings. */
function shapeGoals(
  table: FileTable<'goalscorers'>,
  matchOf: MatchOf<Goal>,
  aliases: Aliases,
  { layer, slug, names, turnAway }: Shaping,
): ReturnType<ScorerSpellings['unify']> {
  const spellings = new ScorerSpellings();
  const scorerKey = ({ date, team, scorer }: Goal) => `${date}/${slug(team)}/${nameKey(scorer)}`;
  const scorersFor = new Set(
    table.rows
      .filter(({ values }) => !isTrue(values.own_goal))
      .map(({ values }) => scorerKey(values)),
  );
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = validateGoal(row.values, candidates, slug);
    if (problem || !match) {
      turnAway(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { home_team, away_team, team } = row.values;
    for (const name of [home_team, away_team, team]) names.teams.add(slug(name), name);
    const forOwnSide = isTrue(row.values.own_goal) && scorersFor.has(scorerKey(row.values));
    const goal = shapeGoal(row.values, match, { ...layer, aliases }, slug, forOwnSide);
    match.goals.push(goal);
    if (goal.scorer) spellings.add(goal.scorer, match.date);
  }
  return spellings.unify();
}

/** Returns the mapping of names. */
function nameScorers(
  matches: readonly MatchFact[],
  names: ReadonlyMap<string, string>,
): (player: PlayerName) => PlayerName {
  const nameOf = ({ team, name }: PlayerName) => ({
    team,
    name: names.get(`${team}/${name}`) ?? name,
  });
  for (const { goals, penalties } of matches) {
    for (const goal of goals) {
      goal.scorer &&= nameOf(goal.scorer);
      penalties.push(
        ...penaltyFromGoal(goal).map((penalty) => disambiguatePenaltyName(penalty, penalties)),
      );
    }
  }
  return nameOf;
}

/**
 * An own goal's scorer is of the other side, unless he also scored for this one that day: then mark or side is wrong.
 */
function shapeGoal(
  values: Goal,
  match: MatchFact,
  { source, aliases }: DatasetOptions,
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
  table: FileTable<'shootouts'>,
  matchOf: MatchOf<ShootoutRow>,
  { layer: { source }, slug, names, turnAway }: Shaping,
): void {
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = validateShootout(row.values, candidates, slug);
    if (problem || !match) {
      turnAway(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { home_team, away_team, winner, first_shooter: first } = row.values;
    for (const name of [home_team, away_team, winner]) names.teams.add(slug(name), name);
    const shootout: ShootoutFact = {
      source: source.slug,
      key: match.key,
      winner: slug(winner),
      firstShooter: first === '' || isUnknown(first) ? null : slug(first),
    };
    match.shootout = shootout;
  }
}

function shapeTeams(table: FileTable<'former_names'>, shaping: Shaping): TeamFact[] {
  const { source, category } = shaping.layer;
  const { teams } = shaping.names;
  const formerNames = shapeFormerNames(table, shaping);
  return teams.slugs().map((slug) => {
    const name = teams.nameOf(slug);
    const former = (formerNames.get(slug) ?? []).map((entry) => ({
      source: source.slug,
      key: `${name}/${entry.name}/${entry.from}`,
      ...entry,
    }));
    return { source: source.slug, key: name, slug, name, category, formerNames: former };
  });
}

type FormerName = Record<'name' | 'from' | 'to', string>;

/** By team slug. */
function shapeFormerNames(
  table: FileTable<'former_names'>,
  { slug, names: { teams }, turnAway }: Shaping,
): Map<string, FormerName[]> {
  const formerNames = new Map<string, FormerName[]>();
  for (const row of table.rows) {
    const { current, former: name, start_date: from, end_date: to } = row.values;
    const others = formerNames.get(slug(current)) ?? [];
    const problem = teams.has(slug(current))
      ? validateFormerName(row.values, others)
      : `no team is called "${current}"`;
    if (problem) turnAway(table, row, problem);
    else {
      teams.add(slug(current), current);
      formerNames.set(slug(current), [...others, { name, from, to }]);
    }
  }
  return formerNames;
}

function shapeTournaments({
  layer: { source, category },
  names: { tournaments },
}: Shaping): TournamentFact[] {
  return tournaments.slugs().map((slug) => {
    const name = tournaments.nameOf(slug);
    return { source: source.slug, key: name, slug, name, category };
  });
}

/** LISTED: the dataset aims at all men's matches and misses some. COMPLETE: closed competitions proven by structure. */
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
