/** Every kind of update as a first import: what the files say, and nothing of what they do not. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { slugify } from '../../../src/text/slug.js';
import { DATABASES, type EmptyDatabase } from '../../support/databases.js';
import { migratedDatabase } from '../../support/record.js';
import { casesOn } from '../../support/runs.js';
import { createTestServer } from '../../support/test-server.js';
import { areUpdatesAbsent, freshRecord, importOf, UPDATES } from '../../support/update-states.js';

interface Check {
  query: string;
  data: Record<string, { slug?: string } | null>;
}

interface Expected {
  kind: string;
  exit?: number;
  counts: Record<string, number | string>;
  renamed?: Record<string, string>;
  checks?: Check[];
}

/** The tables that are counted, by the name of the count. */
const TABLES = {
  teams: 'teams',
  teamNames: 'team_names',
  tournaments: 'tournaments',
  matches: 'matches',
  goals: 'goals',
  penalties: 'penalties',
  shootouts: 'shootouts',
  players: 'players',
  hatTricks: 'hat_tricks',
};

/** The message of a folder that is refused. */
const REFUSED: Record<string, string> = {
  every_row_turned_away:
    'results.csv: none of its 12 rows can be read: line 2: "01/06/2019" is no day of the calendar',
  truncated_results: 'results.csv: it ends within a row, on line 8: 2020-02-02,T',
};

/** Warnings besides those of the base. */
const WARNINGS: Record<string, { kind: string; count: number }> = {
  duplicate_row: { kind: 'equal-keys', count: 2 },
  two_spellings_one_slug: { kind: 'two-spellings', count: 1 },
};

function readExpected(): Expected[] {
  if (areUpdatesAbsent()) return [];
  return readdirSync(UPDATES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => JSON.parse(readFileSync(path.join(UPDATES, name, 'expected.json'), 'utf8')));
}

/** Whether a check asks for nothing under a name or slug that only the state before has. */
function isOfThisState({ query, data }: Check, { renamed = {} }: Expected): boolean {
  const asked = /\(slug: "([^"]*)"\)/.exec(query)?.[1];
  const [found] = Object.values(data);
  const moved = asked !== undefined && found?.slug !== undefined && found.slug !== asked;
  const words = [...query.matchAll(/"([^"]*)"/g)].map(([, word = '']) => slugify(word));
  return !moved && !Object.keys(renamed).some((name) => words.includes(slugify(name)));
}

const FOLDERS = readExpected();

/** Imports a state in full and answers the lines of the report. */
async function bring(writer: Database, state: string): Promise<string[]> {
  const lines: string[] = [];
  await runImport(writer, { ...importOf(state), full: true }, (line) => lines.push(line));
  return lines;
}

async function countRows(writer: Database) {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(TABLES)) {
    counts[name] = (await writer.write(({ readAll: all }) => all(table))).length;
  }
  return counts;
}

/** A database for one test, open for writing, and a server over it. */
function open({ url, drop }: EmptyDatabase) {
  const writer = openDatabase(url, { writable: true });
  const server = createTestServer(openDatabase(url));
  onTestFinished(async () => {
    await writer.close();
    await server.close();
    await drop();
  });
  return { writer, server };
}

describe.skipIf(FOLDERS.length === 0).each(DATABASES)('%s', (kind) => {
  const accepted = FOLDERS.filter(({ exit = 0 }) => exit === 0);
  it.each(casesOn(kind, accepted))('$kind is imported as its files say', async (expected) => {
    const { writer, server } = open(await freshRecord(kind, expected.kind));
    const { rejected, dataThrough, ...counts } = expected.counts;
    expect(await countRows(writer)).toEqual(counts);
    const { dataset } = await server.ask(`{ dataset { version dataThrough
      imports { rejected warnings { kind count } } } }`);
    expect(dataset).toMatchObject({ dataThrough, imports: [{ rejected }] });
    const warning = WARNINGS[expected.kind];
    if (warning) expect(dataset.imports[0].warnings).toContainEqual(warning);
    for (const check of expected.checks ?? []) {
      if (isOfThisState(check, expected)) expect(await server.ask(check.query)).toEqual(check.data);
    }
    expect(await bring(writer, expected.kind)).toContain('Nothing is new.');
    expect((await server.ask('{ dataset { version } }')).dataset.version).toBe(dataset.version);
  });

  const refused = FOLDERS.filter(({ exit = 0 }) => exit !== 0);
  it.each(refused)('$kind is refused, and nothing is written', async ({ kind: folder }) => {
    const { writer } = open(await migratedDatabase(kind));
    await expect(bring(writer, folder)).rejects.toThrow(REFUSED[folder] ?? folder);
    expect(Object.values(await countRows(writer)).every((count) => count === 0)).toBe(true);
  });
});
