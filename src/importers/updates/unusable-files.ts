/** Refuses files of which nothing, or not the whole, can be read: each message names the file and what was found. */
import { countRows, FileError, quoted, type Table } from '../csv.js';
import type { RejectedRow } from '../facts.js';

/** Rejected rows that a message quotes. */
const MAX_QUOTED_ROWS = 3;

/**
 * Throws where a file cannot be used: it ends within a row, or no row of it is accepted. The main files of a dataset need
 * a row that is accepted; of another file a single row may be rejected, since it may tell of a match that is not there.
 */
export function checkUsable(
  main: readonly Table<string>[],
  tables: readonly Table<string>[],
  rejected: readonly RejectedRow[],
): void {
  checkEnds(tables, rejected);
  for (const table of main) {
    if (countRows([table]) === 0) throw new FileError(`${table.file}: it has a header and no rows`);
  }
  checkRows(
    tables.filter((table) => main.includes(table) || countRows([table]) > 1),
    rejected,
  );
}

/** Throws where a file ends within a row: see `isCut`. */
function checkEnds(tables: readonly Table<string>[], rejected: readonly RejectedRow[]): void {
  for (const table of tables) {
    const last = Math.max(table.rows.at(-1)?.line ?? 0, table.rejected.at(-1)?.line ?? 0);
    const row = rejected.find(({ file, line }) => file === table.file && line === last);
    if (!row || !isCut(table, row)) continue;
    throw new FileError(
      `${table.file}: it ends within a row, on line ${last}: ${quoted(row.text)}`,
    );
  }
}

/**
 * Whether the last row of a file is the beginning of a row: no line end follows it, it begins with a digit or without as
 * the first row does, and it was rejected for its number of fields or for the value of its last one.
 */
function isCut(
  { rows, rejected, ended }: Table<string>,
  { line, text, reason }: RejectedRow,
): boolean {
  const beginsAlike = /^"?\d/.test(text) === /^"?\d/.test(rows[0]?.text ?? text);
  if (ended || !beginsAlike) return false;
  const value = Object.values(rows.at(-1)?.values ?? {}).at(-1) ?? '';
  return rejected.at(-1)?.line === line || reason.includes(`"${value}"`);
}

/** Throws where every row of a file that has rows is rejected, with the first three reasons. */
function checkRows(tables: readonly Table<string>[], rejected: readonly RejectedRow[]): void {
  for (const table of tables) {
    const [rows, turnedAway] = [
      countRows([table]),
      rejected.filter(({ file }) => file === table.file),
    ];
    if (rows === 0 || turnedAway.length < rows) continue;
    const reasons = turnedAway
      .slice(0, MAX_QUOTED_ROWS)
      .map(({ line, reason, text }) => `line ${line}: ${reason}: ${quoted(text)}`);
    const whole = rows === 1 ? 'its only row cannot' : `none of its ${rows} rows can`;
    throw new FileError(`${table.file}: ${whole} be read: ${reasons.join('; ')}`);
  }
}
