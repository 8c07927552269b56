import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { DATABASES } from '../../support/databases.js';
import { createTestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS, changed, STARTERS } from '../world-cup-folders.js';

const DATASET = 'openfootball-world-cup-more';

for (const kind of DATABASES) {
  describe(`starters on ${kind}`, () => {
    let record: TestRecord;
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults();
      await record.bring('fjelstul-world-cup', CUPS);
      report = await record.bring(DATASET, STARTERS);
    });
    afterAll(() => record.drop());

    it('are joined by name within the players of the team; a name of another team is rejected', () => {
      expect(report).toContain(`${DATASET}: 4 rows read = 3 written + 0 unchanged + 1 rejected.`);
      expect(report.join()).toContain('nobody in the squads of lemuria is called "Kleito"');
    });

    it('have no captain, position, number or minute: no source of theirs states one', async () => {
      const server = createTestServer(openDatabase(record.url));
      const { match } = await server.ask(`{ match(slug: "1990-06-08-atlantis-lemuria") { lineups {
        team { slug } completeness substitutes { name }
        starters { player { slug } started captain position shirtNumber wentOff { label } sources { slug license } } } } }`);
      await server.close();
      const nothing = { captain: null, position: null, shirtNumber: null, wentOff: null };
      const sources = [{ slug: DATASET, license: 'CC-BY-SA-4.0' }];
      expect(match.lineups).toEqual(
        [
          ['atlantis', 'kleito'],
          ['lemuria', 'rmoahal'],
        ].map(([team, slug]) => ({
          team: { slug: team },
          completeness: 'PARTIAL',
          substitutes: [],
          starters: [{ player: { slug }, started: true, ...nothing, sources }],
        })),
      );
    });

    it('reject a match, a side and a substitute that cannot be', async () => {
      const lineups = [
        '1990,9,1990-06-09,Lemuria,Atlantis,Atlantis,Kleito,1',
        '1990,2,1990-06-12,Mu,Atlantis,Lemuria,Ana Rmoahal,1',
        '1990,2,1990-06-12,Mu,Atlantis,Atlantis,Kleito,0',
      ];
      const lines = await record.bring(DATASET, changed(STARTERS, { add: { lineups } }));
      expect(lines).toContain(`${DATASET}: 7 rows read = 0 written + 3 unchanged + 4 rejected.`);
    });
  });
}
