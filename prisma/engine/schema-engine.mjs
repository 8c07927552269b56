#!/usr/bin/env node
// @ts-check
/**
 * Prisma's schema engine as the CLI expects it: an executable that answers JSON-RPC, one message a line.
 *
 * Prisma's own is a native program that the CLI downloads before any command. Where its host cannot be reached nothing
 * would work, so this one runs the same engine out of npm packages: its WebAssembly build over the driver adapters.
 * prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY; whoever sets that variable to a native engine gets theirs.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

// Standard error carries JSON alone, because the CLI parses it; Node's own warnings must stay out.
process.removeAllListeners('warning');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    // The engine has no use for these two; they are named that the arguments may be read.
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});

if (options.version) console.log(`schema-engine-cli ${(await import('./engine.mjs')).version()}`);
else if (positionals[0] === 'cli') process.exitCode = await runSubcommand(positionals[1]);
else await serve();
process.exit(); // idle connections are no reason to stay

/**
 * Runs `cli can-connect-to-database` or `cli create-database`, with which the CLI prepares a migration.
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

/** Answers the requests on standard input, one after another, until it closes. */
async function serve() {
  /** @type {import('./engine.mjs').Engine | undefined} */
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (method === undefined) continue; // the CLI's receipt for something printed
    try {
      engine ??= await startEngine();
      const result = await engine(method, params);
      // The CLI leaves printing to the engine, and the WebAssembly build leaves it to us.
      if (result?.stdout) send({ id, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: toRpcError(error) });
    }
  }
}

/**
 * An error in the shape that the CLI prints. A panic is told as any other: else the CLI would offer to report it to
 * Prisma, whose own engine this is not.
 * @param {any} error
 */
function toRpcError({ message, code = null, meta = null }) {
  return { code: 4466, message, data: { is_panic: false, message, meta, error_code: code } };
}

/** Loads the engine only now: whatever is missing is then told in an answer, which the CLI waits for. */
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
