/** A SQLite file opened for reading, and reopened when another file takes its place. */
import { statSync } from 'node:fs';
import SqliteFile, { type Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

const BUSY_TIMEOUT_MS = 5_000;

/** Every statement of the playground several times over. */
const PREPARED = 500;

/** Interval of the inode check, ms. */
const RECHECK_INTERVAL_MS = 1_000;

/** Reading needs a log beside the file, and the folder is read-only. */
const NO_LOG = /^SQLITE_READONLY/;

const CORRUPTION_CODES = /^SQLITE_(CORRUPT|NOTADB)/;

export interface Statements {
  /** The first row. */
  get<Row>(text: string, values: readonly unknown[]): Row | undefined;
  all<Row>(text: string, values: readonly unknown[]): Row[];
}

export interface ReopeningFile {
  /** Throws the driver's error. */
  read<Value>(work: (statements: Statements) => Value): Value;
  /** In one read transaction: all statements see one state of the file. */
  readSnapshot<Value>(work: (statements: Statements) => Value): Value;
  close(): void;
}

interface Opened {
  /** Device and inode. */
  readonly identity: string;
  readonly connection: SqliteFile.Database;
  readonly statements: Statements;
  readonly begin: Statement;
  readonly commit: Statement;
}

/**
 * Checks integrity, then the inode every second. A moved file is closed and its successor opened; a corrupt one is refused until it
 * passes.
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

  function withOpened<Value>(work: (file: Opened) => Value): Value {
    if (performance.now() >= trustedUntil) recheckFile();
    if (!opened) throw failure;
    try {
      return work(opened);
    } catch (error) {
      if (isCorruption(error)) closeConnection(error);
      throw error;
    }
  }

  return {
    read: (work) => withOpened(({ statements }) => work(statements)),
    readSnapshot: (work) =>
      withOpened(({ statements, begin, commit }) => {
        begin.run();
        try {
          return work(statements);
        } finally {
          // An open transaction would keep the connection on an old state of the file.
          commit.run();
        }
      }),
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
  const prepared = new LRUCache<string, Statement>({
    max: PREPARED,
    memoMethod: (text) => connection.prepare(text),
  });
  const statements: Statements = {
    get: <Row>(text: string, values: readonly unknown[]) =>
      prepared.memo(text).get(...values) as Row | undefined,
    all: <Row>(text: string, values: readonly unknown[]) =>
      prepared.memo(text).all(...values) as Row[],
  };
  const [begin, commit] = [connection.prepare('BEGIN'), connection.prepare('COMMIT')];
  return { identity, connection, statements, begin, commit };
}

/** Reads every page: 200 ms for the whole record. */
function checkIntegrity(connection: SqliteFile.Database): void {
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found === 'ok') return;
  throw new SqliteFile.SqliteError(String(found).replaceAll('\n', ' '), 'SQLITE_CORRUPT');
}

function isCorruption(error: unknown): error is Error & { code: string } {
  return error instanceof SqliteFile.SqliteError && CORRUPTION_CODES.test(error.code);
}

/** With advice for operators. */
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
