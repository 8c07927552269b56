/** The file of a record, opened for reading alone: anew where another file has taken its place, never while it is damaged. */
import { statSync } from 'node:fs';
import SqliteFile, { type Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** How long a statement waits for a lock before it fails, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** How many statements are kept prepared: every shape of every question of the playground several times over. */
const PREPARED = 500;

/** For how long a file is taken to be what it was found to be, in milliseconds. */
const RECHECK_INTERVAL_MS = 1_000;

/** What SQLite says where reading takes a log beside the file, and its folder lets nobody write one. */
const NO_LOG = /^SQLITE_READONLY/;

/** What SQLite says of a file whose pages do not fit together, or that is no database at all. */
const CORRUPTION_CODES = /^SQLITE_(CORRUPT|NOTADB)/;

export interface ReopeningFile {
  /** The first row of a statement. Throws what the driver throws, and in its words where the file is missing or damaged. */
  first<Row>(statement: string, values: unknown[]): Row | undefined;
  close(): void;
}

interface Opened {
  /** Which file it is, whatever its name. */
  readonly identity: string;
  readonly connection: SqliteFile.Database;
  readonly statements: LRUCache<string, Statement>;
}

/**
 * Opens a file, which must be whole, and looks again every second whether its name still leads to it. A file that was moved
 * away is not read on; one that took its place is; one that proves damaged is not until all of its pages fit together.
 */
export function openReopeningFile(file: string): ReopeningFile {
  let opened: Opened | null = open(file);
  let failure: unknown;
  let trustedUntil = performance.now() + RECHECK_INTERVAL_MS;

  function closeConnection(error: unknown): void {
    opened?.connection.close();
    opened = null;
    failure = error;
    trustedUntil = performance.now() + RECHECK_INTERVAL_MS;
  }

  function recheckFile(): void {
    try {
      if (opened?.identity === fileIdentity(file)) {
        trustedUntil = performance.now() + RECHECK_INTERVAL_MS;
        return;
      }
      closeConnection(null);
      opened = open(file);
    } catch (error) {
      closeConnection(error);
    }
  }

  return {
    first<Row>(statement: string, values: unknown[]) {
      if (performance.now() >= trustedUntil) recheckFile();
      if (!opened) throw failure;
      try {
        return opened.statements.memo(statement).get(...values) as Row | undefined;
      } catch (error) {
        if (isCorruption(error)) closeConnection(error);
        throw error;
      }
    },
    close: () => opened?.connection.close(),
  };
}

function open(file: string): Opened {
  const identity = fileIdentity(file);
  const connection = new SqliteFile(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkIntegrity(connection);
  } catch (error) {
    connection.close();
    throw corruptionError(file, error);
  }
  const statements = new LRUCache<string, Statement>({
    max: PREPARED,
    memoMethod: (text) => connection.prepare(text),
  });
  return { identity, connection, statements };
}

/** Reads every page once, which takes some 200 ms for the whole record. */
function checkIntegrity(connection: SqliteFile.Database): void {
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found === 'ok') return;
  throw new SqliteFile.SqliteError(String(found).replaceAll('\n', ' '), 'SQLITE_CORRUPT');
}

function isCorruption(error: unknown): error is Error & { code: string } {
  return error instanceof SqliteFile.SqliteError && CORRUPTION_CODES.test(error.code);
}

/** The error of a file that cannot be opened, with what an operator can do about it, where that is known. */
function corruptionError(file: string, error: unknown): unknown {
  if (!(error instanceof SqliteFile.SqliteError)) return error;
  const { message, code } = error;
  if (isCorruption(error)) {
    const advice = 'restore a backup with "npm run restore -- <backup> --force"';
    return new SqliteFile.SqliteError(`The file ${file} is damaged (${message}): ${advice}.`, code);
  }
  if (!NO_LOG.test(code)) return error;
  const advice =
    'let the server write there, or serve a backup made by "npm run backup", which needs no log';
  return new SqliteFile.SqliteError(
    `The file ${file} has a write-ahead log, and its folder is read-only: ${advice}.`,
    code,
  );
}

function fileIdentity(file: string): string {
  const { dev, ino } = statSync(file);
  return `${dev}:${ino}`;
}
