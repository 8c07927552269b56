import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Goal } from '../generated/sqlite/client.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { columnsOf, type Entity, one, scalarList } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import type { Projection } from './query/projection.js';
import { type ScorerFilter, scorerConditions } from './query/scorer-filter.js';
import type { ReferenceData } from './reference.js';

const GOAL_COLUMNS = ['id', 'ordinal', 'teamId', 'minute', 'stoppage', 'sourceId'] as const;
const GOAL_FLAGS = ['ownGoal', 'penalty'] as const;

export interface GoalRow extends Pick<Goal, (typeof GOAL_COLUMNS | typeof GOAL_FLAGS)[number]> {
  /** With `ordinal` its natural key. */
  matchSlug: string;
  match?: MatchRow;
  scorer?: PlayerRow | null;
  scoreAfter?: { home: number; away: number } | null;
  sources?: number[];
}

/** Only two stoppage times order goals of one minute. */
const IS_APART = sql`(b.stoppage <> g.stoppage) IS TRUE`;

/**
 * The goals `b` of `g`'s match if the score after `g` is certain (rule 7): all recorded, all with a minute, and a
 * minute in which both sides scored ordered by stoppage time.
 */
const SCORE_AFTER = sql`FROM goals b JOIN matches x ON x.id = b.match_id
  WHERE b.match_id = g.match_id
  HAVING min(x.home_score + x.away_score - x.home_goals_recorded - x.away_goals_recorded) = 0
    AND count(b.minute) = count(*)
    AND (sum(CASE WHEN b.minute = g.minute AND b.team_id <> g.team_id THEN 1 ELSE 0 END) = 0
      OR sum(CASE WHEN b.minute = g.minute AND b.id <> g.id AND NOT ${IS_APART} THEN 1 ELSE 0 END) = 0)`;

/** Goals of a side up to `g`: by minute, stoppage time, then file order. */
const goalsOf = (side: Sql): Sql => sql`sum(CASE WHEN b.team_id = ${side}
  AND (b.minute, coalesce(b.stoppage, 0), b.ordinal) <= (g.minute, coalesce(g.stoppage, 0), g.ordinal)
  THEN 1 ELSE 0 END)`;

export const goal: Entity<GoalRow> = {
  alias: 'g',
  requiredWhenNested: [],
  needs: {
    id: ['matchSlug', 'ordinal'],
    label: ['minute', 'stoppage'],
    team: ['teamId'],
    sources: ['sourceId'],
  },
  columns: {
    ...columnsOf('g', GOAL_COLUMNS),
    matchSlug: sql`(SELECT x.slug FROM matches x WHERE x.id = g.match_id)`,
  },
  flags: columnsOf('g', GOAL_FLAGS),
  relations: {
    match: one(() => match, { key: sql`g.match_id`, from: sql`matches m`, on: sql`m.id` }),
    scorer: one(() => player, { key: sql`g.scorer_id`, from: sql`players y`, on: sql`y.id` }),
    scoreAfter: ({ jsonObject: object }) =>
      sql`(SELECT ${object({ home: goalsOf(sql`x.home_id`), away: goalsOf(sql`x.away_id`) })} ${SCORE_AFTER})`,
    sources: scalarList(sql`c.source_id`, sql`FROM citations c WHERE c.goal_id = g.id`, sql`c.id`),
  },
};

/** Main sources first. */
export function goalSources(which: Sql) {
  return scalarList(
    sql`x.source_id`,
    sql`FROM (SELECT s.source_id, min(s.place) AS place FROM (
      SELECT g.source_id, 0 AS place FROM goals g WHERE ${which}
      UNION ALL SELECT c.source_id, c.id FROM goals g JOIN citations c ON c.goal_id = g.id WHERE ${which}) s
      GROUP BY s.source_id) x`,
    sql`x.place, x.source_id`,
  );
}

export interface GoalFilter extends ScorerFilter {
  scorer?: string | null | undefined;
  match?: string | null | undefined;
  penalty?: boolean | null | undefined;
  ownGoal?: boolean | null | undefined;
  minuteFrom?: number | null | undefined;
  minuteTo?: number | null | undefined;
}

export type GoalOrder = 'DATE_ASC' | 'DATE_DESC';

/** File order does not order goals of one minute. */
export function listGoals(
  db: Database,
  reference: ReferenceData,
  filter: GoalFilter,
  order: GoalOrder,
  window: PageRequest,
  projection: Projection,
): Promise<Page<GoalRow>> {
  return readPage(db, goalList(reference, filter, order), window, projection);
}

export function countGoals(
  db: Database,
  reference: ReferenceData,
  filter: GoalFilter,
): Promise<number> {
  return countRows(db, goalList(reference, filter, 'DATE_ASC'));
}

/** `2022-12-10-england-france/2`. */
export function goalKey(row: Pick<GoalRow, 'matchSlug' | 'ordinal'>): string {
  return `${row.matchSlug}/${row.ordinal}`;
}

function goalList(reference: ReferenceData, filter: GoalFilter, order: GoalOrder): List {
  return {
    noun: goal,
    rows: (_parent, conditions) => sql`FROM goals g JOIN matches m ON m.id = g.match_id
      ${whereClause([...goalConditions(reference, filter), ...conditions])}`,
    order: {
      keys: [sql`m.date`, sql`m.ordinal`, sql`m.id`, sql`g.ordinal`],
      falling: order === 'DATE_DESC',
    },
    cursorRow: (key) => {
      const [slug = '', ordinal = ''] = key.split('/');
      // No goal has ordinal 0.
      const place = /^[1-9]\d{0,2}$/.test(ordinal) ? Number(ordinal) : 0;
      return sql`goals g JOIN matches m ON m.id = g.match_id
        WHERE m.slug = ${slug} AND g.ordinal = ${place}`;
    },
  };
}

function goalConditions(reference: ReferenceData, filter: GoalFilter): Sql[] {
  const { scorer, match, team, penalty, ownGoal, minuteFrom, minuteTo, ...ofMatch } = filter;
  const conditions = scorerConditions(reference, { ...ofMatch, team }, sql`g.team_id`);
  if (scorer != null)
    conditions.push(sql`g.scorer_id = (SELECT y.id FROM players y WHERE y.slug = ${scorer})`);
  if (match != null) conditions.push(sql`m.slug = ${match}`);
  if (penalty != null) conditions.push(penalty ? sql`g.penalty` : sql`NOT g.penalty`);
  if (ownGoal != null) conditions.push(ownGoal ? sql`g.own_goal` : sql`NOT g.own_goal`);
  if (minuteFrom != null) conditions.push(sql`g.minute >= ${minuteFrom}`);
  if (minuteTo != null) conditions.push(sql`g.minute <= ${minuteTo}`);
  return conditions;
}
