import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Prisma } from '../generated/sqlite/client.js';
import { bindValues } from './driver.js';
import type { DatabaseDriver, Transaction } from './types.js';

const BATCH_ROWS = 5_000;

const quoteIdentifier = (name: string): Sql => raw(`"${name}"`);

export function createTransaction(
  engine: DatabaseDriver,
  rows: Prisma.TransactionClient,
): Transaction {
  const { dialect, bulk } = engine;
  const execute = (statement: Sql) =>
    rows.$executeRawUnsafe(engine.toSql(statement), ...bindValues(statement));
  return {
    prisma: rows,
    async readAll<Row>(table: string) {
      const columns = await selectJsonList<Column>(engine, rows, bulk.columns(table));
      const fields = columns.map(({ name, flag }) => [
        fieldOf(name),
        flag ? dialect.jsonBoolean(quoteIdentifier(name)) : quoteIdentifier(name),
      ]);
      const list = dialect.jsonList(dialect.jsonObject(Object.fromEntries(fields)), sql`1`);
      const read = (from: Sql) =>
        selectJsonList<Row>(engine, rows, sql`SELECT ${list} AS json FROM ${from}`);
      if (!columns.some(({ name }) => name === 'id')) return read(raw(table));
      // In batches: the JSON of a whole table would be in memory beside its rows.
      const found: Row[] = [];
      for (let last = 0; ; ) {
        const some = await read(
          sql`(SELECT * FROM ${raw(table)} WHERE id > ${last} ORDER BY id LIMIT ${BATCH_ROWS}) b`,
        );
        for (const row of some) found.push(row);
        if (some.length < BATCH_ROWS) return found;
        last = Math.max(...some.map((row) => (row as { id: number }).id));
      }
    },
    async insert(table, wanted, advance) {
      for (const { columns, list, size } of splitBatches(wanted)) {
        await execute(sql`INSERT INTO ${raw(table)} (${join(columns.map(quoteIdentifier))})
          SELECT ${join(columns.map(bulk.value))} FROM ${bulk.rows(table, list)}`);
        advance?.(size);
      }
    },
    async update(table, wanted) {
      for (const { columns, list } of splitBatches(wanted)) {
        // Not the id: setting it looks up every row that refers to it.
        const set = columns
          .filter((column) => column !== 'id')
          .map((column) => sql`${quoteIdentifier(column)} = ${bulk.value(column)}`);
        await execute(sql`UPDATE ${raw(table)} SET ${join(set)}
          FROM ${bulk.rows(table, list)} WHERE ${raw(table)}.id = ${bulk.value('id')}`);
      }
    },
    async remove(table, ids) {
      for (const { list } of splitBatches(ids.map((id) => ({ id })))) {
        await execute(sql`DELETE FROM ${raw(table)}
          WHERE id IN (SELECT ${bulk.value('id')} FROM ${bulk.rows(table, list)})`);
      }
    },
  };
}

interface Column {
  name: string;
  flag: boolean;
}

async function selectJsonList<Row>(
  engine: DatabaseDriver,
  client: Prisma.TransactionClient,
  statement: Sql,
): Promise<Row[]> {
  const text = `SELECT CAST((${engine.toSql(statement)}) AS TEXT) AS json`;
  const [row] = await client.$queryRawUnsafe<{ json: string | null }[]>(
    text,
    ...bindValues(statement),
  );
  return row?.json ? (JSON.parse(row.json) as Row[]) : [];
}

/** Batches of rows as JSON; all rows have the same fields. */
function splitBatches(
  rows: readonly object[],
): { columns: string[]; list: string; size: number }[] {
  const columns = Object.keys(rows[0] ?? {}).map(columnOf);
  const found = [];
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows
      .slice(start, start + BATCH_ROWS)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value])),
      );
    found.push({ columns, list: JSON.stringify(batch), size: batch.length });
  }
  return found;
}

/** The model's rule: homeScore is home_score. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const fieldOf = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
