/** The three datasets themselves, one after the other; skipped where one of them is absent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { runImport } from '../../src/importers/run.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { SEED } from '../support/record.js';
import { IS_FULL_RUN } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import {
  folderOf,
  isAbsent,
  LAYERS,
  recordWithLayers,
  type WholeRecord,
} from '../support/whole-record.js';

interface Held {
  completeness: string;
  tournament: { slug: string } | null;
  from: string;
  to: string;
  source: { slug: string };
}

// On SQLite alone: on both it would take as long as all other tests.
describe.skipIf(isAbsent('international-results', ...LAYERS))('the whole record', () => {
  let database: WholeRecord;
  let server: TestServer;
  let reports: string[];

  /** Imports datasets, and then the seed; answers the lines of the reports. */
  async function bring(datasets: readonly string[]): Promise<string[]> {
    const lines: string[] = [];
    const db = openDatabase(database.url, { writable: true });
    for (const dataset of datasets) {
      const from = folderOf(dataset);
      await runImport(db, { dataset, from, full: true }, (line) => lines.push(line.trim()));
    }
    const { written } = await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
    await db.close();
    return [...lines, `the seed: ${written} written`];
  }

  beforeAll(async () => {
    database = await recordWithLayers('sqlite');
    reports = [...database.report, ...(await bring([]))];
    server = createTestServer(openDatabase(database.url));
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  it('accounts for every row', () => {
    expect(reports).toEqual(
      expect.arrayContaining([
        'international-results: 98,153 rows read = 98,152 written + 0 unchanged + 1 rejected.',
        'fjelstul-world-cup: 18,976 rows read = 18,976 written + 0 unchanged + 0 rejected.',
        'world-cup-squads: 10,966 rows read = 10,966 written + 0 unchanged + 0 rejected.',
      ]),
    );
  });

  it("joins all 964 men's matches, 139 with their sides swapped, and keeps 11 other minutes", () => {
    // 1,248 matches of which the women's 284 are new; the city of 22 differs by its name, that of one is wrong.
    expect(reports).toEqual(
      expect.arrayContaining([
        '1,248 matches written',
        '284 matches-not-in-the-record (kept)',
        '139 swapped-sides (kept)',
        '11 minute-differs (kept)',
        '23 city-differs (kept)',
      ]),
    );
  });

  it("has the winners of 22 men's World Cups and of one that the seed adds", async () => {
    const { tournament } = await server.ask(
      '{ tournament(slug: "fifa-world-cup") { editions { year winner { slug } } } }',
    );
    const titles = new Map<string, number>();
    for (const { winner } of tournament.editions) {
      titles.set(winner.slug, (titles.get(winner.slug) ?? 0) + 1);
    }
    expect(tournament.editions).toHaveLength(23);
    expect(Object.fromEntries(titles)).toEqual({
      brazil: 5,
      germany: 4,
      italy: 4,
      argentina: 3,
      uruguay: 2,
      france: 2,
      england: 1,
      spain: 2,
    });
  });

  it('holds every World Cup as COMPLETE: to 2022 by two sources, to 2026 and those of women by structure', async () => {
    const { dataset } = await server.ask(
      '{ dataset { holdings { completeness tournament { slug } from to source { slug } } } }',
    );
    const lines = dataset.holdings
      .filter(({ tournament }: Held) => tournament?.slug.startsWith('fifa-world-cup'))
      .map(({ completeness, tournament, from, to, source }: Held) =>
        [completeness, tournament?.slug, from, to, source.slug].join(' '),
      );
    expect(lines).toEqual([
      'COMPLETE fifa-world-cup 1872-11-30 2022-12-18 fjelstul-world-cup',
      'COMPLETE fifa-world-cup 1970-05-31 1970-06-21 international-results',
      'COMPLETE fifa-world-cup 1982-06-13 2026-07-19 international-results',
      'COMPLETE fifa-world-cup-women 1991-11-16 2019-07-07 fjelstul-world-cup',
    ]);
  });

  it('carries the 51 published goals of Kane forward to 53', async () => {
    const { player } = await server.ask(`{ player(slug: "harry-kane") {
      birthDate career(asOf: "2022-12-10") { goals { value basis recorded } } } }`);
    expect(player).toEqual({
      birthDate: '1993-07-28',
      career: { goals: { value: 53, basis: 'CARRIED_FORWARD', recorded: 47 } },
    });
  });

  it(`stays as it is when ${IS_FULL_RUN ? 'all of it comes' : 'the results and one dataset that adds to them come'} again, once a seed that came last is in its place`, async () => {
    const datasets = ['international-results', ...LAYERS].slice(0, IS_FULL_RUN ? undefined : 2);
    const again = await bring(datasets);
    // The seed came last: the first import after it makes the record in the order of its sources.
    const [, ...others] = datasets;
    expect(again.filter((line) => line === 'Nothing is new.')).toHaveLength(others.length);
    expect(again).toContain('the seed: 0 written');
  });
});
