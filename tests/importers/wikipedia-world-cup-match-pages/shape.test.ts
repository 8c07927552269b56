import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import {
  parseKickOff,
  parseSendingOff,
} from '../../../src/importers/wikipedia-world-cup-match-pages/cells.js';
import { DATABASES } from '../../support/databases.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS_WITH_CARDS, changed, type Files, PAGES, SHEETS } from '../world-cup-folders.js';

const DATASET = 'wikipedia-world-cup-match-pages';
const SHEETS_DATASET = 'fjelstul-world-cup-more';

const MATCH = `query($slug: String!) { match(slug: $slug) {
  kickOff { time utcOffset at } attendance referee { name }
  lineups { team { slug } completeness starters { name position shirtNumber captain sources { slug } } }
  bookings { card label sources { slug } }
  discrepancies { field values { value source { slug } } }
} }`;

const FIRST = '1990-06-08-atlantis-lemuria';
const SECOND = '1990-06-12-mu-atlantis';

describe('parseKickOff', () => {
  it.each([
    ['15:00 UYT (UTC−03:30)', { time: '15:00', utcOffset: '-03:30' }],
    ['21:00 CET (UTC+1)', { time: '21:00', utcOffset: '+01:00' }],
    ['PDT (UTC–7) 12:30', { time: '12:30', utcOffset: '-07:00' }],
    ['20:00 UTC-3', { time: '20:00', utcOffset: '-03:00' }],
    ['15:00 BST', { time: '15:00', utcOffset: null }],
    ['17:00', { time: '17:00', utcOffset: null }],
    ['25:00', null],
    ['', null],
  ])(
    '%s is a local time and an offset that is stated, never that of an abbreviation',
    (text, is) => {
      expect(parseKickOff(text)).toEqual(is);
    },
  );
});

describe('parseSendingOff', () => {
  it.each([
    ['Booked|Sent off (second booking)', "7' 63'", 'SECOND_YELLOW', 63, null],
    ['Booked|Sent off (straight red)|Substituted in', "52' 90+4' 41'", 'RED', 90, 4],
    ['Yellow card|Yellow-red card', "1' 120'", 'SECOND_YELLOW', 120, null],
  ])('%s takes the minute of the same place', (events, minutes, card, minute, stoppage) => {
    expect(parseSendingOff(events, minutes)).toEqual({ card, minute: { minute, stoppage } });
  });

  it.each([
    ['Booked', "7'"],
    ['Booked|Sent off (second booking)', ''],
    ['Booked|Sent off (straight red)', "52'"],
    ['', ''],
  ])('%s has none without a sending-off or without a minute of each', (events, minutes) => {
    expect(parseSendingOff(events, minutes)).toBeNull();
  });
});

