/** Tournaments and their editions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slugify } from '../../src/text/slug.js';
import { matches, worldCups } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const ofEdition = (year: number) => matches.filter(({ edition }) => edition === year);

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('Query.tournaments lists every tournament of the record, by name', async () => {
      const { tournaments } = await record.ask('{ tournaments { slug name category } }');
      expect(tournaments).toEqual([
        { slug: 'fifa-world-cup', name: 'FIFA World Cup', category: 'MEN' },
        {
          slug: 'fifa-world-cup-qualification',
          name: 'FIFA World Cup qualification',
          category: 'MEN',
        },
        { slug: 'uefa-euro', name: 'UEFA Euro', category: 'MEN' },
        { slug: 'uefa-euro-qualification', name: 'UEFA Euro qualification', category: 'MEN' },
        { slug: 'uefa-nations-league', name: 'UEFA Nations League', category: 'MEN' },
      ]);
    });

    it('Query.tournament is null for a slug that the record does not have', async () => {
      expect(await record.ask('{ tournament(slug: "tiddlywinks") { id } }')).toEqual({
        tournament: null,
      });
    });

    it('Tournament.editions are those a source states, with hosts, days, winner and runner-up', async () => {
      const { tournament } = await record.ask(`{
        tournament(slug: "fifa-world-cup") {
          editions {
            slug year startDate endDate hosts { slug } winner { slug } runnerUp { slug }
            tournament { slug }
          }
        }
      }`);
      expect(tournament.editions).toEqual(
        worldCups.map(({ year, hosts, winner, runnerUp, from, to }) => ({
          slug: `fifa-world-cup-${year}`,
          year,
          startDate: from,
          endDate: to,
          hosts: hosts.map((host) => ({ slug: slugify(host) })),
          winner: { slug: slugify(winner) },
          runnerUp: { slug: slugify(runnerUp) },
          tournament: { slug: 'fifa-world-cup' },
        })),
      );
    });

    it('Tournament.editions is empty where no source states one', async () => {
      const { tournament } = await record.ask(
        '{ tournament(slug: "uefa-euro") { editions { year } edition(year: 2021) { year } } }',
      );
      expect(tournament).toEqual({ editions: [], edition: null });
    });

    it('Edition.winner of 1950 is Uruguay, though there was no final', async () => {
      const { tournament } = await record.ask(`{
        tournament(slug: "fifa-world-cup") {
          edition(year: 1950) { winner { name } runnerUp { name } matches { totalCount } sources { slug } }
        }
      }`);
      expect(tournament.edition).toEqual({
        winner: { name: 'Uruguay' },
        runnerUp: { name: 'Brazil' },
        matches: { totalCount: 0 },
        sources: [{ slug: 'fjelstul-world-cup' }],
      });
    });

    it('Edition.sources names the source that knows the final of 2026', async () => {
      const { tournament } = await record.ask(`{
        tournament(slug: "fifa-world-cup") { edition(year: 2026) { winner { slug } sources { slug } } }
      }`);
      expect(tournament.edition).toEqual({
        winner: { slug: 'spain' },
        sources: [{ slug: 'openfootball-worldcup' }],
      });
    });

    it.each([1966, 2014, 2018, 2022, 1930])(
      'Edition.matches of %i are those the record has of it, with stage and group',
      async (year) => {
        const { tournament } = await record.ask(
          `query($year: Int!) { tournament(slug: "fifa-world-cup") {
            edition(year: $year) { matches(first: 100) { totalCount nodes { slug stage group } } }
          } }`,
          { year },
        );
        const expected = ofEdition(year);
        expect(tournament.edition.matches).toEqual({
          totalCount: expected.length,
          nodes: expected.map(({ slug, stage, group }) => ({ slug, stage, group })),
        });
      },
    );

    it('Edition.matches can be narrowed and ordered', async () => {
      const { tournament } = await record.ask(`{
        tournament(slug: "fifa-world-cup") {
          edition(year: 2022) {
            matches(filter: { team: "england", outcome: WON }, orderBy: MARGIN_DESC) { nodes { slug } }
          }
        }
      }`);
      // 6-2, then two of 3-0, the older first.
      expect(tournament.edition.matches.nodes).toEqual([
        { slug: '2022-11-21-england-iran' },
        { slug: '2022-11-29-wales-england' },
        { slug: '2022-12-04-england-senegal' },
      ]);
    });

    it('Tournament.matches are all of the tournament, of every edition', async () => {
      const { tournament } = await record.ask(
        '{ tournament(slug: "fifa-world-cup") { matches(first: 100) { nodes { slug } } } }',
      );
      const expected = matches.filter((match) => match.tournament === 'fifa-world-cup');
      expect(tournament.matches.nodes).toEqual(expected.map(({ slug }) => ({ slug })));
    });

    it.each([
      ['matches(filter: { tournament: "uefa-euro" }) { totalCount }', 'uefa-euro'],
      ['edition(year: 2022) { matches(filter: { edition: 2018 }) { totalCount } }', '2018'],
      [
        'edition(year: 2022) { matches(filter: { tournament: "uefa-euro" }) { nodes { id } } }',
        'uefa-euro',
      ],
    ])('MatchFilter does not contradict the parent of the field: %s', async (field, received) => {
      const error = await record.refuse(`{ tournament(slug: "fifa-world-cup") { ${field} } }`);
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(`"${received}"`);
    });

    it('MatchFilter may repeat what the parent of the field says', async () => {
      const { tournament } = await record.ask(`{
        tournament(slug: "fifa-world-cup") {
          edition(year: 1966) { matches(filter: { edition: 1966, tournament: "fifa-world-cup" }) { totalCount } }
        }
      }`);
      expect(tournament.edition.matches.totalCount).toBe(1);
    });
  });
}
