/** Reads files of comma-separated values, row by row; knows nothing of football. */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import type { Rejected } from './facts.js';

/** A row of a file, by the names of its columns. */
export interface Row<Column extends string> {
  /** The line on which it begins, from 1; the header is line 1. */
  line: number;
  values: Record<Column, string>;
  /** As it stands in the file. */
  text: string;
}

/** What a file holds: rows, and what cannot be read as one. */
export interface Table<Column extends string> {
  file: string;
  rows: Row<Column>[];
  rejected: Rejected[];
}

/** How many rows some files have, those that cannot be read included. */
export function rowsIn(tables: readonly Table<string>[]): number {
  return tables.reduce((sum, { rows, rejected }) => sum + rows.length + rejected.length, 0);
}

/** A file that cannot be used at all: one line that says which and why. */
export class FileError extends Error {}

/**
 * Reads a file as a stream. A byte order mark and Windows line ends are no matter; a row with more or fewer fields than
 * the header is rejected; a missing file or column is an error.
 */
export async function readCsv<Column extends string>(
  folder: string,
  file: string,
  columns: readonly Column[],
): Promise<Table<Column>> {
  const address = path.join(folder, file);
  await access(address).catch(() => {
    throw new FileError(`${file}: there is no such file in ${folder}`);
  });
  const table: Table<Column> = { file, rows: [], rejected: [] };
  const parser = createReadStream(address).pipe(
    parse({
      bom: true,
      info: true,
      raw: true,
      skip_empty_lines: true,
      columns: (header: string[]) => checkedHeader(file, header, columns),
      skip_records_with_error: true,
      on_skip: (error, raw) => void table.rejected.push(rejection(file, error, raw)),
    }),
  );
  for await (const { record, info, raw } of parser) {
    table.rows.push({ line: firstLine(info.lines, raw), values: record, text: raw.trimEnd() });
  }
  return table;
}

function checkedHeader(file: string, header: string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new FileError(
      `${file}: it has no column ${missing.join(', ')}, only ${header.join(', ')}`,
    );
  }
  return header;
}

function rejection(file: string, error: CsvError | undefined, raw: string | undefined): Rejected {
  const text = raw ?? '';
  return {
    file,
    line: firstLine(Number(error?.lines ?? 0), text),
    reason: error?.message ?? 'it cannot be read',
    text: text.trimEnd(),
  };
}

/** The parser knows the line on which a row ends. */
function firstLine(last: number, raw: string): number {
  return last - (raw.trimEnd().match(/\n/g)?.length ?? 0);
}