for (const kind of DATABASES) {
  describe(`match pages on ${kind}`, () => {
    let record: TestRecord;
    let server: TestServer;
    let report: string[];

    async function recordWith(pages: Files): Promise<[TestRecord, string[]]> {
      const made = await testRecord(kind);
      await made.bringResults();
      await made.bring('fjelstul-world-cup', CUPS_WITH_CARDS);
      await made.bring(SHEETS_DATASET, SHEETS);
      return [made, await made.bring(DATASET, pages)];
    }

    beforeAll(async () => {
      [record, report] = await recordWith(PAGES);
      server = createTestServer(openDatabase(record.url));
    });
    afterAll(async () => {
      await server.close();
      await record.drop();
    });

    const matchOf = async (slug: string) => (await server.ask(MATCH, { slug })).match;

    it('account for the rows of matches and for what the line-ups add', () => {
      // Two matches, twelve starters and a sending-off; the bench, the manager and a starter of its own add nothing.
      expect(report).toContain(`${DATASET}: 15 rows read = 15 written + 0 unchanged + 0 rejected.`);
    });

    it('state kick-off, attendance and an instant where an offset is stated', async () => {
      expect(await matchOf(FIRST)).toMatchObject({
        kickOff: { time: '21:00', utcOffset: '+02:00', at: '1990-06-08T19:00:00.000Z' },
        attendance: 12345,
        referee: { name: 'Ann Just' },
        discrepancies: expect.not.arrayContaining([expect.objectContaining({ field: 'referee' })]),
      });
      expect((await matchOf(SECOND)).kickOff).toEqual({ time: '20:30', utcOffset: null, at: null });
    });

    it('are a second witness of a line-up, add a position and a number, and name the captain', async () => {
      const { lineups } = await matchOf(FIRST);
      const both = [{ slug: SHEETS_DATASET }, { slug: DATASET }];
      expect(lineups[1].starters).toEqual([
        { name: 'Ana Rmoahal', position: 'FW', shirtNumber: 9, captain: true, sources: both },
        { name: 'Tlavatli', position: 'DF', shirtNumber: 5, captain: false, sources: both },
      ]);
      // No page names the captain of the other side.
      expect(lineups[0].starters[0].captain).toBeNull();
    });

    it('state the minute of a sending-off that the record lacks', async () => {
      const { bookings } = await matchOf(FIRST);
      expect(bookings.at(-1)).toEqual({
        card: 'SECOND_YELLOW',
        label: "70'",
        sources: [{ slug: 'fjelstul-world-cup' }, { slug: DATASET }],
      });
    });

    it('disagree on the referee and on a starter: the record stays, both are kept', async () => {
      const { referee, lineups, discrepancies } = await matchOf(SECOND);
      expect(referee).toEqual({ name: 'Ann Just' });
      expect(lineups[0].starters).toHaveLength(11);
      const [main, other] = [{ slug: SHEETS_DATASET }, { slug: DATASET }];
      expect(discrepancies).toEqual(
        expect.arrayContaining([
          {
            field: 'referee',
            values: [
              { value: 'Ann Just', source: main },
              { value: 'Beth Elder', source: other },
            ],
          },
          {
            field: 'line-up mu',
            values: [
              { value: 'No 21 Mestor', source: main },
              { value: 'Kal Autochthon', source: other },
            ],
          },
        ]),
      );
    });

    it('complete a side of ten with the eleventh', async () => {
      const files = changed(SHEETS, {});
      files.player_appearances = (files.player_appearances ?? []).filter(
        (line) => !line.includes('P-21,'),
      );
      files.substitutions = (files.substitutions ?? []).filter((line) => !line.includes('P-21,'));
      const made = await testRecord(kind);
      await made.bringResults();
      await made.bring('fjelstul-world-cup', CUPS_WITH_CARDS);
      await made.bring(SHEETS_DATASET, files);
      await made.bring(DATASET, PAGES);
      const other = createTestServer(openDatabase(made.url));
      const { match } = await other.ask(MATCH, { slug: SECOND });
      await other.close();
      await made.drop();
      expect(match.lineups[0].completeness).toBe('COMPLETE');
      expect(match.lineups[0].starters.at(-1)).toEqual({
        name: 'Kal Autochthon',
        position: 'DF',
        shirtNumber: null,
        captain: null,
        sources: [{ slug: DATASET }],
      });
    });

    it('list nobody where no other source lists the side', async () => {
      const lineups = ['M-1990-02,Atlantis,starter,FW,10,Kleito,0,,'];
      const [made] = await recordWith(changed(PAGES, { add: { lineups } }));
      const other = createTestServer(openDatabase(made.url));
      const { match } = await other.ask(MATCH, { slug: SECOND });
      await other.close();
      await made.drop();
      expect(match.lineups).toHaveLength(1);
    });

    it('reject what is broken and lose nothing else', async () => {
      const matches = [
        'M-1990-09,men-1990,20:00,Mu,Atlantis,1,Ann Just,Thule',
        'M-1991-01,men-1990,20:00,Thule,Ys,1,Ann Just,Thule',
      ];
      const lineups = ['M-1990-09,Mu,starter,FW,10,Kleito,0,,', 'M-1990-01,Mu,starter,FW,10,X,0,,'];
      const [made, lines] = await recordWith(changed(PAGES, { add: { matches, lineups } }));
      await made.drop();
      expect(lines).toContain(`${DATASET}: 19 rows read = 15 written + 0 unchanged + 4 rejected.`);
    });

    it('change nothing when they come again', async () => {
      expect(await record.bring(DATASET, PAGES)).toContain('Nothing is new.');
    });
  });
}
