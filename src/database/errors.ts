/**
 * NO_TABLES: migrations are missing. UNREACHABLE: no connection, or the file is unreadable. BUSY: no answer in time.
 * FULL: too many statements wait.
 */
export type DatabaseErrorKind = 'NO_TABLES' | 'UNREACHABLE' | 'BUSY' | 'FULL';

/** The message is the driver's, for operators alone. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly kind: DatabaseErrorKind,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

const KIND_BY_CODE: readonly [RegExp, DatabaseErrorKind][] = [
  [/^(SQLITE_BUSY|SQLITE_LOCKED|40|53|55P03|57014)/, 'BUSY'],
  [/^(SQLITE_(CANTOPEN|IOERR|NOTADB|CORRUPT|READONLY)|08|28|3D000|57P|58)/, 'UNREACHABLE'],
  [/^(E[A-Z]+)$/, 'UNREACHABLE'],
  [/^(42P01|42703)$/, 'NO_TABLES'],
];

/** Unchanged if its code is not of the database. */
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

/** Errors of the Postgres pool have no code. */
function kindFromMessage(message: string): DatabaseErrorKind | null {
  if (/timeout exceeded|query read timeout/i.test(message)) return 'BUSY';
  return /connection (terminated|ended)|not queryable/i.test(message) ? 'UNREACHABLE' : null;
}
