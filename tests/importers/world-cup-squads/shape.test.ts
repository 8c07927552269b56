import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { readSeed } from '../../../src/importers/documents/seed.js';
import { writeFacts } from '../../../src/importers/write/write.js';
import { DATABASES } from '../../support/databases.js';
import { SEED } from '../../support/record.js';
import { createTestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS, changed, SQUADS } from '../world-cup-folders.js';

const DATASET = 'world-cup-squads';

const HEADER = SQUADS.squads?.[0] ?? '';

for (const kind of DATABASES) {
  describe(`squads on ${kind}`, () => {
    let record: TestRecord;
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults();
      await record.bring('fjelstul-world-cup', CUPS);
      report = await record.bring(DATASET, SQUADS);
    });
    afterAll(() => record.drop());

    it('account for every row', () => {
      expect(report).toContain(
        'world-cup-squads: 5 rows read = 5 written + 0 unchanged + 0 rejected.',
      );
    });

    it('publish figures as of the first day, in our words, under keys of their own', async () => {
      const server = createTestServer(openDatabase(record.url));
      const { player } = await server.ask(`{ player(slug: "kleito") {
        career {
          goals { published { value asOf } }
          caps { published { value asOf statement } }
        } } }`);
      await server.close();
      expect(player.career.goals.published).toEqual([{ value: 1, asOf: '1990-06-08' }]);
      expect(player.career.caps.published).toEqual([
        {
          value: 41,
          asOf: '1994-06-17',
          statement: 'Kleito went to the World Cup of 1994 with 41 caps for Atlantis.',
        },
        {
          value: 12,
          asOf: '1990-06-08',
          statement: 'Kleito went to the World Cup of 1990 with 12 caps for Atlantis.',
        },
      ]);
    });

    it('know people by name and day of birth; a slip in the day is kept out and told', async () => {
      const people = await record.people();
      expect(people.get('Kleito, atlantis')).toMatchObject({
        birthDate: '1965-03-04',
        keys: expect.arrayContaining([
          { source: DATASET, key: '1990/Atlantis/9' },
          { source: DATASET, key: '1994/Atlantis/Kleito' },
        ]),
      });
      expect(people.get('Ur Azaes (1968), mu')?.keys).toContainEqual({
        source: DATASET,
        key: '1990/Mu/4',
      });
      expect(report).toContain('          1 birth-dates-differ (kept)');
    });

    it('know nobody who was born too long before, and take two of one shirt for two', async () => {
      const people = await record.people();
      expect(people.get('Ur Azaes, mu')).toMatchObject({
        birthDate: null,
        keys: [{ source: DATASET, key: '1990/Mu/4/Ur Azaes' }],
      });
      expect(people.get('Elasippos, lemuria')?.birthDate).toBeNull();
    });

    it('change nothing when they come again', async () => {
      expect(await record.bring(DATASET, SQUADS)).toContain('Nothing is new.');
    });

    it('reject what is broken and lose nothing else', async () => {
      const squads = [
        '1990,1990-06-31,Mu,5,DF,Ur,1960-01-01,1,,FALSE,S',
        '1990,1990-06-08,Mu,5,DF,Ur,1960-01-01,x,,FALSE,S',
        '1990,1990-06-08,Mu,5,DF,,1960-01-01,1,,FALSE,S',
        '1990,1990-06-08',
      ];
      const lines = await record.bring(DATASET, changed(SQUADS, { add: { squads } }));
      expect(lines).toContain(
        'world-cup-squads: 9 rows read = 0 written + 5 unchanged + 4 rejected.',
      );
    });
  });

  describe(`squads over the seed on ${kind}`, () => {
    it('say of Kane and Rooney what the seed says', async () => {
      const record = await testRecord(kind);
      const seed = async () => {
        const db = openDatabase(record.url, { writable: true });
        const { written } = await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
        await db.close();
        return written;
      };
      await seed();
      const squads = [
        HEADER,
        '2006,2006-06-09,England,9,FW,Wayne Rooney,1985-10-24,29,,FALSE,A',
        '2022,2022-11-20,England,9,FW,Harry Kane,1993-07-28,75,51,TRUE,B',
      ];
      const lines = await record.bring(DATASET, { squads });
      // Each row is a word of the list about the player; the figures are there already.
      expect(lines.filter((line) => line.endsWith(' written'))).toEqual([
        '          2 citations written',
      ]);
      expect(await seed()).toBe(0);
      await record.drop();
    });
  });
}
