import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import {
  parseMinute,
  parseOffset,
  parseReferee,
} from '../../../src/importers/openfootball-world-cup-full/cells.js';
import { DATABASES } from '../../support/databases.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { changed, TEXTS } from '../world-cup-folders.js';

const DATASET = 'openfootball-world-cup-full';

describe('the cells', () => {
  it.each([
    ['90+3', { minute: 90, stoppage: 3 }],
    ['7', { minute: 7, stoppage: null }],
    ['', null],
    ['x', null],
  ])('parseMinute reads "%s"', (text, minute) => {
    expect(parseMinute(text)).toEqual(minute);
  });

  it.each([
    ['UTC-3', '-03:00'],
    ['UTC+5:30', '+05:30'],
    ['BST', null],
    ['', null],
  ])('parseOffset reads "%s", and never an abbreviation', (text, offset) => {
    expect(parseOffset(text)).toBe(offset);
  });

  it.each([
    ['Ann JUST (THU), Bo ELDER (THU)', { name: 'Ann JUST', country: 'THU' }],
    ['Ann JUST', { name: 'Ann JUST', country: null }],
    ['', null],
  ])('parseReferee takes the first of "%s"', (text, referee) => {
    expect(parseReferee(text)).toEqual(referee);
  });
});

for (const kind of DATABASES) {
  describe(`texts on ${kind}`, () => {
    let record: TestRecord;
    let server: TestServer;
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults((line) => line.replaceAll('1990-', '2026-'));
      report = await record.bring(DATASET, TEXTS);
      server = createTestServer(openDatabase(record.url));
    });
    afterAll(async () => {
      await server.close();
      await record.drop();
    });

    it('account for matches, line-ups and cards of 2026, and for no row of another year that adds nothing', () => {
      expect(report).toContain(`${DATASET}: 7 rows read = 7 written + 0 unchanged + 0 rejected.`);
    });

    it('state kick-off with offset, attendance and referee', async () => {
      const { match } = await server.ask(`{ match(slug: "2026-06-08-atlantis-lemuria") {
        kickOff { time utcOffset at } attendance referee { name country } } }`);
      expect(match).toEqual({
        kickOff: { time: '21:00', utcOffset: '-07:00', at: '2026-06-09T04:00:00.000Z' },
        attendance: 50000,
        referee: { name: 'Ann JUST', country: 'THU' },
      });
    });

    it('join a match without teams by its day alone', async () => {
      const { match } = await server.ask(`{ match(slug: "2026-06-12-mu-atlantis") {
        kickOff { utcOffset } attendance lineups { completeness } } }`);
      expect(match).toEqual({ kickOff: { utcOffset: '+05:30' }, attendance: null, lineups: [] });
    });

    it('join a player by letters in any order, and keep the name of one who is nobody on record', async () => {
      const { match } = await server.ask(`{ match(slug: "2026-06-08-atlantis-lemuria") { lineups {
        starters { name player { slug } captain wentOff { label } }
        substitutes { name player { slug } captain cameOn { label } } } } }`);
      expect(match.lineups).toEqual([
        {
          starters: [
            {
              name: 'KLEITO',
              player: { slug: 'kleito' },
              captain: true,
              wentOff: { label: "76'" },
            },
          ],
          substitutes: [
            { name: 'Old TRITON', player: null, captain: false, cameOn: { label: "76'" } },
          ],
        },
        {
          starters: [
            {
              name: 'RMOAHAL Ana',
              player: { slug: 'rmoahal' },
              captain: null,
              wentOff: { label: "90+3'" },
            },
          ],
          substitutes: [],
        },
      ]);
    });

    it('state cards with their minutes', async () => {
      const { match } = await server.ask(
        '{ match(slug: "2026-06-08-atlantis-lemuria") { bookings { card label player { slug } } } }',
      );
      expect(match.bookings).toEqual([
        { card: 'YELLOW', label: "12'", player: { slug: 'kleito' } },
        { card: 'SECOND_YELLOW', label: "90+2'", player: { slug: 'kleito' } },
      ]);
    });

    it('reject what is broken and lose nothing else', async () => {
      const match = '2026,1,2026-06-08,Atlantis,Lemuria';
      const lines = await record.bring(
        DATASET,
        changed(TEXTS, {
          add: {
            matches: [
              '2026,3,2026-06-09,Mu,Ys,20:00,UTC-3,,',
              '2026,4,2026-06-12,Mu,Atlantis,20:00,BST,,',
            ],
            lineups: [`${match},Mu,X,1,,,0`, `${match},Lemuria,X,1,,x,0`],
            cards: [`${match},Lemuria,X,B,1`],
          },
        }),
      );
      expect(lines).toContain(`${DATASET}: 12 rows read = 0 written + 7 unchanged + 5 rejected.`);
    });
  });

  it(`texts are refused before the results that they add to on ${kind}`, async () => {
    const record = await testRecord(kind);
    await expect(record.bring(DATASET, TEXTS)).rejects.toThrow(
      'openfootball-world-cup-full adds to international-results: import international-results first.',
    );
    await record.drop();
  });
}
