#!/usr/bin/env node
// @ts-check
/**
 * Prisma's schema engine for the CLI: an executable that speaks JSON-RPC, one message a line. Prisma's own is a native
 * program, downloaded before any command; this one needs no download: the WebAssembly build of the npm packages over the
 * driver adapters. prisma.config.ts sets PRISMA_SCHEMA_ENGINE_BINARY to it unless it names a native engine.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

// The CLI parses standard error as JSON: no Node warnings.
process.removeAllListeners('warning');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    // Unused, but passed by the CLI.
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});

if (options.version) console.log(`schema-engine-cli ${(await import('./engine.mjs')).version()}`);
else if (positionals[0] === 'cli') process.exitCode = await runSubcommand(positionals[1]);
else await serve();
process.exit(); // open connections would keep the process alive

/**
 * Runs `cli can-connect-to-database` or `cli create-database`, before a migration.
 * @param {string | undefined} name
 * @returns {Promise<0 | 1>} the exit code
 */
async function runSubcommand(name) {
  log({ level: 'INFO', message: 'Starting schema engine CLI' }); // the CLI skips the first line
  try {
    const database = await openDatabase();
    if (name === 'can-connect-to-database') await database.check();
    else if (name === 'create-database') await database.create();
    else throw new Error(`Unknown subcommand: ${name}`);
    return 0;
  } catch (error) {
    const { code, message } = /** @type {Error & { code?: string }} */ (error);
    log({ level: 'ERROR', message, error_code: code });
    return 1;
  }
}

/** @returns {Promise<import('./engine.mjs').Database>} */
async function openDatabase() {
  const { url = '' } = JSON.parse(options.datasource);
  if (url.startsWith('file:')) return (await import('./sqlite.mjs')).sqlite(url);
  if (/^postgres(ql)?:/.test(url)) return (await import('./postgresql.mjs')).postgresql(url);
  throw new Error('The datasource URL must begin with file:, postgres:// or postgresql://');
}

/** Answers requests from standard input in order. */
async function serve() {
  /** @type {import('./engine.mjs').Engine | undefined} */
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (method === undefined) continue; // the CLI's response to a print
    try {
      engine ??= await startEngine();
      const result = await engine(method, params);
      // The CLI leaves printing to the engine; the WebAssembly build does not print.
      if (result?.stdout) send({ id, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: toRpcError(error) });
    }
  }
}

/**
 * An error as the CLI prints it. A panic is reported as any other error: otherwise the CLI offers to report it to Prisma.
 * @param {any} error
 */
function toRpcError({ message, code = null, meta = null }) {
  return { code: 4466, message, data: { is_panic: false, message, meta, error_code: code } };
}

/** Loaded on demand, so that a failure becomes a response. */
async function startEngine() {
  const { startEngine } = await import('./engine.mjs');
  return startEngine(await openDatabase(), options.datamodels);
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** @param {{ level: 'INFO' | 'ERROR', message: string, error_code?: string | undefined }} line */
function log({ level, ...fields }) {
  process.stderr.write(`${JSON.stringify({ level, fields, target: 'schema_engine::logger' })}\n`);
}
