/** `npm run bench -- --store`: cost of the response cache when no request repeats. */
import { type LoadOptions, measure } from './load.js';
import type { BenchRequest } from './request-bodies.js';
import { pinLoad, type Server, startServer } from './server.js';
import { type Column, formatTable } from './table.js';

/** Both servers are measured in alternation, so that other work on the machine affects both. */
const ROUNDS = 7;

interface Row {
  name: string;
  /** Median CPU time a response, µs, without and with the cache. */
  without: number;
  with: number;
  /** Largest share of cached responses in a round, 0 to 1; expected 0. */
  kept: number;
  /** Share of stored responses in the first and the last round, 0 to 1; a full cache stores none. */
  stored: { first: number; last: number };
}

const COLUMNS: Column<Row>[] = [
  { title: 'operation', value: ({ name }) => name },
  { title: 'CPU µs without a store', value: (row) => row.without, decimals: 0 },
  { title: 'with one', value: (row) => row.with, decimals: 0 },
  { title: 'it costs, %', value: (row) => (row.with / row.without - 1) * 100, decimals: 1 },
  { title: 'kept %', value: ({ kept }) => kept * 100, decimals: 0 },
  { title: 'stored first %', value: ({ stored }) => stored.first * 100, decimals: 0 },
  { title: 'last %', value: ({ stored }) => stored.last * 100, decimals: 0 },
];

/** Measures each request with and without the cache; returns a table. */
export async function compareResponseCache(
  databaseUrl: string,
  questions: readonly BenchRequest[],
  load: LoadOptions,
  report: (line: string) => void,
): Promise<string> {
  pinLoad();
  const rows: Row[] = [];
  for (const question of questions) {
    report(`${question.name} …`);
    rows.push(await compare({ DATABASE_URL: databaseUrl }, question, { ...load, unique: true }));
  }
  const how = `Every question is asked in words of its own; ${ROUNDS} rounds of ${load.seconds} s on either server in turn, medians.`;
  return `${how}\n\n${formatTable(COLUMNS, rows)}`;
}

async function compare(
  env: Record<string, string>,
  question: BenchRequest,
  load: LoadOptions,
): Promise<Row> {
  const without = await startServer({ ...env, ANSWER_CACHE: 'off' });
  try {
    const withStore = await startServer(env);
    return await compareOn(without, withStore, question, load).finally(() => withStore.stop());
  } finally {
    await without.stop();
  }
}

async function compareOn(
  without: Server,
  withStore: Server,
  { name, bodies }: BenchRequest,
  load: LoadOptions,
): Promise<Row> {
  const times: { without: number[]; with: number[] } = { without: [], with: [] };
  const shares: { kept: number[]; stored: number[] } = { kept: [], stored: [] };
  const askWithout = async () => {
    times.without.push((await measure(without, bodies, load)).cpuPerRequest ?? Number.NaN);
  };
  const askWith = async () => {
    const { cpuPerRequest, kept, stored } = await measure(withStore, bodies, load);
    times.with.push(cpuPerRequest ?? Number.NaN);
    shares.kept.push(kept ?? 0);
    shares.stored.push(stored ?? 0);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [one, other] = round % 2 === 0 ? [askWithout, askWith] : [askWith, askWithout];
    await one();
    await other();
  }
  return {
    name,
    without: median(times.without),
    with: median(times.with),
    kept: Math.max(...shares.kept),
    stored: { first: shares.stored[0] ?? 0, last: shares.stored.at(-1) ?? 0 },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
