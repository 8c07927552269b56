/** `npm run bench -- --hold-up`: a match page beside a client that repeats a costly operation. */
import { createHistogram, type Histogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readOperations } from './operations.js';
import { buildRequest } from './request-bodies.js';
import type { Sample } from './sample.js';
import type { Server } from './server.js';
import { createSender } from './soak/client.js';
import { type Column, formatTable } from './table.js';

/** Between two requests for a match page. */
const INTERVAL_MS = 5;

const WARM_UP_MS = 2_000;

/** The costly operations, each with the variables of a day or an article. */
const COSTLY: Record<string, (sample: Sample) => object[]> = {
  TopScorers: ({ matches }) => matches.map(({ date }) => ({ asOf: date, first: 20 })),
  CoverageOf: ({ matches }) => matches.map(({ date }) => ({ asOf: date })),
  Matches: ({ matches }) =>
    matches.map(({ date }) => ({ filter: { to: date }, orderBy: 'GOALS_DESC', first: 100 })),
  Ratings: ({ matches }) =>
    matches.map(({ date, home }) => ({ team: home.slug, asOf: date, first: 100 })),
  CheckArticle: ({ articles }) => articles.map((slug) => ({ slug })),
};

/** Of either, in alternation: other work on the machine affects both. */
const ROUNDS = 3;

/** Ms. */
interface Row {
  name: string;
  alone: Latencies;
  beside: Latencies;
  /** Costly responses a second. */
  rate: number;
}

interface Latencies {
  p50: number;
  p99: number;
}

const COLUMNS: Column<Row>[] = [
  { title: 'beside', value: ({ name }) => name },
  { title: 'alone p50 ms', value: ({ alone }) => alone.p50, decimals: 2 },
  { title: 'p99 ms', value: ({ alone }) => alone.p99, decimals: 2 },
  { title: 'beside p50 ms', value: ({ beside }) => beside.p50, decimals: 2 },
  { title: 'p99 ms', value: ({ beside }) => beside.p99, decimals: 2 },
  { title: 'p50 ×', value: ({ alone, beside }) => beside.p50 / alone.p50, decimals: 1 },
  { title: 'p99 ×', value: ({ alone, beside }) => beside.p99 / alone.p99, decimals: 1 },
  { title: 'costly/s', value: ({ rate }) => rate, decimals: 1 },
];

/** Measures a server without response cache; returns a table. */
export async function compareHoldUp(
  { url }: Server,
  sample: Sample,
  seconds: number,
  report: (line: string) => void,
): Promise<string> {
  const slugs = sample.matches.map(({ slug }) => ({ slug }));
  const pages = bodiesOf('MatchPage', slugs);
  const rows: Row[] = [];
  for (const [name, variables] of Object.entries(COSTLY)) {
    report(`${name} …`);
    rows.push({ name, ...(await compare(url, pages, bodiesOf(name, variables(sample)), seconds)) });
  }
  const how = `A match page every ${INTERVAL_MS} ms, alone and beside one client that repeats an operation: ${ROUNDS} rounds of ${seconds} s of either in turn; no response cached.`;
  return `${how}\n\n${formatTable(COLUMNS, rows)}`;
}

async function compare(
  url: string,
  pages: readonly string[],
  costly: readonly string[],
  seconds: number,
): Promise<Omit<Row, 'name'>> {
  const [alone, beside] = [createHistogram(), createHistogram()];
  await run(url, pages, costly, WARM_UP_MS, createHistogram());
  let answered = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await run(url, pages, [], seconds * 1000, alone);
    answered += await run(url, pages, costly, seconds * 1000, beside);
  }
  const rate = answered / (ROUNDS * seconds);
  return { alone: latenciesOf(alone), beside: latenciesOf(beside), rate };
}

const latenciesOf = (histogram: Histogram): Latencies => ({
  p50: histogram.percentile(50) / 1000,
  p99: histogram.percentile(99) / 1000,
});

function bodiesOf(name: string, variables: readonly object[]): readonly string[] {
  return readOperations([name]).flatMap((operation) => buildRequest(operation, variables).bodies);
}

/** One connection for the pages, another for the costly operation; returns the number of costly responses. */
async function run(
  url: string,
  pages: readonly string[],
  costly: readonly string[],
  milliseconds: number,
  latencies: RecordableHistogram,
): Promise<number> {
  const end = performance.now() + milliseconds;
  const [, answered] = await Promise.all([
    repeat(url, pages, end, INTERVAL_MS, latencies),
    repeat(url, costly, end, 0, createHistogram()),
  ]);
  return answered;
}

/** One request after another; returns their number. */
async function repeat(
  url: string,
  bodies: readonly string[],
  end: number,
  intervalMs: number,
  latencies: RecordableHistogram,
): Promise<number> {
  const { send, close } = createSender(url, 1);
  const headers = { 'content-type': 'application/json' };
  let sent = 0;
  for (; bodies.length > 0 && performance.now() < end; sent += 1) {
    const { status, text, milliseconds } = await send({
      headers,
      body: bodies[sent % bodies.length] ?? '',
    });
    if (status !== 200 || text.includes('"errors":[')) throw new Error(text.slice(0, 200));
    latencies.record(Math.max(1, Math.round(milliseconds * 1000)));
    await sleep(intervalMs);
  }
  close();
  return sent;
}
