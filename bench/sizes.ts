/** `npm run bench -- --sizes 1,3,10`: response times by size of the record. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchRequest } from './request-bodies.js';
import { scaleRecord } from './scale-record.js';
import { type Server, startServer } from './server.js';
import { type Column, formatTable } from './table.js';

/** Rounds over all variable sets, one request at a time, within MAX_TOTAL_MS. */
const ROUNDS = 5;
const MAX_TOTAL_MS = 4_000;

const DESCRIPTION =
  `One question at a time, no answer kept: the fastest of up to ${ROUNDS} answers to each question, and the median of these. ` +
  'Questions end with the last real day, so that the answers are the same where they are bound to days at all.';

interface Timing {
  median: number;
  answers: string[];
}

/** Measures the requests on copies of a SQLite record; returns a table. */
export async function compareSizes(
  databaseUrl: string,
  sizes: readonly number[],
  questions: readonly BenchRequest[],
  report: (line: string) => void,
): Promise<string> {
  if (!databaseUrl.startsWith('file:')) throw new Error('--sizes needs a SQLite database.');
  const file = databaseUrl.slice('file:'.length);
  const timings: Map<string, Timing>[] = [];
  for (const size of sizes) {
    report(`A record ${size} times as long …`);
    timings.push(await timingsOn(file, size, questions));
  }
  const [first, last] = [timings[0], timings.at(-1)];
  const medianOf = (place: number, name: string) => timings[place]?.get(name)?.median ?? 0;
  const columns: Column<string>[] = [
    { title: 'operation', value: (name) => name },
    ...sizes.flatMap((size, place) => [
      { title: `${size} ×, ms`, decimals: 2, value: (name: string) => medianOf(place, name) },
      {
        title: 'growth',
        decimals: 1,
        value: (name: string) => medianOf(place, name) / medianOf(0, name),
      },
    ]),
    {
      title: 'same answers',
      value: (name) => sameness(first?.get(name)?.answers ?? [], last?.get(name)?.answers ?? []),
    },
  ];
  const names = questions.map(({ name }) => name);
  return `${DESCRIPTION}\n\n${formatTable(columns, names)}`;
}

async function timingsOn(file: string, size: number, questions: readonly BenchRequest[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const copy = path.join(folder, 'record.db');
    await scaleRecord(file, copy, size);
    const server = await startServer({ DATABASE_URL: `file:${copy}`, RESPONSE_CACHE: 'off' });
    return await timingsOf(server, questions).finally(() => server.stop());
  } finally {
    remove();
    process.off('exit', remove);
  }
}

async function timingsOf({ url }: Server, questions: readonly BenchRequest[]) {
  const timings = new Map<string, Timing>();
  for (const { name, bodies } of questions) timings.set(name, await time(url, bodies));
  return timings;
}

/** The warm-up responses are the ones compared between sizes. */
async function time(url: string, bodies: readonly string[]): Promise<Timing> {
  const answers: string[] = [];
  for (const body of bodies) answers.push(await send(url, body));
  // The fastest of several: other work on the machine only slows a response.
  const fastest = bodies.map(() => Number.POSITIVE_INFINITY);
  const end = performance.now() + MAX_TOTAL_MS;
  for (let round = 0; round < ROUNDS && performance.now() < end; round += 1) {
    for (const [place, body] of bodies.entries()) {
      const start = performance.now();
      await send(url, body);
      fastest[place] = Math.min(fastest[place] ?? 0, performance.now() - start);
    }
  }
  fastest.sort((one, other) => one - other);
  return { median: fastest[Math.floor(fastest.length / 2)] ?? 0, answers };
}

async function send(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors":[')) {
    throw new Error(`The server does not answer ${body}: ${text.slice(0, 200)}`);
  }
  return text;
}

function sameness(one: readonly string[], other: readonly string[]): string {
  const different = one.filter((answer, place) => answer !== other[place]).length;
  return different === 0 ? 'all' : `all but ${different} of ${one.length}`;
}
