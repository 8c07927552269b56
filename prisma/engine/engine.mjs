// @ts-check
/** The WebAssembly build of Prisma's schema engine, completed for the CLI. */
import { readFileSync } from 'node:fs';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * @typedef {object} Database A database for the engine.
 * @property {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} adapters
 * @property {() => Promise<void>} check throws with Prisma's error code if unusable
 * @property {() => Promise<void>} create creates a missing database
 * @property {() => Promise<void>} [reset] replaces the engine's reset
 *
 * @typedef {(method: string, params: unknown) => Promise<any>} Engine handles one request
 */

/** Methods of the CLI that the engine has under the same name. */
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

/** Message of the last panic; its exception has none. */
let panicMessage = '';
/** @type {any} */ (globalThis).PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (/** @type {string} */ message) => {
    panicMessage = message;
  },
};

/**
 * Rejects on a panic, which leaves the engine's promise pending. The CLI needs a response: it may take an exit for success.
 * @type {Promise<never>}
 */
const panic = new Promise((_, fail) => process.on('uncaughtException', fail));
panic.catch(() => {});

/**
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
    // `evaluateDataLoss` needs a preceding diagnosis, which replays the migrations on a shadow database.
    if (method === 'evaluateDataLoss') await result(() => engine.devDiagnostic(params));
    return result(() => engine[method](params));
  };
}

/**
 * Completes the engine's errors: the panic's message, the driver's error (referred to by number), and the failed migration
 * (named in the trace only).
 * @param {any} error
 * @param {import('@prisma/driver-adapter-utils').ErrorRegistry} failures
 * @returns {never}
 */
function failWithCause(error, failures) {
  if (error instanceof WebAssembly.RuntimeError) error.message = panicMessage;
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
 * The native engine's message for a failed migration.
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
