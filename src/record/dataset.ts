import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';

export interface DatasetRow {
  version: string;
  importedAt: string;
  dataThrough: string | null;
  counts: Record<keyof typeof TABLES, number>;
  imports: ImportRow[];
}

export interface ImportRow {
  sourceId: number;
  importedAt: string;
  read: number;
  written: number;
  unchanged: number;
  rejected: number;
  warnings: { kind: string; count: number }[];
  rejectedRows: { file: string; line: number; reason: string; text: string }[];
}

/** Imports, and rejected rows of each. */
const MAX_LISTED = sql`100`;

const TABLES = {
  teams: sql`teams`,
  players: sql`players`,
  matches: sql`matches`,
  goals: sql`goals`,
  penalties: sql`penalties`,
  shootouts: sql`shootouts`,
  appearances: sql`appearances`,
  bookings: sql`bookings`,
  tournaments: sql`tournaments`,
  quotes: sql`quotes`,
  claims: sql`claims`,
  articles: sql`articles`,
};

/** Null without a played match. Searched from the end: nearly all are played. */
export const LAST_MATCH_DAY = sql`(SELECT m.date FROM matches m WHERE m.home_score IS NOT NULL ORDER BY m.date DESC LIMIT 1)`;

/** Null before the first import. Throws without tables. */
export function findDataset(db: Database): Promise<DatasetRow | null> {
  const { jsonObject: object, jsonList: list, nested } = db.dialect;
  const counts = Object.fromEntries(
    Object.entries(TABLES).map(([noun, table]) => [noun, sql`(SELECT count(*) FROM ${table})`]),
  );
  const warning = object({ kind: sql`w.kind`, count: sql`w.count` });
  const rejected = object({
    file: sql`x.file`,
    line: sql`x.line`,
    reason: sql`x.reason`,
    text: sql`x.text`,
  });
  const run = object({
    sourceId: sql`r.source_id`,
    importedAt: sql`r.imported_at`,
    read: sql`r.read`,
    written: sql`r.written`,
    unchanged: sql`r.unchanged`,
    rejected: sql`r.rejected`,
    warnings: nested(
      sql`SELECT ${list(warning, sql`w.kind`)} FROM import_warnings w WHERE w.run_id = r.id`,
    ),
    rejectedRows: nested(sql`SELECT ${list(rejected, sql`x.ordinal`)} FROM rejected_rows x
      WHERE x.run_id = r.id AND x.ordinal <= ${MAX_LISTED}`),
  });
  return db.select(
    sql`SELECT ${object({
      version: sql`d.version`,
      importedAt: sql`d.imported_at`,
      dataThrough: LAST_MATCH_DAY,
      counts: object(counts),
      imports: nested(sql`SELECT ${list(run, sql`r.id DESC`)} FROM (
      SELECT * FROM import_runs ORDER BY id DESC LIMIT ${MAX_LISTED}) r`),
    })} AS json FROM dataset d WHERE d.id = 1`,
  );
}
