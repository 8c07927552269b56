/** What is kept in memory by version: read once, read again only when the record has changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listedDays } from '../../src/analysis/scope.js';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import {
  createReferenceReader,
  type ReferenceData,
  teamNameAsOf,
} from '../../src/record/reference.js';
import { DATABASES } from '../support/databases.js';
import { emptyDatabase, migratedDatabase, seededDatabase } from '../support/record.js';
import { add, seededWith } from './further.js';
import { teams } from './seed.js';

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    let reference: ReferenceData;
    const statements: string[] = [];
    beforeAll(async () => {
      database = await seededDatabase(kind, { onSelect: (text) => statements.push(text) });
      reference = (await createReferenceReader(database)()) as ReferenceData;
    });
    afterAll(() => database.close());

    it('referenceReader answers null while nothing was ever imported', async () => {
      const empty = await emptyDatabase(kind);
      expect(await createReferenceReader(empty)()).toBeNull();
      await empty.close();
    });

    it('referenceReader reads the rows once, and after that only the version', async () => {
      const read = createReferenceReader(database);
      statements.length = 0;
      const first = await read();
      expect(statements).toHaveLength(1);
      expect(await read()).toBe(first);
      expect(statements).toHaveLength(1);
    });

    it('referenceReader reads the rows again when an import has changed the record', async () => {
      const changing = await seededWith(kind, {});
      const read = createReferenceReader(changing);
      const before = await read();
      await add(changing, {});
      expect(await read()).toBe(before);
      const cited = { source: 'international-results', key: 'Atlantis' };
      const team = { slug: 'atlantis', name: 'Atlantis', category: 'MEN' as const };
      await add(changing, { teams: [{ ...cited, ...team, formerNames: [] }] });
      const after = await read();
      expect(after?.version).not.toBe(before?.version);
      expect([before, after].map((one) => one?.teams.find('atlantis')?.name)).toEqual([
        undefined,
        'Atlantis',
      ]);
      await changing.close();
    });

    it('a reader that found nothing reads on when the first import is done', async () => {
      const { url, drop } = await migratedDatabase(kind);
      const writer = openDatabase(url, { writable: true });
      const reader = openDatabase(url);
      const read = createReferenceReader(reader);
      expect(await read()).toBeNull();
      const seed = { title: 'T', kind: 'DATASET' as const, publisher: null, publishedOn: null };
      const source = { ...seed, slug: 'scoresheet-seed', url: null, license: null };
      await add(writer, { sources: [{ ...source, attribution: null }] });
      expect((await read())?.sources.all).toHaveLength(1);
      await Promise.all([writer.close(), reader.close()]);
      await drop();
    });

    it('Shelf.get throws for a row that the record does not have, Shelf.find does not', () => {
      expect(() => reference.teams.get(0)).toThrow('row 0');
      expect(reference.teams.find('atlantis')).toBeUndefined();
    });

    it('Shelf.all is in the order of the slugs, whatever the locale of the database', () => {
      const slugs = reference.teams.all.map(({ slug }) => slug);
      expect(slugs).toEqual(teams.map(({ slug }) => slug).sort());
    });

    it('nameOn is each former name on its first and its last day, and the present one around them', () => {
      for (const { slug, name, formerly } of teams) {
        const team = reference.teams.find(slug);
        if (!team) throw new Error(`${slug} is not there`);
        for (const former of formerly) {
          expect([teamNameAsOf(team, former.from), teamNameAsOf(team, former.to)]).toEqual([
            former.name,
            former.name,
          ]);
        }
        expect(teamNameAsOf(team, '2026-07-19')).toBe(name);
        expect(teamNameAsOf(team, '1872-11-30')).toBe(name);
      }
    });

    it('listedDays speaks of a team, of its category, and of nobody else', () => {
      const held = {
        completeness: 'LISTED' as const,
        tournamentId: null,
        from: '1872-11-30',
        to: '1880-01-01',
        sourceId: 1,
      };
      const cup = reference.tournaments.find('fifa-world-cup')?.id ?? 0;
      const [england, france] = ['england', 'france'].map((slug) => reference.teams.find(slug));
      if (!england || !france) throw new Error('They are not there.');
      const more: ReferenceData = {
        ...reference,
        holdings: [
          { ...held, category: 'MEN', teamId: null },
          { ...held, category: 'MEN', teamId: null, tournamentId: cup, from: '1930-07-13' },
          { ...held, category: 'WOMEN', teamId: null, from: '1971-01-01' },
          ...reference.holdings,
        ],
      };
      const daysOf = (team: typeof england) => listedDays(more, team).map(({ from }) => from);
      expect(daysOf(england)).toEqual(['1872-11-30', '2022-09-27']);
      expect(daysOf(france)).toEqual(['1872-11-30']);
    });
  });
}
