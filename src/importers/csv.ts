import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import type { RejectedRow } from './facts.js';

export interface Row<Column extends string> {
  /** The header is line 1. */
  line: number;
  values: Record<Column, string>;
  text: string;
}

export interface Table<Column extends string> {
  file: string;
  rows: Row<Column>[];
  rejected: RejectedRow[];
  /** Outside quotes. */
  endsWithNewline: boolean;
}

export function countRows(tables: readonly Table<string>[]): number {
  return tables.reduce((sum, { rows, rejected }) => sum + rows.length + rejected.length, 0);
}

/** One-line message. */
export class FileError extends Error {}

const QUOTED_LENGTH = 80;

/**
 * Ignores BOM, CRLF and blanks. Throws `FileError` for a missing file or column, wrong row length, empty file or HTML.
 */
export async function readCsv<Column extends string>(
  folder: string,
  file: string,
  columns: readonly Column[],
): Promise<Table<Column>> {
  const address = path.join(folder, file);
  const { start, ended } = await readFileEnds(folder, file);
  validateStart(file, start);
  const table: Table<Column> = { file, rows: [], rejected: [], endsWithNewline: ended };
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
        table.rejected.push(buildRejectedRow(file, error, raw));
        if (error?.code === 'CSV_QUOTE_NOT_CLOSED') table.endsWithNewline = false;
      },
    }),
  );
  for await (const { record, info, raw } of parser) {
    table.rows.push({
      line: firstLine(info.lines, raw),
      values: trimFields(record),
      text: raw.trimEnd(),
    });
  }
  return table;
}

/** Empty if there is no such file. */
export async function readOptionalCsv<Column extends string>(
  folder: string,
  file: string,
  columns: readonly Column[],
): Promise<Table<Column>> {
  return existsSync(path.join(folder, file))
    ? readCsv(folder, file, columns)
    : { file, rows: [], rejected: [], endsWithNewline: true };
}

export interface RowFilter {
  readonly rejected: RejectedRow[];
  pass<Column extends string>(
    table: Table<Column>,
    problem: (values: Record<Column, string>) => string | null,
    keyOf?: (values: Record<Column, string>) => string,
  ): Record<Column, string>[];
}

export function createRowFilter(tables: readonly Table<string>[]): RowFilter {
  const rejected = tables.flatMap((table) => table.rejected);
  return {
    rejected,
    pass(table, problem, keyOf) {
      const keys = new Set<string>();
      return table.rows.flatMap(({ line, text, values }) => {
        const key = keyOf?.(values);
        const twice = key !== undefined && keys.has(key) ? `${key} is there already` : null;
        const reason = twice ?? problem(values);
        if (reason === null && key !== undefined) keys.add(key);
        if (reason === null) return [values];
        rejected.push({ file: table.file, line, reason, text });
        return [];
      });
    },
  };
}

/** First 1,024 bytes; whether a line break is last. */
async function readFileEnds(
  folder: string,
  file: string,
): Promise<{ start: string; ended: boolean }> {
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

function validateStart(file: string, text: string): void {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') throw new FileError(`${file}: it is empty`);
  if (start.startsWith('<')) {
    throw new FileError(`${file}: it is a page of the web, not a table: ${quoteLine(start)}`);
  }
}

/** At most 80 characters. */
export function quoteLine(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? '';
  return line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH)}…` : line;
}

/** csv-parse trims ASCII blanks only. */
function trimFields<Column extends string>(values: Record<Column, string>): Record<Column, string> {
  for (const column in values) values[column] = values[column].trim();
  return values;
}

function validateHeader(file: string, header: string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new FileError(
      `${file}: it has no column ${missing.join(', ')}, only ${quoteLine(header.join(', '))}`,
    );
  }
  return header;
}

function buildRejectedRow(
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

/** csv-parse reports the last line of a row. */
function firstLine(last: number, raw: string): number {
  return last - (raw.trimEnd().match(/\n/g)?.length ?? 0);
}
