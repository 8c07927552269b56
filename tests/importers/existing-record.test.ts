import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { permanentListing } from '../../src/importers/existing-players.js';
import { createExistingRecord } from '../../src/importers/existing-record.js';
import { EMPTY_FACTS } from '../../src/importers/facts.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { DATABASES } from '../support/databases.js';
import { SEED } from '../support/record.js';
import { type TestRecord, testRecord } from './record-of.js';
import { CUPS, SQUADS } from './world-cup-folders.js';

for (const kind of DATABASES) {
  describe(`what the record has on ${kind}`, () => {
    let record: TestRecord;
    beforeAll(async () => {
      record = await testRecord(kind);
      const db = openDatabase(record.url, { writable: true });
      await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
      await db.close();
      await record.bringResults();
      await record.bring('fjelstul-world-cup', CUPS);
      await record.bring('world-cup-squads', SQUADS);
    });
    afterAll(() => record.drop());

    it('written again as it is read changes nothing', async () => {
      const db = openDatabase(record.url, { writable: true });
      const known = createExistingRecord(db);
      const matches = [
        ...(await known.matchesOf('fifa-world-cup')),
        ...(await known.matchesOf('fifa-world-cup-women')),
      ];
      const report = await writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, matches });
      await db.close();
      expect(matches.length).toBeGreaterThan(20);
      expect(report.written).toBe(0);
    });

    it('has people with all their names, keys and days of goals', async () => {
      const kane = (await record.people()).get('Harry Kane, england');
      expect(kane).toMatchObject({
        birthDate: '1993-07-28',
        keys: [{ source: 'world-cup-squads', key: 'England/Harry Kane' }],
      });
      expect(kane && permanentListing(kane)).toEqual({ name: 'Harry Kane', team: 'england' });
      const kleito = (await record.people()).get('Kleito, atlantis');
      expect(kleito).toMatchObject({ firstGoal: '1990-06-08', lastGoal: '1990-06-12' });
    });

    it('has teams and tournaments by slug', async () => {
      expect([...(await record.read((known) => known.teams()))]).toEqual(
        expect.arrayContaining(['england', 'atlantis', 'atlantis-women']),
      );
      expect(await record.read((known) => known.tournaments())).toContain('fifa-world-cup-women');
    });
  });
}
