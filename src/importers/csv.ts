/** Reads files of comma-separated values, row by row; knows nothing of football. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import type { RejectedRow } from './facts.js';

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
  rejected: RejectedRow[];
  /** Whether the file ends with a line end, and within no quotes. */
  ended: boolean;
}

/** How many rows some files have, those that cannot be read included. */
export function countRows(tables: readonly Table<string>[]): number {
  return tables.reduce((sum, { rows, rejected }) => sum + rows.length + rejected.length, 0);
}

/** A file that cannot be used at all: one line that says which and why. */
export class FileError extends Error {}

/** Characters of a file that a message quotes. */
const QUOTED_LENGTH = 80;

/**
 * Reads a file as a stream. A byte order mark, Windows line ends and blanks around a field are no matter; a row with
 * more or fewer fields than the header is rejected; a missing file or column, an empty file and a web page are errors.
 */
export async function readCsv<Column extends string>(
  folder: string,
  file: string,
  columns: readonly Column[],
): Promise<Table<Column>> {
  const address = path.join(folder, file);
  const { start, ended } = await readEnds(folder, file);
  checkStart(file, start);
  const table: Table<Column> = { file, rows: [], rejected: [], ended };
  const parser = createReadStream(address).pipe(
    parse({
      bom: true,
      info: true,
      raw: true,
      trim: true,
      skip_empty_lines: true,
      columns: (header: string[]) => validateHeader(file, header, columns),
      skip_records_with_error: true,
      on_skip(error, raw) {
        table.rejected.push(rejection(file, error, raw));
        if (error?.code === 'CSV_QUOTE_NOT_CLOSED') table.ended = false;
      },
    }),
  );
  for await (const { record, info, raw } of parser) {
    table.rows.push({
      line: firstLine(info.lines, raw),
      values: trimmed(record),
      text: raw.trimEnd(),
    });
  }
  return table;
}

/** The first characters of a file, and whether its last one ends a line. */
async function readEnds(folder: string, file: string): Promise<{ start: string; ended: boolean }> {
  const handle = await open(path.join(folder, file)).catch(() => {
    throw new FileError(`${file}: there is no such file in ${folder}`);
  });
  try {
    const { size } = await handle.stat();
    const start = await handle.read({ buffer: Buffer.alloc(1024), position: 0 });
    const last = await handle.read({ buffer: Buffer.alloc(1), position: Math.max(size - 1, 0) });
    return {
      start: start.buffer.subarray(0, start.bytesRead).toString('utf8'),
      ended: /[\r\n]/.test(last.buffer.toString('latin1')),
    };
  } finally {
    await handle.close();
  }
}

function checkStart(file: string, text: string): void {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') throw new FileError(`${file}: it is empty`);
  if (start.startsWith('<')) {
    throw new FileError(`${file}: it is a page of the web, not a table: ${quoted(start)}`);
  }
}

/** The first line of a text, at most 80 characters of it. */
export function quoted(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? '';
  return line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH)}…` : line;
}

/** A row without blanks around its fields, those beyond ASCII included. */
function trimmed<Column extends string>(values: Record<Column, string>): Record<Column, string> {
  for (const column in values) values[column] = values[column].trim();
  return values;
}

function validateHeader(file: string, header: string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new FileError(
      `${file}: it has no column ${missing.join(', ')}, only ${quoted(header.join(', '))}`,
    );
  }
  return header;
}

function rejection(
  file: string,
  error: CsvError | undefined,
  raw: string | undefined,
): RejectedRow {
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
