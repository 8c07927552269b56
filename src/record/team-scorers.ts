import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Scorer } from '../generated/sqlite/client.js';
import { goalSources } from './goals.js';
import { type PlayerRow, player } from './players.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import {
  countRowsOf,
  type List,
  type Page,
  type PageRequest,
  readPages,
  whereClause,
} from './query/keyset.js';
import type { Projection } from './query/projection.js';
import type { ReferenceData } from './reference.js';

const SCORER_COLUMNS = ['teamId', 'goals', 'penalties'] as const;

/** Rule 4, summed by the importers. */
export interface ScorerRow extends Pick<Scorer, (typeof SCORER_COLUMNS)[number]> {
  /** With the team its natural key. */
  playerSlug: string;
  player?: PlayerRow;
  sources?: number[];
}

/** `england/harry-kane`. */
export function scorerKey(
  { playerSlug, teamId }: ScorerRow,
  teams: ReferenceData['teams'],
): string {
  return `${teams.get(teamId).slug}/${playerSlug}`;
}

export const scorer: Entity<ScorerRow> = {
  alias: 'r',
  always: [],
  needs: { id: ['playerSlug', 'teamId'], team: ['teamId'] },
  columns: {
    ...columnsOf('r', SCORER_COLUMNS),
    playerSlug: sql`(SELECT x.slug FROM players x WHERE x.id = r.player_id)`,
  },
  relations: {
    player: one(() => player, { key: sql`r.player_id`, from: sql`players y`, on: sql`y.id` }),
    sources: goalSources(
      sql`g.team_id = r.team_id AND g.scorer_id = r.player_id AND NOT g.own_goal`,
    ),
  },
};

/** Most goals first, ties by first goal; by team. */
export function listScorersByTeam(
  db: Database,
  teamIds: readonly number[],
  window: PageRequest,
  projection: Projection,
): Promise<Map<number, Page<ScorerRow>>> {
  return readPages(db, teamIds, SCORERS, window, projection);
}

export function countScorersByTeam(
  db: Database,
  teamIds: readonly number[],
): Promise<Map<number, number>> {
  return countRowsOf(db, teamIds, SCORERS);
}

const SCORERS: List = {
  noun: scorer,
  rows: (teamId, conditions) =>
    sql`FROM scorers r ${whereClause([sql`r.team_id = ${teamId}`, ...conditions])}`,
  order: { keys: [sql`r.place`, sql`r.player_id`], falling: false },
  cursorRow: (slug, teamId) => sql`scorers r WHERE r.team_id = ${teamId}
    AND r.player_id = (SELECT x.id FROM players x WHERE x.slug = ${slug})`,
};
