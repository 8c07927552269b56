import SqliteDatabase from 'better-sqlite3';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlanner, type Planner } from '../../bench/plans.js';
import { createEmptyDatabase, type EmptyDatabase } from '../support/databases.js';

describe('bench/plans.ts on SQLite', () => {
  let database: EmptyDatabase;
  let planner: Planner;
  beforeAll(async () => {
    database = await createEmptyDatabase('sqlite');
    const db = new SqliteDatabase(database.url.slice('file:'.length));
    db.exec('CREATE TABLE goals (id INTEGER PRIMARY KEY, minute INTEGER, label TEXT)');
    db.exec('CREATE INDEX goals_minute ON goals (minute)');
    db.close();
    planner = await openPlanner(database.url);
  });
  afterAll(async () => {
    await planner.close();
    await database.drop();
  });

  const explain = ({ sql: text, values }: ReturnType<typeof sql>) =>
    planner.explain({ text, values });
  const marksOf = async (statement: ReturnType<typeof sql>) =>
    (await explain(statement)).flatMap(({ mark }) => mark ?? []);

  it('marks a full table scan', async () => {
    expect(await marksOf(sql`SELECT * FROM goals WHERE label = ${'54'}`)).toEqual(['FULL SCAN']);
  });

  it('does not mark an index search', async () => {
    expect(await marksOf(sql`SELECT * FROM goals WHERE minute = ${54}`)).toEqual([]);
  });

  it('marks a full index scan that a limit may end', async () => {
    const marks = await marksOf(sql`SELECT * FROM goals ORDER BY minute LIMIT 1`);
    expect(marks).toEqual(['a whole index, unless a limit ends it']);
  });

  it('does not mark a scan of materialized rows', async () => {
    const made = sql`SELECT minute, count(*) AS n FROM goals WHERE minute > ${1} GROUP BY minute LIMIT 9`;
    expect(await marksOf(sql`SELECT max(x.n) FROM (${made}) x`)).toEqual([]);
  });

  it('indents a step under its parent', async () => {
    const made = sql`SELECT minute, count(*) AS n FROM goals WHERE minute > ${1} GROUP BY minute LIMIT 9`;
    const steps = await explain(sql`SELECT max(x.n) FROM (${made}) x`);
    expect(steps.map(({ depth }) => depth)).toEqual([0, 1, 0]);
  });
});
