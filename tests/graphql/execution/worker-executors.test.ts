/** What a worker thread executes is answered as without one, and whatever becomes of it is told to whoever waits for it. */
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import SqliteFile from 'better-sqlite3';
import { parse, print } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { type CreateContext, createContextFactory } from '../../../src/graphql/context.js';
import {
  createWorkerExecutors,
  type WorkerExecutors,
} from '../../../src/graphql/execution/worker-executors.js';
import { DEFAULT_LIMITS, type Limits } from '../../../src/graphql/limits/limits.js';
import { createExecutors, createSchema, readSchemaText } from '../../../src/graphql/schema.js';
import { createGraphQLServer, type GraphQLServer } from '../../../src/graphql/server.js';
import { copyDatabase, type EmptyDatabase } from '../../support/databases.js';
import { workerThreadFile } from '../../support/program.js';
import { databaseWithSeed } from '../../support/record.js';
import { EXAMPLES, operations } from '../operations.js';

const LIMITS: Limits = { ...DEFAULT_LIMITS, seconds: 3_600 };

const CHEAP = '{ team(slug: "england") { name } }';
const COSTLY = '{ topScorers(first: 3) { entries { rank player { slug } goals { recorded } } } }';

/** A thread that begins when a gate is open. */
const BEHIND_GATE = `
  const { workerData } = require('node:worker_threads');
  Atomics.wait(workerData.gate, 0, 0);
  import(workerData.file);`;

let record: EmptyDatabase;
let file: string;
beforeAll(async () => {
  file = await workerThreadFile();
});
beforeEach(async () => {
  record = await databaseWithSeed('sqlite');
  return record.drop;
});

interface Served {
  graphql: GraphQLServer;
  worker: WorkerExecutors;
  newContext: CreateContext;
  /** Threads, the latest last. */
  threads: Worker[];
  log: string[];
  /** Lets a thread begin. */
  open(): void;
}

interface ServeOptions {
  limits?: Limits;
  /** Threads wait until they are let begin. */
  isGated?: boolean;
  databaseUrl?: string;
  resourceLimits?: ResourceLimits;
}

/** A server over the record, whose thread is closed with the test. */
function serve({
  limits = LIMITS,
  isGated = false,
  databaseUrl = record.url,
  resourceLimits = {},
}: ServeOptions = {}): Served {
  const database = openDatabase(record.url);
  const threads: Worker[] = [];
  const log: string[] = [];
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { databaseUrl, limits, gate, file };
  function startWorker() {
    const options = { workerData, resourceLimits };
    const thread = isGated
      ? new Worker(BEHIND_GATE, { ...options, eval: true })
      : new Worker(file, options);
    threads.push(thread);
    return thread;
  }
  const worker = createWorkerExecutors(startWorker, (line) => log.push(line));
  onTestFinished(async () => {
    await worker.close();
    await database.close();
  });
  return {
    graphql: createGraphQLServer(database, undefined, limits, worker),
    worker,
    newContext: createContextFactory(database, limits),
    threads,
    log,
    open() {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
    },
  };
}

/** All that a client, the log and the cost meter see of an answer of Apollo. */
async function askApollo(
  { apollo, createContext }: GraphQLServer,
  query: string,
  variables: Record<string, unknown> = {},
) {
  const causes: unknown[] = [];
  const added: number[] = [];
  const contextValue = await createContext({
    costMeter: { charge: async () => {}, add: (cost) => added.push(cost) },
    report: (cause, path) => causes.push([cause.constructor.name, cause.message, path]),
  });
  const { body, http } = await apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
  const { singleResult } = body;
  const text = JSON.stringify(singleResult);
  return {
    text,
    errors: singleResult.errors,
    status: http.status,
    headers: [...http.headers],
    causes,
    added,
  };
}

/** What a known operation is answered. */
const askAgain = ({ operations }: GraphQLServer, query: string, variables = {}) =>
  operations.execute({ query, variables }, Number.POSITIVE_INFINITY);

const codeOf = async (answer: ReturnType<typeof askApollo>) =>
  (await answer).errors?.[0]?.extensions?.code;

/** The same record, served without a thread. */
function serveAlone(): GraphQLServer {
  const database = openDatabase(record.url);
  onTestFinished(() => database.close());
  return createGraphQLServer(database, undefined, LIMITS);
}

function change(statements: string): void {
  const writer = new SqliteFile(record.url.slice('file:'.length));
  writer.exec(statements);
  writer.close();
}

