/** The lists that several types offer, as connections. */
import type { GraphQLResolveInfo } from 'graphql';
import type { MatchFilter } from '../record/filters.js';
import { countGoals, type GoalFilter, type GoalRow, goalKey, listGoals } from '../record/goals.js';
import { countMatches, listMatches, type MatchOrder, type MatchRow } from '../record/matches.js';
import { pageOf } from '../record/page.js';
import type { Category, Reference, TeamRow } from '../record/reference.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { wantsOfRows } from './look-ahead.js';
import { type Connection, connection, type PageArguments } from './pagination.js';

/** Matches under a filter, in an order. */
export function matchConnection(
  { db, reference }: Context,
  filter: MatchFilter,
  { orderBy = 'DATE_ASC', ...page }: PageArguments & { orderBy?: MatchOrder },
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
    read: (window) => listGoals(db, reference, filter, window, wantsOfRows(info)),
    count: () => countGoals(db, reference, filter),
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
    read: async (window) => pageOf(all, window),
    count: async () => all.length,
  });
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

/** A parent's own conditions joined to a filter; the filter may repeat them, not contradict them. */
export function narrowed<Field extends 'team' | 'opponent' | 'tournament' | 'edition'>(
  filter: MatchFilter | null | undefined,
  parent: Required<Pick<MatchFilter, Field>>,
): MatchFilter {
  for (const [field, value] of Object.entries(parent)) {
    const asked = filter?.[field as Field];
    if (asked != null && asked !== value) {
      throw badInput(`filter.${field} is "${value}" here already, got "${asked}"`);
    }
  }
  const both = { ...filter, ...parent };
  checkFilter(both);
  return both;
}
