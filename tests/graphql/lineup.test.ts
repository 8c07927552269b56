/** What a match sheet states, and what its absence leaves open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';

const FRIENDLY = '2030-01-01-england-wales';

const SHEET = `kickOff { time utcOffset at } attendance referee { name } winner { slug }
  lineups { team { slug } managers { name } completeness starters { player { slug } } substitutes { name } }
  bookings { label card player { slug } }`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => void statements.push(text);
      record = createUnlimitedTestServer(await seededWith(kind, FURTHER, { onSelect }));
    });
    afterAll(() => record.close());

    const sheetOf = async (slug: string) =>
      (await record.ask(`query($slug: String!) { match(slug: $slug) { ${SHEET} } }`, { slug }))
        .match;

    it('KickOff.at is the instant of the local time, on the day before where the offset says so', async () => {
      expect((await sheetOf(FRIENDLY)).kickOff).toEqual({
        time: '00:30',
        utcOffset: '+01:00',
        at: '2029-12-31T23:30:00.000Z',
      });
    });

    it('Match.lineups has the side that a source lists and leaves the other out', async () => {
      const { lineups, bookings } = await sheetOf(FRIENDLY);
      expect(lineups).toEqual([
        {
          team: { slug: 'england' },
          managers: [{ name: 'Lee Carsley' }],
          completeness: 'PARTIAL',
          starters: [{ player: { slug: 'harry-kane' } }],
          substitutes: [],
        },
      ]);
      expect(bookings).toEqual([{ label: "12'", card: 'YELLOW', player: { slug: 'harry-kane' } }]);
    });

    it('Lineup.completeness needs no player to be selected', async () => {
      const { match } = await record.ask(
        `{ match(slug: "${FRIENDLY}") { lineups { completeness } } }`,
      );
      expect(match.lineups).toEqual([{ completeness: 'PARTIAL' }]);
    });

    it('Match.lineups is empty, and the rest null, where no source has a sheet', async () => {
      expect(await sheetOf('2022-12-10-england-france')).toEqual({
        kickOff: null,
        attendance: null,
        referee: null,
        winner: { slug: 'france' },
        lineups: [],
        bookings: [],
      });
    });

    it('Match.winner is the side that won the shoot-out after a draw, and null while unplayed', async () => {
      const { final, unplayed, friendly } = await record.ask(`{
        final: match(slug: "2022-12-18-argentina-france") { result winner { slug } }
        unplayed: match(slug: "2030-01-02-wales-england") { winner { slug } }
        friendly: match(slug: "${FRIENDLY}") { winner { slug } }
      }`);
      expect(final).toEqual({ result: 'DRAW', winner: { slug: 'argentina' } });
      expect(unplayed.winner).toBeNull();
      expect(friendly.winner).toEqual({ slug: 'england' });
    });

    it('Match.winner is null for every draw without a shoot-out', async () => {
      const { matches } = await record.ask(
        '{ matches(first: 100) { nodes { slug result shootout { winner { slug } } winner { slug } } } }',
      );
      for (const { result, shootout, winner } of matches.nodes) {
        if (result === 'DRAW') expect(winner).toEqual(shootout?.winner ?? null);
        else if (result !== null) expect(winner).not.toBeNull();
      }
    });

    it('Player.appearances keeps to the filter and to the player', async () => {
      const { player, other } = await record.ask(`{
        player(slug: "harry-kane") {
          all: appearances { totalCount nodes { match { slug } captain wentOff { minute stoppage label } } }
          started: appearances(filter: { started: true, from: "2030-01-01" }) { totalCount }
          elsewhere: appearances(filter: { tournament: "fifa-world-cup" }) { totalCount }
        }
        other: player(slug: "wayne-rooney") { appearances { totalCount nodes { id } } }
      }`);
      expect(player).toEqual({
        all: {
          totalCount: 1,
          nodes: [
            {
              match: { slug: FRIENDLY },
              captain: true,
              wentOff: { minute: 90, stoppage: 2, label: "90+2'" },
            },
          ],
        },
        started: { totalCount: 1 },
        elsewhere: { totalCount: 0 },
      });
      expect(other.appearances).toEqual({ totalCount: 0, nodes: [] });
    });

    it('Match.lineups costs as many statements for a page of matches as for one', async () => {
      const countOf = async (first: number) => {
        statements.length = 0;
        await record.ask(`{ matches(first: ${first}, orderBy: DATE_DESC) { nodes { ${SHEET} } } }`);
        return statements.length;
      };
      expect(await countOf(100)).toBe(await countOf(1));
    });
  });
}
