import type { GraphQLResolveInfo } from 'graphql';
import type { CareerAsOf } from '../analysis/career-loader.js';
import { AmbiguousNameError } from '../analysis/input-error.js';
import type { Database } from '../database/types.js';
import { type AppearanceFilter, type AppearanceRow, appearanceKey } from '../record/appearances.js';
import {
  countGoals,
  type GoalFilter,
  type GoalOrder,
  type GoalRow,
  goalKey,
  listGoals,
} from '../record/goals.js';
import {
  countHatTricks,
  type HatTrickRow,
  hatTrickKey,
  listHatTricks,
} from '../record/hat-tricks.js';
import { countMatches, listMatches, type MatchOrder, type MatchRow } from '../record/matches.js';
import {
  countPlayers,
  findPlayer,
  listPlayers,
  type PlayerQuery,
  type PlayerRow,
} from '../record/players.js';
import type { ParentTable } from '../record/query/batch.js';
import { type Page, paginateArray } from '../record/query/keyset.js';
import type { MatchFilter } from '../record/query/match-filter.js';
import type { ScorerFilter } from '../record/query/scorer-filter.js';
import type { Category, ReferenceData, TeamRow } from '../record/reference.js';
import type { ScorerRow } from '../record/team-scorers.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';
import { buildRowProjection } from './look-ahead.js';
import { type Connection, createConnection, type PageArguments } from './pagination.js';

type MatchArguments = PageArguments & { orderBy?: MatchOrder };

