/** Query plans, with full scans marked. */
import SqliteDatabase from 'better-sqlite3';
import { Client } from 'pg';
import type { Statement } from './statements.js';

/** A step in the database's words. */
export interface Step {
  depth: number;
  text: string;
  /** A full scan or an automatic index; null otherwise. */
  mark: string | null;
}

export interface Planner {
  explain(statement: Statement): Promise<Step[]>;
  close(): Promise<void>;
}

export async function openPlanner(databaseUrl: string): Promise<Planner> {
  return databaseUrl.startsWith('file:')
    ? sqlitePlanner(databaseUrl.slice('file:'.length))
    : postgresPlanner(databaseUrl);
}

interface PlanRow {
  id: number;
  parent: number;
  detail: string;
}

function sqlitePlanner(file: string): Planner {
  const db = new SqliteDatabase(file, { readonly: true });
  return {
    explain: async ({ text, values }) =>
      stepsOf(db.prepare<unknown[], PlanRow>(`EXPLAIN QUERY PLAN ${text}`).all(...values)),
    close: async () => void db.close(),
  };
}

/** Steps of SQLite's EXPLAIN QUERY PLAN. */
export function stepsOf(rows: readonly PlanRow[]): Step[] {
  const depths = new Map<number, number>();
  // Co-routines and materialized subqueries are scanned, but are no tables.
  const made = new Set(
    rows.flatMap(({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(detail)?.[1] ?? []),
  );
  return rows.map(({ id, parent, detail }) => {
    const depth = (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return { depth, text: detail, mark: markOf(detail, made) };
  });
}

function markOf(detail: string, made: ReadonlySet<string>): string | null {
  if (detail.includes('AUTOMATIC')) return 'an index made for this statement alone';
  const [, name = '', how = ''] = /^SCAN (\S+)(.*)$/.exec(detail) ?? [];
  if (name === '' || made.has(name)) return null;
  if (how === '') return 'FULL SCAN';
  return how.includes('INDEX') && !how.includes('VIRTUAL')
    ? 'a whole index, unless a limit ends it'
    : null;
}

async function postgresPlanner(url: string): Promise<Planner> {
  const client = new Client(url);
  await client.connect();
  return {
    explain: async ({ text, values }) => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
      return rows.map((row) => ({
        depth: 0,
        text: row['QUERY PLAN'],
        mark: row['QUERY PLAN'].includes('Seq Scan on') ? 'FULL SCAN' : null,
      }));
    },
    close: () => client.end(),
  };
}
