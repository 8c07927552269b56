/** Filters of goals by the team that gains them and by their match, as conditions of SQL. */
import sql, { type Sql } from 'sql-template-tag';
import type { ReferenceData } from '../reference.js';
import { idBySlug, type MatchFilter, matchConditions } from './match-filter.js';

/** Which goals count for scorers: the fields of the schema's ScorerFilter. The team gains the goal, the opponent concedes it. */
export type ScorerFilter = Pick<
  MatchFilter,
  'category' | 'team' | 'opponent' | 'tournament' | 'edition' | 'from' | 'to'
>;

/** The conditions of a filter on matches `m`, and on the team that gains a goal. */
export function scorerConditions(
  reference: ReferenceData,
  { team, ...ofMatch }: ScorerFilter,
  gainer: Sql,
): Sql[] {
  const { opponent } = ofMatch;
  return [
    ...matchConditions(reference, ofMatch),
    ...(team == null ? [] : [sql`${gainer} = ${idBySlug(reference.teams, team)}`]),
    ...(opponent == null ? [] : [sql`${gainer} <> ${idBySlug(reference.teams, opponent)}`]),
  ];
}

/** Whether a team is of a category. Asked of sums, which are fewer than goals and matches. */
export const isOfCategory = (category: string, teamId: Sql) =>
  sql`(SELECT c.category FROM teams c WHERE c.id = ${teamId}) = ${category}`;
