import { slugify } from '../../text/slug.js';
import type { Aliases } from '../aliases.js';
import { buildCompleteHoldings } from '../competitions/holdings.js';
import type { Row, Table } from '../csv.js';
import {
  EMPTY_FACTS,
  type HoldingFact,
  type MatchFact,
  type ShapedFacts,
  type TeamFact,
  type TournamentFact,
} from '../facts.js';
import { createRecordTeams } from '../world-cup-teams.js';
import { suggestAliases } from './alias-suggestions.js';
import { findWarnings, markAwarded } from './anomalies.js';
import type { FileTable, Goal, ResultFiles, ShootoutRow } from './files.js';
import { nameScorers, shapeGoals } from './goals.js';
import { shapeMatches, shapeShootouts } from './matches.js';
import type { DatasetOptions, NameSpellings, ShapingContext, SlugOf } from './shaping.js';
import { Spellings } from './spellings.js';
import { validateFormerName } from './validate.js';

export function shapeResults(files: ResultFiles, options: DatasetOptions): ShapedFacts {
  const rejected = Object.values(files).flatMap((table: Table<string>) => table.rejected);
  const reject = ({ file }: { file: string }, { line, text }: Row<string>, reason: string) =>
    void rejected.push({ file, line, reason, text });
  const { source, category } = options;
  const slug = slugsFor(options);
  const names: NameSpellings = { teams: new Spellings(), tournaments: new Spellings() };
  const shaping = { options, slug, names, reject };

  const matches = shapeMatches(files.results, shaping);
  const byKey = Map.groupBy(matches, ({ key }) => key.split('/').slice(0, 3).join('/'));
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

/** Folds each name once. */
function slugsFor({ suffix }: DatasetOptions): SlugOf {
  const slugs = new Map<string, string>();
  return (name) => {
    const slug = slugs.get(name) ?? `${slugify(name)}${suffix}`;
    slugs.set(name, slug);
    return slug;
  };
}

function aliasesFor(
  table: FileTable<'former_names'>,
  { options, slug, names }: ShapingContext,
): Aliases {
  const { category, aliases } = options;
  const formerNames = table.rows.map(({ values: row }) => ({
    ...{ team: slug(row.current), category, name: row.former },
    ...{ from: row.start_date, to: row.end_date },
  }));
  const teams = createRecordTeams(
    new Set(names.teams.slugs()),
    formerNames.filter(({ team }) => names.teams.has(team)),
  );
  return aliases.withTeamSlugs((team, day) => teams.findByAnyName(category, team, day));
}

function shapeTeams(table: FileTable<'former_names'>, shaping: ShapingContext): TeamFact[] {
  const { source, category } = shaping.options;
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

function shapeFormerNames(
  table: FileTable<'former_names'>,
  { slug, names: { teams }, reject }: ShapingContext,
): Map<string, FormerName[]> {
  const formerNames = new Map<string, FormerName[]>();
  for (const row of table.rows) {
    const { current, former: name, start_date: from, end_date: to } = row.values;
    const others = formerNames.get(slug(current)) ?? [];
    const problem = teams.has(slug(current))
      ? validateFormerName(row.values, others)
      : `no team is called "${current}"`;
    if (problem) reject(table, row, problem);
    else {
      teams.add(slug(current), current);
      formerNames.set(slug(current), [...others, { name, from, to }]);
    }
  }
  return formerNames;
}

function shapeTournaments({
  options: { source, category },
  names: { tournaments },
}: ShapingContext): TournamentFact[] {
  return tournaments.slugs().map((slug) => {
    const name = tournaments.nameOf(slug);
    return { source: source.slug, key: name, slug, name, category };
  });
}

/** LISTED: all men's matches, some missed. COMPLETE: closed competitions by structure. */
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
    ...buildCompleteHoldings(source, tournaments, matches, to),
  ];
}
