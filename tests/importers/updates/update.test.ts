/** `npm run update`: every dataset that the record was made from comes in anew, in the right order, or nothing does. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { parseUpdateArguments, runUpdate } from '../../../src/importers/updates/update.js';
import { ROOT, run } from '../../prisma/cli.js';
import { DATABASES, type EmptyDatabase } from '../../support/databases.js';
import { migratedDatabase } from '../../support/record.js';
import { copyOfTemplate } from '../../support/templates.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { type Invented, resultsFolder, SMALL } from '../results-folder.js';
import { CUPS_WITH_CARDS, type Files, SQUADS, withFolder } from '../world-cup-folders.js';

const LATER = '1991-01-01,Thule,Mu,0,0,Friendly,Thule,Thule,TRUE';
const GREW: Partial<Invented> = { results: [...SMALL.results, LATER] };

const COUNTS = '{ dataset { version counts { matches } imports { source { slug } } } }';

/** Makes `fetch` something else in a program of Node's. */
const preloading = (code: string) => [
  '--import',
  `data:text/javascript,${encodeURIComponent(code)}`,
];

const OFFLINE = preloading(`globalThis.fetch = async () => {
  throw new TypeError('fetch failed', { cause: new Error('there is no network') });
};`);

/** Answers what is fetched from folders as they lie under \`root\`; the women's results have their own. */
const servedFrom = (root: string) =>
  preloading(`import { existsSync, readFileSync } from 'node:fs';
globalThis.fetch = async (url) => {
  const folder = url.includes('worldcup') ? 'fjelstul-world-cup'
    : url.includes('womens') ? 'international-results-women' : 'international-results';
  const file = ${JSON.stringify(root)} + '/' + folder + '/' + url.split('/').at(-1);
  return existsSync(file) ? new Response(readFileSync(file)) : new Response('', { status: 404 });
};`);

