import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { DATABASES } from '../../support/databases.js';
import { dumpOf } from '../../support/dump.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS, CUPS_WITH_CARDS, changed, type Files, SHEETS } from '../world-cup-folders.js';

const CUP = 'fjelstul-world-cup';
const DATASET = 'fjelstul-world-cup-more';

const MATCH = `query($slug: String!) { match(slug: $slug) {
  referee { name country }
  managers { name country team { slug } source { slug } }
  lineups {
    team { slug } managers { name } completeness
    starters { name player { slug } shirtNumber position captain cameOn { label } wentOff { label } sources { slug } }
    substitutes { player { slug } shirtNumber position cameOn { label } wentOff { label minute stoppage } }
  }
  bookings { player { slug } name team { slug } label card sources { slug } }
  sources { slug }
} }`;

const FIRST = '1990-06-08-atlantis-lemuria';
const SECOND = '1990-06-12-mu-atlantis';

for (const kind of DATABASES) {
  describe(`match sheets on ${kind}`, () => {
    let record: TestRecord;
    let server: TestServer;
    let cup: string[];
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults();
      cup = await record.bring(CUP, CUPS_WITH_CARDS);
      report = await record.bring(DATASET, SHEETS);
      server = createTestServer(openDatabase(record.url));
    });
    afterAll(async () => {
      await server.close();
      await record.drop();
    });

    const matchOf = async (slug: string) => (await server.ask(MATCH, { slug })).match;

    /** What changed files report, in a record of their own. */
    async function reportOf(files: Files): Promise<string[]> {
      const other = await testRecord(kind);
      await other.bringResults();
      await other.bring(CUP, CUPS_WITH_CARDS);
      return other.bring(DATASET, files).finally(() => other.drop());
    }

    it('account for every row, a substitution as what a second row says of an appearance', () => {
      expect(cup).toContain(
        'fjelstul-world-cup: 37 rows read = 37 written + 0 unchanged + 0 rejected.',
      );
      expect(report).toContain(
        'fjelstul-world-cup-more: 25 rows read = 25 written + 0 unchanged + 0 rejected.',
      );
      expect(report).toContain('         16 appearances written');
    });

    it('list who started and who came on, those too who stand among the substitutions alone', async () => {
      const { lineups } = await matchOf(FIRST);
      expect(lineups).toEqual([
        {
          team: { slug: 'atlantis' },
          managers: [{ name: 'Poseidon' }, { name: 'Old Triton' }],
          completeness: 'PARTIAL',
          starters: [
            {
              name: 'Kleito',
              player: { slug: 'kleito' },
              shirtNumber: 10,
              position: 'FW',
              captain: null,
              cameOn: null,
              wentOff: { label: "64'" },
              sources: [{ slug: DATASET }],
            },
          ],
          substitutes: [
            {
              player: { slug: 'leukippe-evenor' },
              shirtNumber: 14,
              position: null,
              cameOn: { label: "64'" },
              wentOff: { label: "90+2'", minute: 90, stoppage: 2 },
            },
          ],
        },
        expect.objectContaining({
          team: { slug: 'lemuria' },
          managers: [],
          completeness: 'PARTIAL',
          starters: [
            expect.objectContaining({ player: { slug: 'rmoahal' }, name: 'Ana Rmoahal' }),
            expect.objectContaining({ player: { slug: 'tlavatli' }, shirtNumber: null }),
          ],
          substitutes: [],
        }),
      ]);
    });

    it('call a side of eleven COMPLETE, and leave out a side that no source lists', async () => {
      const { lineups } = await matchOf(SECOND);
      expect(lineups).toHaveLength(1);
      expect(lineups[0]).toMatchObject({ team: { slug: 'mu' }, completeness: 'COMPLETE' });
      expect(lineups[0].starters).toHaveLength(11);
    });

    it('name the referee, whose row cites the match, and the managers with their sides', async () => {
      const { referee, managers, sources } = await matchOf(FIRST);
      expect(referee).toEqual({ name: 'Ann Just', country: 'Thule' });
      expect(managers).toEqual([
        { name: 'Poseidon', country: 'Mu', team: { slug: 'atlantis' }, source: { slug: DATASET } },
        {
          name: 'Old Triton',
          country: null,
          team: { slug: 'atlantis' },
          source: { slug: DATASET },
        },
      ]);
      expect(sources).toEqual(['international-results', CUP, DATASET].map((slug) => ({ slug })));
    });

    it('make two cards of a row that holds two, of which the second has no minute', async () => {
      const { bookings } = await matchOf(FIRST);
      const cup = [{ slug: CUP }];
      const [kleito, ana] = [{ slug: 'kleito' }, { slug: 'rmoahal' }];
      const [atlantis, lemuria] = [{ slug: 'atlantis' }, { slug: 'lemuria' }];
      expect(bookings).toEqual([
        { player: kleito, name: 'Kleito', team: atlantis, label: "12'", card: 'RED', sources: cup },
        {
          player: ana,
          name: 'Ana Rmoahal',
          team: lemuria,
          label: "45+3'",
          card: 'YELLOW',
          sources: cup,
        },
        {
          player: ana,
          name: 'Ana Rmoahal',
          team: lemuria,
          label: null,
          card: 'SECOND_YELLOW',
          sources: cup,
        },
      ]);
    });

    it('are nothing for a match that no source lists a line-up of', async () => {
      expect(await matchOf('1990-06-20-lemuria-mu')).toEqual({
        referee: null,
        managers: [],
        lineups: [],
        bookings: [],
        sources: [{ slug: 'international-results' }],
      });
    });

    it('Player.appearances lists them by day under a filter, and pages exactly once over each', async () => {
      const { player } = await server.ask(`{ player(slug: "ur-gadeiros") {
        all: appearances { totalCount nodes { match { slug } started cameOn { label } team { slug } } }
        other: appearances(filter: { team: "atlantis" }) { totalCount nodes { id } }
        started: appearances(filter: { started: true, tournament: "fifa-world-cup" }) { totalCount }
      } }`);
      expect(player).toEqual({
        all: {
          totalCount: 1,
          nodes: [
            {
              match: { slug: SECOND },
              started: false,
              cameOn: { label: "20'" },
              team: { slug: 'mu' },
            },
          ],
        },
        other: { totalCount: 0, nodes: [] },
        started: { totalCount: 0 },
      });
    });

    it('Query.node has an appearance by its id', async () => {
      const { player } = await server.ask(
        '{ player(slug: "kleito") { appearances { edges { cursor node { id } } } } }',
      );
      const [{ cursor, node }] = player.appearances.edges;
      const answer = await server.ask(
        `query($id: ID!) { node(id: $id) { __typename ... on Appearance { match { slug } player { slug } } } }`,
        { id: node.id },
      );
      expect(answer.node).toEqual({
        __typename: 'Appearance',
        match: { slug: FIRST },
        player: { slug: 'kleito' },
      });
      const after = await server.ask(
        `query($after: String) { player(slug: "kleito") { appearances(after: $after) { nodes { id } } } }`,
        { after: cursor },
      );
      expect(after.player.appearances.nodes).toEqual([]);
    });

    it('name a scorer who is not in the line-up of his side', async () => {
      const named = (lines: string[]) => lines.filter((line) => line.includes('line-up'));
      expect(named(report)).toEqual([]);
      const without = changed(SHEETS, {
        replace: [['player_appearances', 'P-2,Rmoahal', 'P-3,Rmoahal']],
      });
      without.player_appearances?.splice(2, 1);
      expect(named(await reportOf(without))).toEqual([
        `          1 scorer-not-in-the-line-up ${FIRST}: Rmoahal (kept)`,
      ]);
    });

    it('keep a starter who comes on too, and tell it', async () => {
      const substitutions = ['S-6,M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,9,30,0,0,1'];
      const lines = await reportOf(changed(SHEETS, { add: { substitutions } }));
      expect(lines).toContain('          1 starters-who-come-on (kept)');
      expect(lines).toContain(
        'fjelstul-world-cup-more: 26 rows read = 26 written + 0 unchanged + 0 rejected.',
      );
    });

    it('reject what is broken and lose nothing else', async () => {
      const lines = await reportOf(
        changed(SHEETS, {
          add: {
            player_appearances: [
              'M-1990-09,1990-06-08,Mu,P-4,Gadeiros,Ur,12,FW,0',
              'M-1990-01,1990-06-08,Mu,P-4,Gadeiros,Ur,12,FW,0',
              'M-1990-01,1990-06-08,Lemuria,P-99,Elasippos,not applicable,12,FW,0',
              'M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,9,FW,1',
              'M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,x,FW,1',
            ],
            substitutions: [
              'S-7,M-1990-01,1990-06-08,Lemuria,P-5,Azaes,Ur,12,30,0,1,0',
              'S-8,M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,9,0,0,1,0',
              'S-9,M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,9,30,0,1,1',
            ],
          },
        }),
      );
      expect(lines).toContain(
        'fjelstul-world-cup-more: 33 rows read = 25 written + 0 unchanged + 8 rejected.',
      );
      expect(lines.filter((line) => line.startsWith('  ') && line.includes('.csv:'))).toEqual([
        expect.stringContaining('the record has no match "M-1990-09" of fjelstul-world-cup'),
        expect.stringContaining('"Mu" did not play in the match'),
        expect.stringContaining('the record has no player "P-99" of fjelstul-world-cup'),
        expect.stringContaining('M-1990-01/P-2 is there already'),
        expect.stringContaining('is there already'),
        expect.stringContaining('the player is not in the line-up'),
        expect.stringContaining('"0" is no minute'),
        expect.stringContaining('the player does not just come on or go off'),
      ]);
    });

    it('change nothing when they come again', async () => {
      expect(await record.bring(DATASET, SHEETS)).toContain('Nothing is new.');
    });

    it('take back what a newer state no longer says', async () => {
      const other = await testRecord(kind);
      await other.bringResults();
      await other.bring(CUP, CUPS_WITH_CARDS);
      await other.bring(DATASET, SHEETS);
      const fewer = { ...SHEETS, substitutions: SHEETS.substitutions?.slice(0, -4) ?? [] };
      await other.bring(CUP, CUPS);
      await other.bring(DATASET, fewer);
      const db = openDatabase(other.url, { writable: true });
      const dump = await dumpOf(db);
      await db.close();
      await other.drop();
      expect(dump.bookings).toEqual([]);
      expect(dump.appearances).toHaveLength(4);
    });
  });

  describe(`match sheets out of order on ${kind}`, () => {
    it('are refused in one line before the World Cups that they add to', async () => {
      const record = await testRecord(kind);
      await record.bringResults();
      await expect(record.bring(DATASET, SHEETS)).rejects.toThrow(
        'fjelstul-world-cup-more adds to fjelstul-world-cup: import fjelstul-world-cup first.',
      );
      await record.drop();
    });

    it('end in the same record whether the results come first or last', async () => {
      const dumps = [];
      for (const isFirst of [true, false]) {
        const record = await testRecord(kind);
        if (isFirst) await record.bringResults();
        await record.bring(CUP, CUPS_WITH_CARDS);
        await record.bring(DATASET, SHEETS);
        if (!isFirst) await record.bringResults();
        const db = openDatabase(record.url, { writable: true });
        const { appearances, bookings, managers, matches, citations } = await dumpOf(db);
        dumps.push({ appearances, bookings, managers, matches, citations });
        await db.close();
        await record.drop();
      }
      expect(dumps[0]).toEqual(dumps[1]);
    });
  });
}
