/**
 * The three datasets themselves, one after the other. They are no part of the repository: they are looked for in the folder
 * DATASETS names (default: ../shared/datasets); where it is absent the test is skipped and a line says so.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database.js';
import { runImport } from '../../src/importers/run.js';
import { readSeed } from '../../src/importers/seed.js';
import { writeFacts } from '../../src/importers/write.js';
import { type Asking, asking } from '../support/ask.js';
import { migratedDatabase, SEED } from '../support/record.js';

const FOLDER = path.resolve(process.env.DATASETS ?? '../shared/datasets');
const NAMES = ['international-results', 'fjelstul-world-cup', 'world-cup-squads'] as const;

const absent = NAMES.filter((name) => !existsSync(path.join(FOLDER, name)));
if (absent.length > 0) {
  console.log(`Skipped: ${FOLDER} has no ${absent.join(', ')}; name the folder by DATASETS.`);
}

// On SQLite alone: on both it would take as long as all other tests.
describe.skipIf(absent.length > 0)('the whole record', () => {
  let database: Awaited<ReturnType<typeof migratedDatabase>>;
  let server: Asking;
  let reports: string[];

  /** Imports everything, and then the seed; answers the lines of the reports. */
  async function bringAll(): Promise<string[]> {
    const lines: string[] = [];
    const db = openDatabase(database.url, { writable: true });
    for (const dataset of NAMES) {
      const from = path.join(FOLDER, dataset);
      await runImport(db, { dataset, from, full: true }, (line) => lines.push(line.trim()));
    }
    const { written } = await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
    await db.close();
    return [...lines, `the seed: ${written} written`];
  }

  beforeAll(async () => {
    database = await migratedDatabase('sqlite');
    reports = await bringAll();
    server = asking(openDatabase(database.url));
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  it('accounts for every row', () => {
    expect(reports).toEqual(
      expect.arrayContaining([
        'international-results: 98,153 rows read = 98,152 written + 0 unchanged + 1 rejected.',
        'fjelstul-world-cup: 15,712 rows read = 15,712 written + 0 unchanged + 0 rejected.',
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

  it('carries the 51 published goals of Kane forward to 53', async () => {
    const { player } = await server.ask(`{ player(slug: "harry-kane") {
      birthDate career(asOf: "2022-12-10") { goals { value basis recorded } } } }`);
    expect(player).toEqual({
      birthDate: '1993-07-28',
      career: { goals: { value: 53, basis: 'CARRIED_FORWARD', recorded: 47 } },
    });
  });

  it('stays as it is when all of it comes again', async () => {
    const again = await bringAll();
    expect(again.filter((line) => line === 'Nothing is new.')).toHaveLength(NAMES.length);
    expect(again).toContain('the seed: 0 written');
  }, 120_000);
});
