import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** `src` or `dist`; both lie beside the extra files. */
const PROGRAM_DIR = import.meta.dirname;
const EXTRA_FILES = ['schema.graphql', 'package.json'];
const OPERATIONS_DIR = 'operations';

export function latestMigration(provider: 'sqlite' | 'postgresql'): string {
  const folder = path.join(PROGRAM_DIR, '../prisma/migrations', provider);
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().at(-1) ?? '';
}

/** Hashes all that a response depends on besides request and record: code, schema, packages, own operations. */
export async function computeReleaseHash(): Promise<string> {
  const files = await readdir(PROGRAM_DIR, { recursive: true });
  const code = files.filter((file) => /\.(js|ts)$/.test(file)).sort();
  const operations = (await readdir(path.join(PROGRAM_DIR, '..', OPERATIONS_DIR))).sort();
  const extra = [...EXTRA_FILES, ...operations.map((name) => path.join(OPERATIONS_DIR, name))];
  const hash = createHash('sha256');
  for (const file of [...code, ...extra.map((name) => path.join('..', name))]) {
    hash.update(file).update(await readFile(path.join(PROGRAM_DIR, file)));
  }
  return hash.digest('base64url').slice(0, 16);
}
