import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Player } from '../generated/sqlite/client.js';
import { columnsOf, type Entity, many, scalarList } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import { idBySlug, isOnCalendarDay } from './query/match-filter.js';
import type { Projection } from './query/projection.js';
import { readColumns, readRows } from './query/rows.js';
import { type QuoteRow, quote } from './quotes.js';
import type { ReferenceData } from './reference.js';

const PLAYER_COLUMNS = ['id', 'slug', 'name', 'nameSlug', 'birthDate', 'sourceId'] as const;

export interface PlayerRow extends Pick<Player, (typeof PLAYER_COLUMNS)[number]> {
  aliases?: string[];
  teams?: number[];
  quotes?: QuoteRow[];
  /** Of recorded goals, own goals excepted, in order. */
  goalYears?: string[];
  sources?: number[];
}

export const player: Entity<PlayerRow> = {
  alias: 'y',
  always: ['id', 'slug'],
  requiredWhenNested: [],
  needs: {
    id: ['slug'],
    career: ['id', 'slug', 'teams'],
    careers: ['id', 'teams'],
    appearances: ['id'],
    sources: ['sourceId'],
  },
  columns: columnsOf('y', PLAYER_COLUMNS),
  relations: {
    aliases: scalarList(
      sql`x.name`,
      sql`FROM (SELECT DISTINCT n.name FROM player_aliases n WHERE n.player_id = y.id AND n.name <> y.name) x`,
      sql`x.name`,
    ),
    teams: scalarList(
      sql`x.team_id`,
      sql`FROM (SELECT n.team_id, min(n.id) AS place FROM player_aliases n WHERE n.player_id = y.id GROUP BY n.team_id) x`,
      sql`x.place`,
    ),
    quotes: many(() => quote, {
      key: sql`y.id`,
      from: sql`quotes q`,
      on: sql`q.speaker_id`,
      order: sql`q.id`,
    }),
    goalYears: scalarList(
      sql`x.year`,
      sql`FROM (SELECT DISTINCT substr(m.date, 1, 4) AS year FROM goals g JOIN matches m ON m.id = g.match_id
        WHERE g.scorer_id = y.id AND NOT g.own_goal) x`,
      sql`x.year`,
    ),
    sources: scalarList(
      sql`c.source_id`,
      sql`FROM citations c WHERE c.player_id = y.id`,
      sql`c.id`,
    ),
  },
};

/** Slugs of the players who share a name. */
export interface AmbiguousPlayer {
  candidates: string[];
}

/** A player by slug; candidates for a shared name; null if unknown. */
export async function findPlayer(
  db: Database,
  slug: string,
  projection: Projection,
): Promise<PlayerRow | AmbiguousPlayer | null> {
  const root = { from: () => sql`FROM players y WHERE y.slug = ${slug}` };
  const [found] = await readRows<PlayerRow>(db, player, root, projection);
  if (found) return found;
  const candidates = await readColumns<{ slug: string }>(
    db,
    { values: { slug: sql`y.slug` } },
    {
      from: () => sql`FROM players y WHERE y.name_slug = ${slug}`,
      order: [db.dialect.codePointOrder(sql`y.slug`)],
    },
  );
  return candidates.length > 0 ? { candidates: candidates.map((row) => row.slug) } : null;
}

/** Unordered; unknown slugs are left out. */
export function listPlayersBySlug(
  db: Database,
  slugs: readonly string[],
  projection: Projection,
): Promise<PlayerRow[]> {
  const from = () => sql`FROM players y WHERE y.slug IN (${join([...slugs])})`;
  return readRows(db, player, { from }, projection);
}

export type PlayerOrder = 'NAME_ASC' | 'GOALS_DESC' | 'BIRTH_ASC';

export interface PlayerQuery {
  team?: string | null | undefined;
  /** MM-DD, in any year. */
  bornOn?: string;
  order: PlayerOrder;
}

export function listPlayers(
  db: Database,
  reference: ReferenceData,
  which: PlayerQuery,
  window: PageRequest,
  projection: Projection,
): Promise<Page<PlayerRow>> {
  return readPage(db, playerList(db, reference, which), window, projection);
}

export function countPlayers(
  db: Database,
  reference: ReferenceData,
  which: PlayerQuery,
): Promise<number> {
  return countRows(db, playerList(db, reference, which));
}

function playerList(
  { dialect: { codePointOrder: plain } }: Database,
  { teams, years }: ReferenceData,
  { team, bornOn, order }: PlayerQuery,
): List {
  const teamId = team == null ? null : idBySlug(teams, team);
  const goals = sql`(SELECT coalesce(sum(r.goals), 0) FROM scorers r
    WHERE r.player_id = y.id ${teamId === null ? empty : sql`AND r.team_id = ${teamId}`})`;
  const name = [plain(sql`y.folded_name`), plain(sql`y.slug`)];
  const keys: Record<PlayerOrder, Sql[]> = {
    NAME_ASC: name,
    GOALS_DESC: [sql`-${goals}`, ...name],
    BIRTH_ASC: [sql`y.birth_date`, ...name],
  };
  const isOfTeam = sql`y.id IN (
    SELECT n.player_id FROM player_aliases n WHERE n.team_id = ${teamId})`;
  return {
    noun: player,
    rows: (_parent, conditions) =>
      sql`FROM players y ${whereClause([
        ...(teamId === null ? [] : [isOfTeam]),
        ...(bornOn === undefined ? [] : [isOnCalendarDay(sql`y.birth_date`, bornOn, years)]),
        ...conditions,
      ])}`,
    order: { keys: keys[order], falling: false },
    cursorRow: (slug) => sql`players y WHERE y.slug = ${slug}`,
  };
}
