/** `npm run bench -- --hold-up`: a match page beside a client that repeats a costly operation. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
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

interface Row {
  beside: string;
  /** Ms. */
  p50: number;
  p99: number;
  /** Costly responses a second. */
  rate: number | null;
}

/** Measures a server without response cache; returns a table. */
export async function compareHoldUp(
  { url }: Server,
  sample: Sample,
  seconds: number,
  report: (line: string) => void,
): Promise<string> {
  const pages = bodiesOf(
    'MatchPage',
    sample.matches.map(({ slug }) => ({ slug })),
  );
  await measure(url, pages, [], WARM_UP_MS);
  const rows: Row[] = [];
  for (const [name, variables] of [['nothing', null], ...Object.entries(COSTLY)] as const) {
    report(`${name} …`);
    const costly = variables ? bodiesOf(name, variables(sample)) : [];
    await measure(url, pages, costly, WARM_UP_MS);
    rows.push({ beside: name, ...(await measure(url, pages, costly, seconds * 1000)) });
  }
  const [alone] = rows;
  const how = `A match page every ${INTERVAL_MS} ms for ${seconds} s, beside one client that repeats an operation; no answer kept.`;
  return `${how}\n\n${formatTable(columnsBeside(alone), rows)}`;
}

const columnsBeside = (alone: Row | undefined): Column<Row>[] => [
  { title: 'beside', value: ({ beside }) => beside },
  { title: 'p50 ms', value: ({ p50 }) => p50, decimals: 2 },
  { title: 'p99 ms', value: ({ p99 }) => p99, decimals: 2 },
  { title: 'p50 ×', value: ({ p50 }) => p50 / (alone?.p50 ?? p50), decimals: 1 },
  { title: 'p99 ×', value: ({ p99 }) => p99 / (alone?.p99 ?? p99), decimals: 1 },
  { title: 'costly/s', value: ({ rate }) => rate, decimals: 1 },
];

function bodiesOf(name: string, variables: readonly object[]): readonly string[] {
  return readOperations([name]).flatMap((operation) => buildRequest(operation, variables).bodies);
}

/** One connection for the pages, another for the costly operation. */
async function measure(
  url: string,
  pages: readonly string[],
  costly: readonly string[],
  milliseconds: number,
): Promise<Omit<Row, 'beside'>> {
  const latencies = createHistogram();
  const end = performance.now() + milliseconds;
  const [, answered] = await Promise.all([
    repeat(url, pages, end, INTERVAL_MS, latencies),
    repeat(url, costly, end, 0, createHistogram()),
  ]);
  return {
    p50: latencies.percentile(50) / 1000,
    p99: latencies.percentile(99) / 1000,
    rate: costly.length === 0 ? null : (answered / milliseconds) * 1000,
  };
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
