/** Refuses truncated files and those without an accepted row. */
import { countRows, FileError, quoteLine, type Table } from '../csv.js';
import type { RejectedRow } from '../facts.js';

const MAX_QUOTED_ROWS = 3;

/**
 * Throws `FileError`. A file other than the main ones may have a single row, rejected, since its match may be missing.
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

function checkEnds(tables: readonly Table<string>[], rejected: readonly RejectedRow[]): void {
  for (const table of tables) {
    const last = Math.max(table.rows.at(-1)?.line ?? 0, table.rejected.at(-1)?.line ?? 0);
    const row = rejected.find(({ file, line }) => file === table.file && line === last);
    if (!row || !isTruncated(table, row)) continue;
    throw new FileError(
      `${table.file}: it ends within a row, on line ${last}: ${quoteLine(row.text)}`,
    );
  }
}

/** No line break follows, it begins as the first row does, and it was rejected for its field count or last value. */
function isTruncated(
  { rows, rejected, endsWithNewline }: Table<string>,
  { line, text, reason }: RejectedRow,
): boolean {
  const beginsAlike = /^"?\d/.test(text) === /^"?\d/.test(rows[0]?.text ?? text);
  if (endsWithNewline || !beginsAlike) return false;
  const value = Object.values(rows.at(-1)?.values ?? {}).at(-1) ?? '';
  return rejected.at(-1)?.line === line || reason.includes(`"${value}"`);
}

function checkRows(tables: readonly Table<string>[], rejected: readonly RejectedRow[]): void {
  for (const table of tables) {
    const [rows, rejectedRows] = [
      countRows([table]),
      rejected.filter(({ file }) => file === table.file),
    ];
    if (rows === 0 || rejectedRows.length < rows) continue;
    const reasons = rejectedRows
      .slice(0, MAX_QUOTED_ROWS)
      .map(({ line, reason, text }) => `line ${line}: ${reason}: ${quoteLine(text)}`);
    const whole = rows === 1 ? 'its only row cannot' : `none of its ${rows} rows can`;
    throw new FileError(`${table.file}: ${whole} be read: ${reasons.join('; ')}`);
  }
}