/** Each has a field that costs more than 1,000 beside it. */
const FIELDS: [field: string, variables?: Record<string, unknown>][] = [
  ['team(slug: "england") { name }'],
  ['__proto__: team(slug: "england") { name }'],
  ['__schema { types { name fields { name args { defaultValue } } } }'],
  ['team(slug: "englnd") { name } player(slug: "hary-kane") { name }'],
  ['matches(first: 0) { totalCount }'],
  ['a: matches(first: 0) { totalCount } b: matches(after: "x") { totalCount }'],
  ['nodes(ids: ["a", "b"]) { id }'],
  ['comparePlayers(players: ["nobody", "harry-kane"]) { asOf }'],
  ['ratings(asOf: $day) { value }', { day: '2022-02-30' }],
  ['ratings(asOf: $day) { value }', { day: '2022-02-28' }],
];

describe('a costly operation', () => {
  it('is answered by the thread byte for byte as without one, at first and again', async () => {
    const { graphql, threads } = serve();
    const alone = serveAlone();
    for (const [field, variables] of FIELDS) {
      const query = `query ${variables ? '($day: Date)' : ''} { coverage { matches } ${field} }`;
      const answer = await askApollo(graphql, query, variables);
      expect(answer, field).toEqual(await askApollo(alone, query, variables));
      const again = await askAgain(graphql, query, variables);
      expect(again, field).toEqual(await askAgain(alone, query, variables));
      expect(again?.text, field).toBe(answer.errors ? undefined : `${answer.text}\n`);
    }
    expect(threads).toHaveLength(1);
  });

  it('is answered alike, whatever it asks: every operation of the contract', async () => {
    const { worker, newContext } = serve();
    const alone = createExecutors(createSchema(readSchemaText()), newContext);
    for (const { name, document } of operations) {
      const operation = { document: parse(print(document)), variableValues: EXAMPLES[name]?.[0] };
      for (const method of ['execute', 'executePlan'] as const) {
        const answered = await worker[method](operation, await newContext());
        const expected = await alone[method](operation, await newContext());
        expect(JSON.stringify(answered), name).toBe(JSON.stringify(expected));
      }
    }
  });

  it('fails as without a thread: masked, with its path and its cause for the log', async () => {
    change(`UPDATE goals SET minute = 'late'; DROP TABLE published_figures`);
    const { graphql, threads } = serve();
    const alone = serveAlone();
    const goals = '{ coverage { matches } goals(first: 2) { nodes { minute } } }';
    const career =
      '{ coverage { matches } player(slug: "harry-kane") { career { goals { value } } } }';
    for (const query of [goals, career]) {
      const answer = await askApollo(graphql, query);
      expect(answer).toEqual(await askApollo(alone, query));
      expect(answer.causes).not.toEqual([]);
    }
    expect((await askApollo(graphql, goals)).errors).toMatchObject([
      { message: 'Internal server error', path: ['goals', 'nodes', 0, 'minute'] },
      { message: 'Internal server error', path: ['goals', 'nodes', 1, 'minute'] },
    ]);
    expect(await askApollo(graphql, career)).toMatchObject({
      status: 503,
      causes: [['DatabaseError', expect.any(String), ['player', 'career']]],
    });
    expect(threads).toHaveLength(1);
  });

  it('runs while cheap ones are answered', async () => {
    const { graphql, open } = serve({ isGated: true });
    const done: string[] = [];
    const costly = askApollo(graphql, COSTLY).then(() => done.push('costly'));
    for (let round = 1; round <= 3; round += 1) {
      await askApollo(graphql, CHEAP);
      done.push('cheap');
    }
    open();
    await costly;
    expect(done).toEqual(['cheap', 'cheap', 'cheap', 'costly']);
  });

  it('sees what has been imported since the last one', async () => {
    const { graphql } = serve();
    const query = '{ coverage { matches } dataset { version } }';
    expect(await codeOf(askApollo(graphql, query))).toBeUndefined();
    for (const version of ['later', 'latest']) {
      change(`UPDATE dataset SET version = '${version}'`);
      const again = await askAgain(graphql, query);
      expect(again?.version).toBe(version);
      expect(JSON.parse(again?.text ?? '').data.dataset).toEqual({ version });
    }
  });

  it('reads the file that has taken the place of another', async () => {
    const { graphql } = serve();
    const query = '{ coverage { matches } dataset { version } }';
    expect(await codeOf(askApollo(graphql, query))).toBeUndefined();
    const other = await copyDatabase('sqlite', record.url);
    const copy = other.url.slice('file:'.length);
    const writer = new SqliteFile(copy);
    writer.exec(`UPDATE dataset SET version = 'another'`);
    writer.pragma('journal_mode = DELETE');
    writer.close();
    renameSync(copy, record.url.slice('file:'.length));
    await expect.poll(async () => (await askAgain(graphql, query))?.version).toBe('another');
    await other.drop();
  });
});

