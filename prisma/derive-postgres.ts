import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const written = path.join(folder, 'schema.prisma');
const derived = path.join(folder, 'postgresql', 'schema.prisma');

/** What the Postgres copy says in other words; the derived file lies one folder deeper than the written one. */
const REPLACEMENTS = [
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['"../src/generated/sqlite"', '"../../src/generated/postgresql"'],
] as const;

/**
 * Copies the one model for Postgres and returns the path of the copy.
 * The file is left alone while it is fresh, so that commands may run side by side or on a read-only disk.
 */
export function derivePostgresSchema(): string {
  let schema = readFileSync(written, 'utf8');
  for (const [sqlite, postgresql] of REPLACEMENTS) {
    if (schema.split(sqlite).length !== 2) throw new Error(`${written} must say ${sqlite} once`);
    schema = schema.replace(sqlite, postgresql);
  }
  if (existsSync(derived) && readFileSync(derived, 'utf8') === schema) return derived;
  mkdirSync(path.dirname(derived), { recursive: true });
  writeFileSync(derived, schema);
  return derived;
}
