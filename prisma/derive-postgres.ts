import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const written = path.join(folder, 'schema.prisma');
const derived = path.join(folder, 'postgresql', 'schema.prisma');

/** Differences of the Postgres schema; its file is one folder deeper. */
const REPLACEMENTS = [
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['"../src/generated/sqlite"', '"../../src/generated/postgresql"'],
] as const;

/**
 * Writes the Postgres copy of the schema and returns its path. An up-to-date file is not touched, for parallel commands
 * and read-only disks.
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
