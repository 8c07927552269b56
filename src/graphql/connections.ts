/** The lists that several types offer, as connections. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Database } from '../database.js';
import type { MatchFilter } from '../record/filters.js';
import { countGoals, type GoalFilter, type GoalRow, goalKey, listGoals } from '../record/goals.js';
import { countMatches, listMatches, type MatchOrder, type MatchRow } from '../record/matches.js';
import type { Owner } from '../record/owners.js';
import { type Page, pageOf } from '../record/page.js';
import { findPlayer } from '../record/players.js';
import type { Category, Reference, TeamRow } from '../record/reference.js';
import type { ScorerRow } from '../record/team-scorers.js';
import type { CareerOf } from './careers.js';
import type { Context } from './context.js';
import { ambiguous, badInput } from './errors.js';
import { wantsOfRows } from './look-ahead.js';
import { type Connection, connection, type PageArguments } from './pagination.js';

type MatchArguments = PageArguments & { orderBy?: MatchOrder };

/** Matches under a filter, in an order. */
export function matchConnection(
  { db, reference }: Context,
  filter: MatchFilter,
  { orderBy = 'DATE_ASC', ...page }: MatchArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<MatchRow>> {
  checkFilter(filter);
  return connection({
    list: `matches ${orderBy}`,
    arguments: page,
    keyOf: (match) => match.slug,
    read: (window) => listMatches(db, reference, filter, orderBy, window, wantsOfRows(info)),
    count: () => countMatches(db, reference, filter),
  });
}

/** The matches of a team, a tournament or an edition; those of a whole list of them are read at once. */
export function matchConnectionOf(
  { matchesOf }: Context,
  owner: Owner,
  { id }: { id: number },
  filter: MatchFilter,
  { orderBy: order = 'DATE_ASC', ...page }: MatchArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<MatchRow>> {
  const wants = wantsOfRows(info);
  return connection({
    list: `matches ${order}`,
    arguments: page,
    keyOf: (match) => match.slug,
    read: (window) => matchesOf.page(id, { owner, filter, order, window, wants }),
    count: () => matchesOf.count(id, { owner, filter }),
  });
}

/** Goals under a filter, by day. */
export function goalConnection(
  { db, reference }: Context,
  filter: GoalFilter,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<GoalRow>> {
  return connection({
    list: 'goals',
    arguments: page,
    keyOf: goalKey,
    read: (window) =>
      ofPlayer(db, filter.scorer, listGoals(db, reference, filter, window, wantsOfRows(info))),
    count: () => countGoals(db, reference, filter),
  });
}

/** The recorded goals of a career, which are at hand; what is shown of them is read at once for all careers of a request. */
export function careerGoalConnection(
  { rows }: Context,
  { scored }: CareerOf,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<GoalRow>> {
  const wants = wantsOfRows(info);
  return connection({
    list: 'goals',
    arguments: page,
    keyOf: goalKey,
    read: async (window) => {
      const { rows: shown, ...rest } = pageOf(scored, window, goalKey);
      const goals = shown.map(({ goalId }) => rows.goal(goalId, wants));
      return { ...rest, rows: await Promise.all(goals) };
    },
    count: async () => scored.length,
  });
}

/** The scorers of a team; those of a whole list of teams are read at once. */
export function scorerConnectionOf(
  { ofTeam }: Context,
  { id }: TeamRow,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<ScorerRow>> {
  const wants = wantsOfRows(info);
  return connection({
    list: 'scorers',
    arguments: page,
    keyOf: ({ playerSlug }) => playerSlug,
    read: (window) => ofTeam.scorers(id, { window, wants }),
    count: () => ofTeam.scorerCount(id, null),
  });
}

/** Teams of a category, or all: they are held in memory and paged there. */
export function teamConnection(
  { teams }: Reference,
  category: Category | null,
  page: PageArguments,
): Promise<Connection<TeamRow>> {
  const all = teams.all.filter((team) => category === null || team.category === category);
  return connection({
    list: 'teams',
    arguments: page,
    keyOf: ({ slug }) => slug,
    read: async (window) => pageOf(all, window, ({ slug }) => slug),
    count: async () => all.length,
  });
}

/**
 * A page that a player's slug narrows. A name that several players share names none of them: where nothing is found that is
 * looked into, and is an error with their slugs. An unknown player finds nothing, as everywhere.
 */
export async function ofPlayer<Row>(
  db: Database,
  slug: string | null | undefined,
  read: Promise<Page<Row>>,
): Promise<Page<Row>> {
  const page = await read;
  if (slug == null || page.rows.length > 0) return page;
  const found = await findPlayer(db, slug, {});
  if (found && 'candidates' in found) throw ambiguous(slug, found.candidates);
  return page;
}

/** A filter's fields that are seen from a team need one. */
export function checkFilter(filter: MatchFilter): void {
  for (const field of ['opponent', 'venue', 'outcome'] as const) {
    if (filter[field] != null && filter.team == null) {
      throw badInput(
        `filter.${field} is seen from a team: got ${field} "${filter[field]}" without a team`,
      );
    }
  }
  if (filter.minMargin != null && filter.minMargin < 0) {
    throw badInput(`filter.minMargin must be 0 or more, got ${filter.minMargin}`);
  }
}

/** What a filter asks beyond its parent's own conditions, which it may repeat, not contradict. */
export function beyond(
  filter: MatchFilter | null | undefined,
  parent: Pick<MatchFilter, 'team' | 'opponent' | 'tournament' | 'edition'>,
): MatchFilter {
  checkFilter({ ...filter, ...parent });
  const asked = Object.entries(filter ?? {}).filter(([field, value]) => {
    const already = parent[field as keyof typeof parent];
    if (already === undefined) return true;
    if (value == null || value === already) return false;
    throw badInput(`filter.${field} is "${already}" here already, got "${value}"`);
  });
  return Object.fromEntries(asked);
}