export function matchConnection(
  { db, reference }: Context,
  filter: MatchFilter,
  { orderBy = 'DATE_ASC', ...page }: MatchArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<MatchRow>> {
  validateMatchFilter(filter);
  return createConnection({
    list: `matches ${orderBy}`,
    arguments: page,
    keyOf: (match) => match.slug,
    read: (window) => listMatches(db, reference, filter, orderBy, window, buildRowProjection(info)),
    count: () => countMatches(db, reference, filter),
  });
}

/** Batched over parents. */
export function parentMatchConnection(
  { matchLoaders: matchesOf }: Context,
  owner: ParentTable,
  { id }: { id: number },
  filter: MatchFilter,
  { orderBy: order = 'DATE_ASC', ...page }: MatchArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<MatchRow>> {
  const projection = buildRowProjection(info);
  return createConnection({
    list: `matches ${order}`,
    arguments: page,
    keyOf: (match) => match.slug,
    read: (window) => matchesOf.page(id, { owner, filter, order, window, projection }),
    count: () => matchesOf.count(id, { owner, filter }),
  });
}

export function playerConnection(
  { db, reference }: Context,
  which: PlayerQuery,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<PlayerRow>> {
  const projection = buildRowProjection(info);
  return createConnection({
    list: nameOf('players', which.order, 'NAME_ASC'),
    arguments: page,
    keyOf: ({ slug }) => slug,
    read: (window) => listPlayers(db, reference, which, window, projection),
    count: () => countPlayers(db, reference, which),
  });
}

/** The default order has the list's own name. */
const nameOf = (list: string, order: string, byDefault: string) =>
  order === byDefault ? list : `${list} ${order}`;

export function goalConnection(
  { db, reference }: Context,
  filter: GoalFilter,
  { orderBy = 'DATE_ASC', ...page }: PageArguments & { orderBy?: GoalOrder },
  info: GraphQLResolveInfo,
): Promise<Connection<GoalRow>> {
  return createConnection({
    list: nameOf('goals', orderBy, 'DATE_ASC'),
    arguments: page,
    keyOf: goalKey,
    read: (window) =>
      rejectAmbiguousPlayer(
        db,
        filter.scorer,
        listGoals(db, reference, filter, orderBy, window, buildRowProjection(info)),
      ),
    count: () => countGoals(db, reference, filter),
  });
}

/** Goals in memory; their rows are batched over careers. */
export function careerGoalConnection(
  { rowLoaders: rows }: Context,
  { scored }: CareerAsOf,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<GoalRow>> {
  const projection = buildRowProjection(info);
  return createConnection({
    list: 'goals',
    arguments: page,
    keyOf: goalKey,
    read: async (window) => {
      const { rows: shown, ...rest } = paginateArray(scored, window, goalKey);
      const goals = shown.map(({ goalId }) => rows.goal(goalId, projection));
      return { ...rest, rows: await Promise.all(goals) };
    },
    count: async () => scored.length,
  });
}

/** By day. */
export function hatTrickConnection(
  { db, reference }: Context,
  filter: ScorerFilter,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<HatTrickRow>> {
  return createConnection({
    list: 'hatTricks',
    arguments: page,
    keyOf: hatTrickKey,
    read: (window) => listHatTricks(db, reference, filter, window, buildRowProjection(info)),
    count: () => countHatTricks(db, reference, filter),
  });
}

/** Batched over players. */
export function playerAppearanceConnection(
  { playerLoaders: ofPlayer }: Context,
  { id }: { id: number },
  filter: AppearanceFilter,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<AppearanceRow>> {
  const projection = buildRowProjection(info);
  return createConnection({
    list: 'appearances',
    arguments: page,
    keyOf: appearanceKey,
    read: (window) => ofPlayer.appearances(id, { filter, window, projection }),
    count: () => ofPlayer.appearanceCount(id, filter),
  });
}

/** Batched over teams. */
export function teamScorerConnection(
  { teamLoaders: ofTeam }: Context,
  { id }: TeamRow,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<ScorerRow>> {
  const projection = buildRowProjection(info);
  return createConnection({
    list: 'scorers',
    arguments: page,
    keyOf: ({ playerSlug }) => playerSlug,
    read: (window) => ofTeam.scorers(id, { window, projection }),
    count: () => ofTeam.scorerCount(id, null),
  });
}

/** In memory. */
export function teamConnection(
  { teams }: ReferenceData,
  category: Category | null,
  page: PageArguments,
): Promise<Connection<TeamRow>> {
  const all = teams.all.filter((team) => category === null || team.category === category);
  return createConnection({
    list: 'teams',
    arguments: page,
    keyOf: ({ slug }) => slug,
    read: async (window) => paginateArray(all, window, ({ slug }) => slug),
    count: async () => all.length,
  });
}

/** Throws an AmbiguousNameError if nothing is found and several players share the name. */
export async function rejectAmbiguousPlayer<Row>(
  db: Database,
  slug: string | null | undefined,
  read: Promise<Page<Row>>,
): Promise<Page<Row>> {
  const page = await read;
  if (slug == null || page.rows.length > 0) return page;
  const found = await findPlayer(db, slug, {});
  if (found && 'candidates' in found) throw new AmbiguousNameError(slug, found.candidates);
  return page;
}

/** Throws if fields seen from a team lack the team. */
export function validateMatchFilter(filter: MatchFilter): void {
  for (const field of ['opponent', 'venue', 'outcome'] as const) {
    if (filter[field] != null && filter.team == null) {
      throw badUserInput(
        `filter.${field} is seen from a team: got ${field} "${filter[field]}" without a team`,
      );
    }
  }
  if (filter.minMargin != null && filter.minMargin < 0) {
    throw badUserInput(`filter.minMargin must be 0 or more, got ${filter.minMargin}`);
  }
}

/** The filter without the parent's conditions. Throws if it contradicts them. */
export function omitParentConditions(
  filter: MatchFilter | null | undefined,
  parent: Pick<MatchFilter, 'team' | 'opponent' | 'tournament' | 'edition'>,
): MatchFilter {
  validateMatchFilter({ ...filter, ...parent });
  const input = Object.entries(filter ?? {}).filter(([field, value]) => {
    const already = parent[field as keyof typeof parent];
    if (already === undefined) return true;
    if (value == null || value === already) return false;
    throw badUserInput(`filter.${field} is "${already}" here already, got "${value}"`);
  });
  return Object.fromEntries(input);
}