describe('a thread', () => {
  it('starts with the first costly operation, and not before', async () => {
    const { graphql, threads } = serve();
    await askApollo(graphql, CHEAP);
    expect(threads).toHaveLength(0);
    await askApollo(graphql, COSTLY);
    await askApollo(graphql, COSTLY);
    expect(threads).toHaveLength(1);
  });

  it('that ends answers what it executes with SERVICE_UNAVAILABLE, and another answers what waits', async () => {
    const { graphql, threads, log, open } = serve({ isGated: true });
    const first = askApollo(graphql, COSTLY);
    await expect.poll(() => threads.length).toBe(1);
    const second = askApollo(graphql, COSTLY);
    await threads[0]?.terminate();
    expect(await first).toMatchObject({
      status: 503,
      headers: expect.arrayContaining([['retry-after', '2']]),
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    open();
    expect(await codeOf(second)).toBeUndefined();
    expect(threads).toHaveLength(2);
    expect(log).toEqual([
      expect.stringMatching(
        /^Worker thread exited with code \d; the next costly operation starts another\.$/,
      ),
    ]);
    expect(await askAgain(graphql, COSTLY)).not.toBeNull();
  });

  it('that cannot start answers the same, and says why in the log', async () => {
    const { graphql, log } = serve({ databaseUrl: 'file:./nowhere/scoresheet.db' });
    for (let round = 1; round <= 2; round += 1) {
      expect(await codeOf(askApollo(graphql, COSTLY))).toBe('SERVICE_UNAVAILABLE');
    }
    expect(log).toHaveLength(2);
    expect(log[0]).toMatch(
      /^Worker thread exited with code 1: There is no database at .*; the next/,
    );
    expect(await codeOf(askApollo(graphql, CHEAP))).toBeUndefined();
  });

  it('that has used up its heap ends alone', async () => {
    const { graphql, log } = serve({ resourceLimits: { maxOldGenerationSizeMb: 8 } });
    expect(await codeOf(askApollo(graphql, COSTLY))).toBe('SERVICE_UNAVAILABLE');
    expect(log[0]).toContain('memory limit');
    expect(await codeOf(askApollo(graphql, CHEAP))).toBeUndefined();
  });

  it('ends with the server, which executes nothing costly from then on', async () => {
    const { graphql, threads, log } = serve();
    await askApollo(graphql, COSTLY);
    const [thread] = threads;
    const ended = once(thread as Worker, 'exit');
    await graphql.apollo.stop();
    await ended;
    expect(await askAgain(graphql, COSTLY)).toBeNull();
    expect(threads).toHaveLength(1);
    expect(log).toEqual([]);
  });

  it('rejects statements after the deadline, which counts from the request', async () => {
    const { worker, newContext } = serve();
    const operation = { document: parse(COSTLY) };
    const { result } = await worker.execute(operation, await newContext(performance.now() - 1));
    expect(result.errors).toMatchObject([
      { path: ['topScorers'], extensions: { code: 'TIMEOUT' } },
    ]);
    expect(
      await worker.executePlan(operation, await newContext(performance.now() - 1)),
    ).toMatchObject({ result: null });
    expect(await worker.executePlan(operation, await newContext())).toMatchObject({
      result: { extensions: null },
    });
  });
});

describe('the queue of a thread', () => {
  it('rejects what waits past its deadline with TIMEOUT', async () => {
    const { graphql, open } = serve({ limits: { ...LIMITS, seconds: 0.2 }, isGated: true });
    const first = askApollo(graphql, COSTLY);
    const late = askApollo(graphql, COSTLY);
    await setTimeout(300);
    open();
    await first;
    expect(await late).toMatchObject({
      status: 504,
      errors: [{ extensions: { code: 'TIMEOUT' } }],
    });
  });

  it('rejects with SERVICE_UNAVAILABLE while a thousand wait', async () => {
    const { graphql, worker } = serve({ isGated: true });
    const answers = Array.from({ length: 1_010 }, () => askApollo(graphql, COSTLY));
    expect(await codeOf(Promise.race(answers))).toBe('SERVICE_UNAVAILABLE');
    await worker.close();
    await Promise.all(answers);
  });
});
