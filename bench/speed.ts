/** `npm run bench`: speed and cost of every operation. */
import { cpus } from 'node:os';
import { type LoadOptions, type LoadResult, measure } from './load.js';
import type { BenchRequest } from './request-bodies.js';
import type { Server } from './server.js';
import { watchStatements } from './statements.js';
import { type Column, formatTable } from './table.js';

interface Row extends LoadResult {
  name: string;
  /** Statements an uncached response; null without the server's database. */
  statements: string | null;
}

const COLUMNS: Column<Row>[] = [
  { title: 'operation', value: ({ name }) => name },
  { title: 'requests/s', value: (row) => row.requestsPerSecond, decimals: 0 },
  { title: 'p50 ms', value: ({ p50 }) => p50, decimals: 2 },
  { title: 'p95 ms', value: ({ p95 }) => p95, decimals: 2 },
  { title: 'p99 ms', value: ({ p99 }) => p99, decimals: 2 },
  { title: 'CPU µs', value: (row) => row.cpuPerRequest, decimals: 0 },
  { title: 'RSS MiB', value: ({ memory }) => memory, decimals: 0 },
  { title: 'statements', value: ({ statements }) => statements },
  { title: 'kept %', value: ({ kept }) => (kept === null ? null : kept * 100), decimals: 0 },
  { title: 'errors', value: ({ errors }) => errors, decimals: 0 },
];

/** Puts the load on a server, operation by operation; returns a table with its settings. */
export async function compareOperations(
  server: Server,
  databaseUrl: string | null,
  questions: readonly BenchRequest[],
  load: LoadOptions,
  report: (line: string) => void,
): Promise<string> {
  const counts = databaseUrl === null ? null : await countStatements(databaseUrl, questions);
  const rows: Row[] = [];
  for (const { name, bodies } of questions) {
    report(`${name} …`);
    const figures = await measure(server, bodies, load);
    if (figures.complaint !== null) report(`  ${figures.complaint}`);
    rows.push({ name, statements: counts?.get(name) ?? null, ...figures });
  }
  const how = `${load.connections} connections, ${load.seconds} s for each operation`;
  const where = `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'an unknown processor'}`;
  return `${how}; ${where}\n\n${formatTable(COLUMNS, rows)}`;
}

/** Statements of each operation, as a range if they vary. */
async function countStatements(
  databaseUrl: string,
  questions: readonly BenchRequest[],
): Promise<Map<string, string>> {
  const watching = await watchStatements(databaseUrl);
  const counts = new Map<string, string>();
  for (const { name, query, variables } of questions) {
    const numbers: number[] = [];
    for (const set of variables) numbers.push((await watching.ask(query, set)).length);
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    counts.set(name, least === most ? `${most}` : `${least}-${most}`);
  }
  await watching.close();
  return counts;
}
