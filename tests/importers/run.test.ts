/** What whoever runs an import sees, and what a server that goes on running answers afterwards. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { parseImportArguments, runImport } from '../../src/importers/run.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { DATABASES } from '../support/databases.js';
import { migratedDatabase, SEED } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { type Invented, resultsFolder, SMALL } from './results-folder.js';

const RESULTS = 'international-results';

const FOUNDING = `{
  comparePlayers(players: ["harry-kane", "wayne-rooney"], asOf: "2022-12-11") {
    rows { goals { value basis recorded lowerBound upperBound } caps { value } relativeToBaseline }
  }
  matches(filter: { category: MEN }) { totalCount }
  team(slug: "england") { record { played won goalsFor } }
}`;

describe.each(DATABASES)('%s', (kind) => {
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

  /** Imports an invented folder and answers the lines that were printed. */
  async function bring(
    invented: Partial<Invented> = {},
    options: { category?: string; full?: boolean } = {},
  ): Promise<string[]> {
    const { folder, remove } = resultsFolder(invented);
    const lines: string[] = [];
    const asked = { dataset: RESULTS, from: folder, ...options };
    await runImport(writer, asked, (line) => lines.push(line)).finally(remove);
    return lines;
  }

  const said = (lines: string[]) => lines.find((line) => line.includes('rows read'));

  it('the report accounts for every row', async () => {
    const lines = await bring({ results: [...SMALL.results, 'nonsense'] });
    expect(said(lines)).toBe(
      'international-results: 11 rows read = 10 written + 0 unchanged + 1 rejected.',
    );
    expect(lines.find((line) => line.includes('results.csv:5:'))).toContain('nonsense');
    const { dataset } = await server.ask(`{ dataset { dataThrough imports {
      source { slug } read written unchanged rejected warnings { kind count }
      rejectedRows { file line reason text } } } }`);
    expect(dataset.dataThrough).toBe('1990-06-20');
    expect(dataset.imports).toMatchObject([
      {
        source: { slug: RESULTS },
        ...{ read: 11, written: 10, unchanged: 0, rejected: 1 },
        warnings: [
          { kind: 'unknown-minutes', count: 1 },
          { kind: 'unknown-scorers', count: 1 },
        ],
        rejectedRows: [{ file: 'results.csv', line: 5, text: 'nonsense' }],
      },
    ]);
  });

  it('the same files again are not read again, and with --full change nothing', async () => {
    await bring();
    const { dataset: before } = await server.ask('{ dataset { version imports { read } } }');
    for (const options of [{}, { full: true }]) {
      const lines = await bring({}, options);
      expect(said(lines)).toBe(
        'international-results: 10 rows read = 0 written + 10 unchanged + 0 rejected.',
      );
      expect(lines.join()).toContain('Nothing is new');
    }
    const { dataset: after } = await server.ask('{ dataset { version imports { read } } }');
    expect(after).toEqual(before);
  });

  it('a server that is running answers from the new version at once', async () => {
    await bring();
    const question = '{ dataset { version } team(slug: "thule") { name record { played } } }';
    const before = await server.ask(question);
    expect(before.team).toBeNull();
    const [first = '', ...rest] = SMALL.results;
    await bring({ results: [first, ...rest, '1991-01-01,Thule,Mu,0,0,Friendly,Thule,Thule,TRUE'] });
    const after = await server.ask(question);
    expect(after.team).toEqual({ name: 'Thule', record: { played: 1 } });
    expect(after.dataset.version).not.toBe(before.dataset.version);
  });

  it('women are imported beside the men, under slugs of their own, and change no figure of theirs', async () => {
    await writeFacts(writer, 'scoresheet-seed', readSeed(SEED));
    const before = await server.ask(FOUNDING);
    await bring({}, { category: 'women' });
    expect(await server.ask(FOUNDING)).toEqual(before);
    const { team, matches, tournament } = await server.ask(`{
      team(slug: "atlantis-women") { name category record { played won } sources { slug } }
      matches(filter: { category: WOMEN, competitive: false }) { nodes { slug } }
      tournament(slug: "fifa-world-cup-women") { category matches { totalCount } }
    }`);
    expect(team).toEqual({
      name: 'Atlantis',
      category: 'WOMEN',
      record: { played: 2, won: 1 },
      sources: [{ slug: 'international-results-women' }],
    });
    expect(matches.nodes).toEqual([{ slug: '1990-06-20-lemuria-women-mu-women' }]);
    expect(tournament).toEqual({ category: 'WOMEN', matches: { totalCount: 2 } });
  });

  it('results alone answer every question, and say what they lack', async () => {
    await bring();
    const { match, player } = await server.ask(`{
      match(slug: "1990-06-12-mu-atlantis") {
        stage venue { stadium city } afterExtraTime edition { slug } sources { license }
        shootout { winner { slug } score { home } kicks { outcome } }
        homeNameOnDate scorersComplete
      }
      player(slug: "kleito") { birthDate career {
        goals { value basis recorded upperBound } caps { value basis explanation } goalsPerCap { value }
      } }
    }`);
    expect(match).toEqual({
      stage: null,
      venue: { stadium: null, city: 'Ys' },
      afterExtraTime: null,
      edition: null,
      sources: [{ license: 'CC0-1.0' }],
      shootout: { winner: { slug: 'mu' }, score: null, kicks: [] },
      homeNameOnDate: 'Hiva',
      scorersComplete: true,
    });
    expect(player.birthDate).toBeNull();
    expect(player.career).toMatchObject({
      caps: { value: null, basis: 'UNKNOWN' },
      goalsPerCap: { value: null },
    });
    expect(player.career.caps.explanation).toContain('No source has published the caps');
  });

  it('every team is rated after each of its matches, and all are rated anew when an old result changes', async () => {
    const ratings = () =>
      writer.write(({ readAll: all }) =>
        all<{ teamId: number; matchId: number; value: number }>('team_ratings'),
      );
    await bring();
    const before = await ratings();
    expect(before).toHaveLength(6);
    const [first = '', ...rest] = SMALL.results;
    await bring({ results: [first.replace(',2,1,', ',2,9,'), ...rest] });
    const after = await ratings();
    expect(after).toHaveLength(6);
    for (const { teamId, matchId, value } of after) {
      const old = before.find((row) => row.teamId === teamId && row.matchId === matchId);
      expect(value).not.toBe(old?.value);
    }
  });

  it.each([
    [{ dataset: 'nonsense' }, '"nonsense" is no dataset; there are international-results'],
    [{ dataset: RESULTS, category: 'boys' }, '--category must be men or women, got "boys"'],
    [{ dataset: RESULTS, from: 'nowhere' }, 'results.csv: there is no such file in nowhere'],
  ])('a command that cannot be carried out says what is accepted: %j', async (asked, message) => {
    await expect(runImport(writer, asked, () => {})).rejects.toThrow(message);
  });
});

describe('the command line', () => {
  it.each([
    ['international-results --from somewhere', { dataset: RESULTS, from: 'somewhere' }],
    ['--dataset international-results --full', { dataset: RESULTS, full: true }],
    ['international-results --category women', { dataset: RESULTS, category: 'women' }],
  ])('is read: %s', (line, asked) => {
    expect(parseImportArguments(line.split(' '))).toMatchObject(asked);
  });

  it('refuses a word that it does not know', () => {
    expect(() => parseImportArguments(['--form', 'x'])).toThrow("Unknown option '--form'");
  });
});