describe.each(DATABASES)('%s', (kind) => {
  let url: string;
  let writer: Database;
  let server: TestServer;
  let drop: () => Promise<void>;
  let root: string;

  function open(database: EmptyDatabase): void {
    ({ url, drop } = database);
    writer = openDatabase(url, { writable: true });
    server = createTestServer(openDatabase(url));
  }
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'scoresheet-update-'));
  });
  afterEach(async () => {
    await writer.close();
    await server.close();
    await drop();
    rmSync(root, { recursive: true });
  });

  /** Puts invented files where an update looks for those of a source. */
  function putResults(source: string, invented: Partial<Invented> = {}): void {
    const { folder, remove } = resultsFolder(invented);
    cpSync(folder, path.join(root, source), { recursive: true });
    remove();
  }
  const putCups = (source: string, files: Files) =>
    withFolder(files, async (folder) => {
      cpSync(folder, path.join(root, source), { recursive: true });
    });

  /** Imports what was put for a source. */
  const bring = (dataset: string, source = dataset, category?: string, to = writer) =>
    runImport(to, { dataset, from: path.join(root, source), category }, () => {});

  /** Puts files of every source and opens a record that was made from them. */
  async function bringAll(): Promise<void> {
    putResults('international-results');
    putResults('international-results-women');
    await putCups('fjelstul-world-cup', CUPS_WITH_CARDS);
    await putCups('world-cup-squads', SQUADS);
    const write = async (to: Database) => {
      await bring('international-results', undefined, undefined, to);
      await bring('international-results', 'international-results-women', 'women', to);
      await bring('fjelstul-world-cup', undefined, undefined, to);
      await bring('world-cup-squads', undefined, undefined, to);
    };
    open(await copyOfTemplate(kind, 'every-dataset', () => migratedDatabase(kind), write));
  }

  async function update(asked: Parameters<typeof runUpdate>[1] = { from: root }) {
    const lines: string[] = [];
    await runUpdate(writer, asked, (line) => lines.push(line));
    return lines;
  }

  /** Runs the command as an operator does, in a folder of its own. */
  function command(preloaded: string[], ...words: string[]) {
    const cwd = path.join(root, 'work');
    mkdirSync(cwd, { recursive: true });
    const program = path.join(ROOT, 'bin/scoresheet.mjs');
    return run([...preloaded, program, 'update', ...words], { DATABASE_URL: url }, cwd);
  }

  const dataset = async () => (await server.ask(COUNTS)).dataset;

  it('imports all that the record was made from, each after those that it is joined to', async () => {
    await bringAll();
    const before = await dataset();
    putResults('international-results', GREW);
    const lines = await update();
    const all =
      'international-results, international-results-women, fjelstul-world-cup, world-cup-squads';
    expect(lines.filter((line) => /^[\w-]+:$/.test(line)).join(', ')).toBe(
      all.replaceAll(',', ':,').concat(':'),
    );
    expect(lines.at(-1)).toBe(`Up to date: ${all}.`);
    const after = await dataset();
    expect(after.counts.matches).toBe(before.counts.matches + 1);
    expect(after.version).not.toBe(before.version);
  });

  it('changes nothing where the files are the same', async () => {
    await bringAll();
    await update();
    const before = await dataset();
    await update();
    expect(await dataset()).toEqual(before);
  });

  it('leaves alone what was never imported, and what has no folder', async () => {
    await bringAll();
    rmSync(path.join(root, 'fjelstul-world-cup'), { recursive: true });
    const lines = await update();
    expect(lines).toContain(`fjelstul-world-cup has no folder in ${root} and is left as it is.`);
    expect(lines.at(-1)).not.toContain('fjelstul');
  });

  it('imports men alone where the record has no women', async () => {
    open(await migratedDatabase(kind));
    putResults('international-results');
    putResults('international-results-women');
    await bring('international-results');
    putResults('international-results', GREW);
    expect((await update()).at(-1)).toBe('Up to date: international-results.');
    expect((await dataset()).counts.matches).toBe(4);
  });

  it('changes nothing where a file of any folder is missing', async () => {
    await bringAll();
    const before = await dataset();
    putResults('international-results', GREW);
    rmSync(path.join(root, 'fjelstul-world-cup/goals.csv'));
    await expect(update()).rejects.toThrow(/^goals\.csv: .* Nothing was changed\.$/);
    expect(await dataset()).toEqual(before);
  });

  it('refuses a record that was made from no dataset, and a folder without any of them', async () => {
    open(await migratedDatabase(kind));
    await expect(update()).rejects.toThrow('No dataset has been imported yet');
    putResults('elsewhere');
    await bring('international-results', 'elsewhere');
    await expect(update()).rejects.toThrow(
      `${root} has no folder for any dataset of the record: international-results. Nothing`,
    );
  });

  it('says what was imported before the one that cannot be', async () => {
    open(await migratedDatabase(kind));
    putResults('international-results');
    putResults('international-results-women');
    await bring('international-results');
    await bring('international-results', 'international-results-women', 'women');
    putResults('international-results', GREW);
    const file = path.join(root, 'international-results-women');
    rmSync(file, { recursive: true });
    const { folder, remove } = resultsFolder({}, (name, lines) =>
      name === 'results' ? 'date\n1990-06-08' : lines.join('\n'),
    );
    cpSync(folder, file, { recursive: true });
    remove();
    await expect(update()).rejects.toThrow(
      /^international-results-women was not imported: results\.csv: .*\. Imported before it: international-results\.$/,
    );
  });

  it('fetches what has a home on the web, and leaves the rest as it is', async () => {
    await bringAll();
    putResults('international-results', GREW);
    const { code, stdout, stderr } = await command(servedFrom(root));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'world-cup-squads is nowhere on the web and is left as it is; --from <folder> can bring it.',
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Up to date: international-results, international-results-women, fjelstul-world-cup.',
    );
    const counts = (await dataset()).counts;
    expect(counts.matches).toBeGreaterThan(4);
  });

  it('says in one line that there is no network, and changes nothing', async () => {
    await bringAll();
    const before = await dataset();
    const { code, stderr } = await command(OFFLINE);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'The record is not up to date. results.csv cannot be fetched (there is no network). ' +
        'Pass --from <folder> with a folder international-results. Nothing was changed.\n',
    );
    expect(await dataset()).toEqual(before);
  });
});

describe('the command line of an update', () => {
  it('takes a folder and what goes on to each import', () => {
    expect(parseUpdateArguments(['--from', 'x', '--full', '--force', '--dry-run'])).toEqual({
      from: 'x',
      full: true,
      force: true,
      dryRun: true,
    });
    expect(() => parseUpdateArguments(['international-results'])).toThrow('Unexpected argument');
  });
});
