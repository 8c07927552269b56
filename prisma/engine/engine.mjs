// @ts-check
/** The WebAssembly build of Prisma's schema engine, with answers where it has none that the CLI understands. */
import { readFileSync } from 'node:fs';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * @typedef {object} Database What the engine has to know of one kind of database.
 * @property {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} adapters
 * @property {() => Promise<void>} check fails where the database cannot be used; the error has Prisma's code
 * @property {() => Promise<void>} create makes a database that is not there
 * @property {() => Promise<void>} [reset] empties the database, where the engine's own reset would not
 *
 * @typedef {(method: string, params: unknown) => Promise<any>} Engine answers one request
 */

/** The CLI's methods that the engine has under the same name. */
const METHODS = [
  'applyMigrations',
  'createMigration',
  'dbExecute',
  'debugPanic',
  'devDiagnostic',
  'diagnoseMigrationHistory',
  'diff',
  'ensureConnectionValidity',
  'evaluateDataLoss',
  'introspect',
  'introspectSql',
  'markMigrationApplied',
  'markMigrationRolledBack',
  'reset',
  'schemaPush',
];

const wasm = new URL(
  'schema_engine_bg.wasm',
  import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
);
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
  './schema_engine_bg.js': /** @type {any} */ (bindings),
});
bindings.__wbg_set_wasm(instance.exports);
/** @type {any} */ (instance.exports).__wbindgen_start();

export const { version } = bindings;

/** The engine's words at its last panic; the exception that follows has none. */
let lastWords = '';
/** @type {any} */ (globalThis).PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (/** @type {string} */ message) => {
    lastWords = message;
  },
};

/**
 * Fails when the engine panics, which leaves the promise of its answer open for ever. The CLI must have an answer even
 * then: it may take an engine that exits for one that is done.
 * @type {Promise<never>}
 */
const panic = new Promise((_, fail) => process.on('uncaughtException', fail));
panic.catch(() => {});

/**
 * Starts the engine over a database.
 * @param {Database} database
 * @param {string[]} schemaFiles
 * @returns {Promise<Engine>}
 */
export async function startEngine(database, schemaFiles) {
  const adapters = bindMigrationAwareSqlAdapterFactory(database.adapters);
  const result = (/** @type {() => Promise<any>} */ work) =>
    Promise.race([new Promise((done) => done(work())), panic]).catch((error) =>
      failWithCause(error, adapters.errorRegistry),
    );
  /** @type {[string, string][]} */
  const schemas = schemaFiles.map((file) => [file, readFileSync(file, 'utf8')]);
  const datamodels = schemas.length > 0 ? schemas : undefined;
  const log = (/** @type {string} */ line) => process.stderr.write(line);
  const engine = await result(() => bindings.SchemaEngine.new({ datamodels }, log, adapters));

  return async (method, params) => {
    if (method === 'getDatabaseVersion') return result(() => engine.version(params));
    if (method === 'reset' && database.reset) return database.reset();
    if (!METHODS.includes(method)) throw new Error(`Unknown method: ${method}`);
    // An evaluation fails unless a diagnosis has replayed the same migrations on a shadow database.
    if (method === 'evaluateDataLoss') await result(() => engine.devDiagnostic(params));
    return result(() => engine[method](params));
  };
}

/**
 * Says what went wrong where the engine does not: its panic, the driver's failure to which it refers by number, and the
 * migration that failed, which it names in its trace alone.
 * @param {any} error
 * @param {import('@prisma/driver-adapter-utils').ErrorRegistry} failures
 * @returns {never}
 */
function failWithCause(error, failures) {
  if (error instanceof WebAssembly.RuntimeError) error.message = lastWords;
  const [reference = '', id] =
    /(?:external connector error\n)?External error id#(\d+)/.exec(error.message) ?? [];
  const failure = /** @type {Error | undefined} */ (failures.consumeError(Number(id))?.error);
  if (failure) error.message = error.message.replace(reference, () => failure.message);
  const [, migration] =
    /Applying migration\n\s+with migration_name="(.+)"/.exec(error.message) ?? [];
  if (migration) Object.assign(error, failedMigration(migration, error.message));
  throw error;
}

/**
 * The native engine's account of a migration that failed.
 * @param {string} name
 * @param {string} trace
 */
function failedMigration(name, trace) {
  const message = `A migration failed to apply. New migrations cannot be applied before the error is recovered from. \
Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve

Migration name: ${name}

Database error:
${trace.split('\n   0: ')[0]}`;
  return { code: 'P3018', message };
}
