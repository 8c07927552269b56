/** Every kind of update as a first import: what the files say, and nothing of what they do not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { slugify } from '../../../src/text/slug.js';
import { DATABASES } from '../../support/databases.js';
import { migratedDatabase } from '../../support/record.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { folderOf } from '../../support/whole-record.js';

const UPDATES = folderOf('../updates');

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
  if (!existsSync(UPDATES)) {
    console.log(`Skipped: there is no ${UPDATES}; name the folder beside it by DATASETS.`);
    return [];
  }
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

describe.skipIf(FOLDERS.length === 0).each(DATABASES)('%s', (kind) => {
  let writer: Database;
  let server: TestServer;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const database = await migratedDatabase(kind);
    drop = database.drop;
    writer = openDatabase(database.url, { writable: true });
    server = createTestServer(openDatabase(database.url));
  });
  afterEach(async () => {
    await writer.close();
    await server.close();
    await drop();
  });

  /** Imports a folder and answers the lines of the report. */
  async function bring(folder: string): Promise<string[]> {
    const lines: string[] = [];
    const from = path.join(UPDATES, folder);
    await runImport(writer, { dataset: 'international-results', from, full: true }, (line) =>
      lines.push(line),
    );
    return lines;
  }

  async function countRows() {
    const counts: Record<string, number> = {};
    for (const [name, table] of Object.entries(TABLES)) {
      counts[name] = (await writer.write(({ readAll: all }) => all(table))).length;
    }
    return counts;
  }

  const accepted = FOLDERS.filter(({ exit = 0 }) => exit === 0);
  it.each(accepted)('$kind is imported as its files say', async (expected) => {
    await bring(expected.kind);
    const { rejected, dataThrough, ...counts } = expected.counts;
    expect(await countRows()).toEqual(counts);
    const { dataset } = await server.ask(`{ dataset { version dataThrough
      imports { rejected warnings { kind count } } } }`);
    expect(dataset).toMatchObject({ dataThrough, imports: [{ rejected }] });
    const warning = WARNINGS[expected.kind];
    if (warning) expect(dataset.imports[0].warnings).toContainEqual(warning);
    for (const check of expected.checks ?? []) {
      if (isOfThisState(check, expected)) expect(await server.ask(check.query)).toEqual(check.data);
    }
    expect(await bring(expected.kind)).toContain('Nothing is new.');
    expect((await server.ask('{ dataset { version } }')).dataset.version).toBe(dataset.version);
  });

  const refused = FOLDERS.filter(({ exit = 0 }) => exit !== 0);
  it.each(refused)('$kind is refused, and nothing is written', async ({ kind: folder }) => {
    await expect(bring(folder)).rejects.toThrow(REFUSED[folder] ?? folder);
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
  });
});
