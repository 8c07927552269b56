import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { derivePostgresSchema } from './prisma/derive-postgres.js';

// The image has no sources.
const program = existsSync(path.join(import.meta.dirname, 'src')) ? './src' : './dist';
const { databaseFault, nodeFault }: typeof import('./src/env.js') = await import(
  `${program}/env.js`
);

const DEFAULT_URL = 'file:./data/scoresheet.db';

/** Tables of the search index (SQLite FTS5), created by a migration and not part of the model. */
const SEARCH_INDEX = ['', '_config', '_data', '_idx'].map((part) => `search_index${part}`);

/** Schema, migrations and URL of a database. */
function settingsFor(url: string) {
  const fault = nodeFault() ?? databaseFault(url);
  if (fault) throw new Error(fault);
  const postgresSchema = derivePostgresSchema();
  if (/^postgres(ql)?:\/\//.test(url)) {
    return {
      url,
      schema: postgresSchema,
      migrations: 'prisma/migrations/postgresql',
      external: [],
    };
  }
  if (url.startsWith('file:')) {
    // Absolute: the engine may resolve relative paths elsewhere than the application.
    const file = path.resolve(url.slice('file:'.length));
    mkdirSync(path.dirname(file), { recursive: true });
    return {
      url: `file:${file}`,
      schema: 'prisma/schema.prisma',
      migrations: 'prisma/migrations/sqlite',
      external: SEARCH_INDEX,
    };
  }
  throw new Error('DATABASE_URL must begin with file:, postgres:// or postgresql://');
}

// The engine of the npm packages; an existing variable may name a native one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(
  import.meta.dirname,
  'prisma/engine/schema-engine.mjs',
);

// Engine and seed run on the same Node as the CLI.
process.env.PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);

const { url, schema, migrations, external } = settingsFor(process.env.DATABASE_URL ?? DEFAULT_URL);

export default defineConfig({
  schema,
  datasource: { url },
  migrations: { path: migrations, seed: 'node bin/scoresheet.mjs seed' },
  experimental: { externalTables: true },
  tables: { external },
});
