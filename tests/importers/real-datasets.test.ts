/** The datasets themselves, one after the other; skipped where one of them is absent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { runImport } from '../../src/importers/run.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { createReferenceReader } from '../../src/record/reference.js';
import { codeOf } from '../../src/record/team-names.js';
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

  /** Imports datasets in full, and answers the lines of the reports. */
  async function bring(url: string, datasets: readonly string[]): Promise<string[]> {
    const lines: string[] = [];
    const db = openDatabase(url, { writable: true });
    for (const dataset of datasets) {
      const from = folderOf(dataset);
      await runImport(db, { dataset, from, full: true }, (line) => lines.push(line.trim()));
    }
    await db.close();
    return lines;
  }

  /** Brings the seed, and answers how many rows it has written. */
  async function bringSeed(url: string): Promise<number> {
    const db = openDatabase(url, { writable: true });
    const { written } = await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
    await db.close();
    return written;
  }

  beforeAll(async () => {
    database = await recordWithLayers('sqlite');
    reports = database.report;
    await bringSeed(database.url);
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
        // Each of the 229 rejected rows names a country, none an unknown team.
        'country-codes: 1,852 rows read = 1,623 written + 0 unchanged + 229 rejected.',
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

  it("has FIFA's codes of 213 of the 217 men's teams with a match in a World Cup or its qualification", async () => {
    const db = openDatabase(database.url);
    const teams = (await createReferenceReader(db)())?.teams.all ?? [];
    await db.close();
    const men = teams.filter(({ category }) => category === 'MEN');
    expect(men.filter(({ otherNames }) => otherNames.length > 0)).toHaveLength(239);
    const played = men.filter(({ playedWorldCup }) => playedWorldCup);
    expect(played).toHaveLength(217);
    const without = played.filter((team) => codeOf(team) === null).map(({ slug }) => slug);
    expect(without).toEqual(['german-dr', 'saarland', 'vietnam-republic', 'yemen-dpr']);
    expect(codeOf(men.find(({ slug }) => slug === 'singapore') ?? { otherNames: [] })).toBe('SIN');
  });

  it.each([
    ['USA', 'united-states'],
    ['Holland', 'netherlands'],
    ['Türkiye', 'turkey'],
    ['Czechia', 'czech-republic'],
    ["Côte d'Ivoire", 'ivory-coast'],
    ['Cabo Verde', 'cape-verde'],
    ['ENG', 'england'],
    ['Korea', 'south-korea'],
    ['Congo', 'congo'],
  ])('finds by %j the team %s, in an argument and first in a search', async (name, slug) => {
    const { team, search } = await server.ask(
      `query($name: String!) { team(slug: $name) { slug } search(text: $name) { node { ... on Team { slug } } } }`,
      { name },
    );
    expect([team, search[0].node]).toEqual([{ slug }, { slug }]);
  });

  it.each([
    ['Ireland', ['republic-of-ireland', 'northern-ireland']],
    ['ANT', ['curacao', 'antigua-and-barbuda']],
    ['BRN', ['bahrain', 'brunei']],
    ['MRT', ['martinique', 'mauritania']],
  ])('takes %j in an argument for none, and finds both teams in a search', async (name, slugs) => {
    const { team, search } = await server.ask(
      `query($name: String!) { team(slug: $name) { slug }
        search(text: $name, kinds: [TEAM], first: 2) { matchedOn node { ... on Team { slug } } } }`,
      { name },
    );
    expect(team).toBeNull();
    expect(search).toEqual(slugs.map((slug) => ({ matchedOn: name, node: { slug } })));
  });

  it('finds an edition first by its year, and the matches of a day in English', async () => {
    const { cup, day, iso } = await server.ask(`{
      cup: search(text: "World Cup 1966") { kind title subtitle }
      day: search(text: "10 December 2022", kinds: [MATCH], first: 100) { title }
      iso: search(text: "2022-12-10", kinds: [MATCH], first: 100) { title }
    }`);
    expect(cup[0]).toEqual({
      kind: 'EDITION',
      title: 'FIFA World Cup 1966',
      subtitle: "Men's tournament, 1966-07-11 to 1966-07-30",
    });
    expect(day.length).toBeGreaterThan(0);
    expect(day).toEqual(iso);
  });

  it('has confederations of the teams of World Cups, and of no other', async () => {
    const db = openDatabase(database.url);
    const teams = (await createReferenceReader(db)())?.teams.all ?? [];
    await db.close();
    const counts = Map.groupBy(
      teams,
      ({ confederation, category }) => `${category} ${confederation}`,
    );
    const found = [...counts].map(([key, group]) => [key, group.length] as const);
    expect(Object.fromEntries(found.filter(([key]) => !key.endsWith('null')))).toEqual({
      'MEN AFC': 12,
      'MEN CAF': 13,
      'MEN CONCACAF': 11,
      'MEN CONMEBOL': 9,
      'MEN OFC': 1,
      'MEN UEFA': 36,
      'WOMEN AFC': 7,
      'WOMEN CAF': 6,
      'WOMEN CONCACAF': 5,
      'WOMEN CONMEBOL': 5,
      'WOMEN OFC': 1,
      'WOMEN UEFA': 12,
    });
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

  it('stays as it is when its results come again', async () => {
    const { url, drop } = await recordWithLayers('sqlite');
    expect(await bring(url, ['international-results']).finally(drop)).toContain('Nothing is new.');
  });

  it.runIf(IS_FULL_RUN)(
    'stays as it is when all of it comes again, once a seed that came last is in its place',
    async () => {
      const again = await bring(database.url, ['international-results', ...LAYERS]);
      // The seed came last: the first import after it makes the record in the order of its sources.
      expect(again.filter((line) => line === 'Nothing is new.')).toHaveLength(LAYERS.length);
      expect(await bringSeed(database.url)).toBe(0);
    },
  );
});
