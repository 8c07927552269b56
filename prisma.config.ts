import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { derivePostgresSchema } from './prisma/derive-postgres.js';

// The image has the compiled program alone.
const program = existsSync(path.join(import.meta.dirname, 'src')) ? './src' : './dist';
const { databaseFault, nodeFault }: typeof import('./src/env.js') = await import(
  `${program}/env.js`
);

const DEFAULT_URL = 'file:./data/scoresheet.db';

/** The search index of SQLite and the tables in which FTS5 keeps it: a migration makes them, they are no part of the model. */
const SEARCH_INDEX = ['', '_config', '_data', '_idx'].map((part) => `search_index${part}`);

/** Everything the CLI needs to know about the database that DATABASE_URL names. */
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
    // The application opens a relative file from the working directory; the whole path says so to the engine as well.
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

// Our engine comes with the npm packages and needs no download; an operator who names a native engine gets that one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(
  import.meta.dirname,
  'prisma/engine/schema-engine.mjs',
);

// The engine and the seed run on the Node that runs the CLI, whichever the system finds first.
process.env.PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);

const { url, schema, migrations, external } = settingsFor(process.env.DATABASE_URL ?? DEFAULT_URL);

export default defineConfig({
  schema,
  datasource: { url },
  migrations: { path: migrations, seed: 'node bin/scoresheet.mjs seed' },
  experimental: { externalTables: true },
  tables: { external },
});
