/** `npm run bench -- --store`: what it costs to keep answers where none of them is ever asked for again. */
import { type Load, measure } from './load.js';
import type { Question } from './questions.js';
import { pinLoad, type Server, startServer } from './server.js';
import { type Column, tableOf } from './table.js';

/** Both servers are asked in turn so often: what else the machine does meets both alike. */
const ROUNDS = 7;

interface Row {
  name: string;
  /** Processor time of an answer in microseconds, the median of the rounds, without a store and with one. */
  without: number;
  with: number;
  /** The share of answers that were kept, 0 to 1: none should be. */
  kept: number;
}

const COLUMNS: Column<Row>[] = [
  { title: 'operation', value: ({ name }) => name },
  { title: 'CPU µs without a store', value: (row) => row.without, decimals: 0 },
  { title: 'with one', value: (row) => row.with, decimals: 0 },
  { title: 'it costs, %', value: (row) => (row.with / row.without - 1) * 100, decimals: 1 },
  { title: 'kept %', value: ({ kept }) => kept * 100, decimals: 0 },
];

/** Measures the questions on a server that keeps answers and on one that does not; answers a table. */
export async function compareStores(
  databaseUrl: string,
  questions: readonly Question[],
  load: Load,
  report: (line: string) => void,
): Promise<string> {
  const env = { DATABASE_URL: databaseUrl };
  const without = await startServer({ ...env, ANSWER_CACHE: 'off' });
  const withStore = await startServer(env).catch(async (error) => {
    await without.stop();
    throw error;
  });
  pinLoad();
  try {
    const rows: Row[] = [];
    for (const question of questions) {
      report(`${question.name} …`);
      rows.push(await compare(without, withStore, question, { ...load, unique: true }));
    }
    const how = `Every question is asked in words of its own; ${ROUNDS} rounds of ${load.seconds} s on either server in turn, medians.`;
    return `${how}\n\n${tableOf(COLUMNS, rows)}`;
  } finally {
    await Promise.all([without.stop(), withStore.stop()]);
  }
}

async function compare(without: Server, withStore: Server, { name, bodies }: Question, load: Load) {
  const row = { name, without: 0, with: 0, kept: 0 };
  const times: { without: number[]; with: number[] } = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.without.push((await measure(without, bodies, load)).cpuPerRequest ?? Number.NaN);
    const { cpuPerRequest, kept } = await measure(withStore, bodies, load);
    times.with.push(cpuPerRequest ?? Number.NaN);
    row.kept = Math.max(row.kept, kept ?? 0);
  }
  return { ...row, without: median(times.without), with: median(times.with) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
