/** Why a database did not answer, in words that both databases share. */

/**
 * NO_TABLES: the migrations have not been applied. UNREACHABLE: nobody is there, or the file cannot be read.
 * BUSY: it is there and did not answer in time. FULL: so much waits for it that it was not even asked.
 */
export type DatabaseErrorKind = 'NO_TABLES' | 'UNREACHABLE' | 'BUSY' | 'FULL';

/** A statement that failed through no fault of its own. Its message is the driver's, for operators alone. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly kind: DatabaseErrorKind,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** Codes of drivers, or how they begin, and what they mean here. */
const KIND_BY_CODE: readonly [RegExp, DatabaseErrorKind][] = [
  [/^(SQLITE_BUSY|SQLITE_LOCKED|40|53|55P03|57014)/, 'BUSY'],
  [/^(SQLITE_(CANTOPEN|IOERR|NOTADB|CORRUPT|READONLY)|08|28|3D000|57P|58)/, 'UNREACHABLE'],
  [/^(E[A-Z]+)$/, 'UNREACHABLE'],
  [/^(42P01|42703)$/, 'NO_TABLES'],
];

/** The error of a driver, told apart where it is the database's trouble and not the statement's fault. */
export function classifyError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  const kind = errorKindOf(error);
  return kind ? new DatabaseError(kind, error) : error;
}

function errorKindOf({ code, message }: NodeJS.ErrnoException): DatabaseErrorKind | null {
  if (code === undefined) return kindFromMessage(message);
  if (code === 'SQLITE_ERROR') return /no such (table|column)/.test(message) ? 'NO_TABLES' : null;
  return KIND_BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** What the pool of Postgres connections says without a code. */
function kindFromMessage(message: string): DatabaseErrorKind | null {
  if (/timeout exceeded|query read timeout/i.test(message)) return 'BUSY';
  return /connection (terminated|ended)|not queryable/i.test(message) ? 'UNREACHABLE' : null;
}
