/** Files that are refused: the message names the file and what was found, and nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { DATABASES } from '../../support/databases.js';
import { migratedDatabase } from '../../support/record.js';
import { type Invented, resultsFolder } from '../results-folder.js';
import { CUPS, type Files, SQUADS, withFolder } from '../world-cup-folders.js';

describe.each(DATABASES)('%s', (kind) => {
  let writer: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await migratedDatabase(kind);
    drop = database.drop;
    writer = openDatabase(database.url, { writable: true });
  });
  afterAll(async () => {
    await writer.close();
    await drop();
  });

  /** The message with which an import is refused. */
  async function refusalOf(dataset: string, from: string): Promise<string> {
    const error = await runImport(writer, { dataset, from, full: true }, () => {}).then(
      () => new Error('It was imported.'),
      (thrown: Error) => thrown,
    );
    expect(await writer.write(({ readAll: all }) => all('sources'))).toEqual([]);
    return error.message;
  }

  const quoteUnclosed = (text: string) => text.replace('1990-06-12', '"1990-06-12');
  const PAGE = '<!DOCTYPE html>\n<html lang="en">\n<p>404</p>';

  it.each<[file: keyof Invented, found: string, change: (text: string) => string]>([
    ['results', 'it is empty', () => ''],
    ['results', 'it is a page of the web, not a table: <!DOCTYPE html>', () => PAGE],
    ['goalscorers', 'it is a page of the web, not a table: <!DOCTYPE html>', () => PAGE],
    ['results', 'it has no column date, home_team', () => '404: Not Found'],
    ['results', 'it has a header and no rows', (text) => text.split('\n')[0] ?? ''],
    ['results', 'it ends within a row, on line 4: 1990-06-20,Lem', (text) => text.slice(0, -36)],
    ['results', 'it ends within a row, on line 4: 1990', (text) => text.slice(0, -49)],
    ['results', 'it ends within a row, on line 4: 1990-06-20,', (text) => text.slice(0, -2)],
    ['results', 'it ends within a row, on line 3: "1990-06-12,', quoteUnclosed],
    ['goalscorers', 'it ends within a row, on line 6: 1990', (text) => text.slice(0, -8)],
    [
      'goalscorers',
      'none of its 5 rows can be read: line 2: there is no match Thule v Lemuria on 1990-06-08',
      (text) => text.replaceAll('Atlantis', 'Thule'),
    ],
    [
      'results',
      'none of its 3 rows can be read: line 2: "08/06/1990" is no day of the calendar: 08/06/1990,At',
      (text) => text.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1'),
    ],
  ])('refuses %s where %s', async (broken, found, change) => {
    const { folder, remove } = resultsFolder({}, (file, lines) =>
      file === broken ? change(lines.join('\n')) : lines.join('\n'),
    );
    const message = await refusalOf('international-results', folder).finally(remove);
    expect(message).toContain(`${broken}.csv: ${found}`);
    expect(message).not.toContain('\n');
  });

  it.each<[dataset: string, files: Files, found: string]>([
    [
      'world-cup-squads',
      { squads: SQUADS.squads?.map((line) => line.replace(/^\d{4},/, 'x,')) ?? [] },
      'squads.csv: none of its 5 rows can be read: line 2: "x" is no year',
    ],
    ['world-cup-squads', { squads: SQUADS.squads?.slice(0, 1) ?? [] }, 'squads.csv: it has a head'],
    [
      'fjelstul-world-cup',
      { ...CUPS, matches: CUPS.matches?.slice(0, 1) ?? [] },
      'matches.csv: it has a header and no rows',
    ],
    [
      'fjelstul-world-cup',
      { ...CUPS, goals: CUPS.goals?.map((line) => line.replace('M-', 'N-')) ?? [] },
      'goals.csv: none of its 6 rows can be read: line 2: there is no match "N-1990-01"',
    ],
  ])('refuses files of %s likewise', async (dataset, files, found) => {
    expect(await withFolder(files, (folder) => refusalOf(dataset, folder))).toContain(found);
  });
});
