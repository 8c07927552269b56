import sql, { type Sql } from 'sql-template-tag';
import type { ReferenceData } from '../reference.js';
import { idBySlug, type MatchFilter, matchConditions } from './match-filter.js';

/** The schema's ScorerFilter: the team gains the goal, the opponent concedes it. */
export type ScorerFilter = Pick<
  MatchFilter,
  'category' | 'team' | 'opponent' | 'tournament' | 'edition' | 'from' | 'to'
>;

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

/** Checked on sums, fewer than goals or matches. The plus hides the index of a team's rows. */
export const isOfCategory = (category: string, teamId: Sql) =>
  sql`+${teamId} IN (SELECT c.id FROM teams c WHERE c.category = ${category})`;
