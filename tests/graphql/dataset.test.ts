/** What the record holds, and how complete it is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { add, FURTHER, seededWith } from '../record/further.js';
import {
  goals,
  type Match,
  matches,
  matchesOf,
  penalties,
  players,
  quotes,
  sources,
  teams,
} from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { SEED, seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const COVERAGE = `query($filter: MatchFilter, $asOf: Date) {
  coverage(filter: $filter, asOf: $asOf) {
    ...sum
    byTournament { tournament { slug } coverage { ...sum } }
    byDecade { decade coverage { ...sum } }
  }
}
fragment sum on Coverage {
  matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness
}`;

/** The coverage of matches of the seed, in which every goal has a row, though not every match is there. */
const whole = (some: readonly Match[]) => ({
  matches: some.length,
  goals: some.reduce((sum, { score }) => sum + score.home + score.away, 0),
  goalsRecorded: some.reduce((sum, match) => sum + match.goals.length, 0),
  goalsUnrecorded: 0,
  matchesWithoutScorers: 0,
  completeness: 'PARTIAL',
});

const decadeOf = ({ date }: Match) => 10 * Math.floor(Number(date.slice(0, 4)) / 10);

/** The matches of each key, in the order in which the keys appear. */
function grouped<Key>(some: readonly Match[], keyOf: (match: Match) => Key): [Key, Match[]][] {
  const groups = new Map<Key, Match[]>();
  for (const match of some) groups.set(keyOf(match), [...(groups.get(keyOf(match)) ?? []), match]);
  return [...groups];
}

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('Dataset.counts are the rows that the seed has', async () => {
      const { dataset } = await record.ask(`{ dataset { dataThrough counts {
        teams players matches goals penalties shootouts tournaments quotes articles
      } } }`);
      expect(dataset).toEqual({
        dataThrough: matches.at(-1)?.date,
        counts: {
          teams: teams.length,
          players: players.size,
          matches: matches.length,
          goals: goals.length,
          penalties: penalties.length,
          shootouts: matches.filter(({ shootout }) => shootout !== null).length,
          tournaments: new Set(matches.map(({ tournament }) => tournament)).size,
          quotes: quotes.length,
          articles: 1,
        },
      });
    });

    it('Dataset.holdings says of which matches the record holds every one, or every one that a dataset lists', async () => {
      const { dataset } = await record.ask(
        '{ dataset { holdings { category completeness team { slug } tournament { slug } from to source { slug } } } }',
      );
      expect(dataset.holdings).toEqual([
        {
          category: 'MEN',
          completeness: 'LISTED',
          team: { slug: 'england' },
          tournament: null,
          from: '2022-09-27',
          to: '2023-06-15',
          source: { slug: 'international-results' },
        },
      ]);
    });

    it('Dataset.sources are all of them, by slug, each with its licence', async () => {
      const { dataset } = await record.ask(
        '{ dataset { sources { slug kind license attribution } } }',
      );
      const found = dataset.sources.map(({ slug }: { slug: string }) => slug);
      expect(found).toEqual([...sources].sort());
      expect(dataset.sources).toContainEqual({
        slug: 'fjelstul-world-cup',
        kind: 'DATASET',
        license: 'CC-BY-SA-4.0',
        attribution: '© 2023 Joshua C. Fjelstul, Ph.D.; facts taken over, form changed',
      });
    });

    it('Import.read is written, unchanged and rejected together', async () => {
      const { dataset } = await record.ask(`{ dataset { importedAt imports {
        source { slug } importedAt read written unchanged rejected
        warnings { kind count } rejectedRows { file line reason text }
      } } }`);
      const [seed] = dataset.imports;
      expect(dataset.imports).toHaveLength(1);
      expect(seed).toMatchObject({ source: { slug: 'scoresheet-seed' }, rejectedRows: [] });
      expect(seed.read).toBe(seed.written + seed.unchanged + seed.rejected);
      expect(seed.written).toBeGreaterThan(matches.length + goals.length);
      for (const instant of [dataset.importedAt, seed.importedAt]) {
        expect(new Date(instant).toISOString()).toBe(instant);
      }
    });

    it('Query.coverage has every goal of the seed, in all and divided, and is PARTIAL for the matches that it lacks', async () => {
      const { coverage } = await record.ask(COVERAGE);
      const { byTournament, byDecade, ...sum } = coverage;
      expect(sum).toEqual(whole(matches));
      expect(byDecade).toEqual(
        grouped(matches, decadeOf).map(([decade, some]) => ({ decade, coverage: whole(some) })),
      );
      expect(byTournament).toEqual(
        grouped(matches, ({ tournament }) => tournament)
          .sort(([, one], [, other]) => other.length - one.length)
          .map(([slug, some]) => ({ tournament: { slug }, coverage: whole(some) })),
      );
    });

    it('Query.coverage counts the day asked for, and the matches let through', async () => {
      const asked = {
        asOf: '2022-12-10',
        filter: { team: 'england', tournament: 'fifa-world-cup' },
      };
      const { coverage } = await record.ask(COVERAGE, asked);
      const some = matchesOf('england').filter(
        ({ date, tournament }) => date <= '2022-12-10' && tournament === 'fifa-world-cup',
      );
      expect(coverage).toMatchObject(whole(some));
      expect(some.at(-1)?.slug).toBe('2022-12-10-england-france');
    });

    it('Query.coverage before the first match of all is COMPLETE, and says that there is none', async () => {
      const { coverage } = await record.ask(
        '{ coverage(asOf: "1872-11-29") { matches completeness explanation byDecade { decade } } }',
      );
      expect(coverage).toEqual({
        matches: 0,
        completeness: 'COMPLETE',
        explanation: 'The record has no played match here; there is no day for such a match.',
        byDecade: [],
      });
    });
  });

  describe(`${kind}: beyond the seed`, () => {
    let database: Database;
    let record: TestServer;
    beforeAll(async () => {
      database = await seededWith(kind, FURTHER);
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    it('Query.coverage counts goals without a row, and leaves unplayed matches out', async () => {
      const { coverage } = await record.ask(COVERAGE);
      const seed = whole(matches);
      // The friendly has three goals and no row, the women's match three goals and one row.
      expect(coverage).toMatchObject({
        matches: seed.matches + 2,
        goals: seed.goals + 6,
        goalsRecorded: seed.goalsRecorded + 1,
        goalsUnrecorded: 5,
        matchesWithoutScorers: 1,
        completeness: 'PARTIAL',
      });
      expect(coverage.byDecade.at(-1)).toMatchObject({
        decade: 2030,
        coverage: { matches: 2, goals: 6, goalsUnrecorded: 5, completeness: 'PARTIAL' },
      });
      expect(coverage.byTournament).toContainEqual({
        tournament: { slug: 'friendly' },
        coverage: {
          matches: 1,
          goals: 3,
          goalsRecorded: 0,
          goalsUnrecorded: 3,
          matchesWithoutScorers: 1,
          completeness: 'NONE',
        },
      });
    });

    it('Dataset.dataThrough is the day of the last match that was played', async () => {
      const { dataset } = await record.ask('{ dataset { dataThrough } }');
      expect(dataset.dataThrough).toBe('2030-01-03');
    });

    it('Dataset.version changes with an import that changes a row, and only then', async () => {
      const state = async () =>
        (await record.ask('{ dataset { version importedAt imports { importedAt } } }')).dataset;
      const before = await state();
      await add(database, readSeed(SEED));
      // Other files that say the same are a run of their own.
      const same = await state();
      expect(same).toMatchObject({ version: before.version, importedAt: before.importedAt });
      const [friendly] = FURTHER.matches ?? [];
      if (friendly) await add(database, { matches: [{ ...friendly, homeScore: 3 }] });
      const after = await state();
      expect(after.version).not.toBe(before.version);
      expect(after.imports).toHaveLength(same.imports.length + 1);
    });

    it('Query.team answers from what an import has brought, at once', async () => {
      const ask = async () => (await record.ask('{ team(slug: "atlantis") { name } }')).team;
      expect(await ask()).toBeNull();
      const cited = { source: 'international-results', key: 'Atlantis' };
      const atlantis = { slug: 'atlantis', name: 'Atlantis', category: 'MEN' as const };
      await add(database, { teams: [{ ...cited, ...atlantis, formerNames: [] }] });
      expect(await ask()).toEqual({ name: 'Atlantis' });
    });
  });
}
