import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { readMatches } from './existing-matches.js';
import { type ExistingPlayer, type PlayerRow, readPlayers } from './existing-players.js';
import type { MatchFact } from './facts.js';
import type { RecordTeamName } from './world-cup-teams.js';

export interface ExistingRecord {
  /** Slugs. */
  teams(): Promise<ReadonlySet<string>>;
  /** Former names and aliases, no codes. */
  teamNames(besides: string): Promise<readonly RecordTeamName[]>;
  /** Slugs. */
  tournaments(): Promise<ReadonlySet<string>>;
  players(): Promise<readonly ExistingPlayer[]>;
  matchesOf(tournament: string): Promise<MatchFact[]>;
  /** By slug, without unknown ones. */
  matches(slugs: readonly string[]): Promise<MatchFact[]>;
}

/** Caches players: the database must not change. */
export function createExistingRecord(db: Database): ExistingRecord {
  let kept: Promise<PlayerRow[]> | undefined;
  const people = () => {
    kept ??= readPlayers(db);
    return kept;
  };
  return {
    teams: () => readSlugs(db, sql`teams`),
    teamNames: (besides) => readTeamNames(db, besides),
    tournaments: () => readSlugs(db, sql`tournaments`),
    players: people,
    matchesOf: async (tournament) => readMatches(db, sql`t.slug = ${tournament}`, await people()),
    matches: async (slugs) =>
      slugs.length === 0
        ? []
        : readMatches(db, sql`m.slug IN (${join([...slugs])})`, await people()),
  };
}

async function readSlugs(db: Database, table: Sql): Promise<ReadonlySet<string>> {
  const { jsonList } = db.dialect;
  const slugs = await db.select<string[]>(
    sql`SELECT ${jsonList(sql`t.slug`, sql`t.id`)} AS json FROM ${table} t`,
  );
  return new Set(slugs);
}

async function readTeamNames(db: Database, besides: string): Promise<RecordTeamName[]> {
  const { jsonObject, jsonList } = db.dialect;
  const name = jsonObject({
    team: sql`t.slug`,
    category: sql`t.category`,
    name: sql`n.name`,
    from: sql`n."from"`,
    to: sql`n."to"`,
  });
  const names = await db.select<RecordTeamName[]>(sql`SELECT ${jsonList(name, sql`n.id`)} AS json
    FROM team_names n JOIN teams t ON t.id = n.team_id JOIN sources s ON s.id = n.source_id
    WHERE s.slug <> ${besides} AND n.kind IN ('FORMER', 'ALIAS')`);
  return names ?? [];
}
