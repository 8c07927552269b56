/** What hangs on the rows of a list is read for all of them at once, and is what each of them has alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';

const MATCHES =
  'totalCount edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage }';

/** Fields of teams that take arguments. */
const OF_TEAMS = [
  'record { played won goalsFor cleanSheets completeness byVenue { neutral { played } } firstMatch { slug } lastMatch { slug } }',
  'record(asOf: "2018-07-11", filter: { competitive: true, venue: NEUTRAL }) { played won }',
  'record(filter: { opponent: "england", outcome: LOST }) { played goalsAgainst lastMatch { slug } }',
  'runs(kind: SCORING, first: 2) { length ongoing firstMatch { slug } lastMatch { slug } }',
  'runs(kind: WINLESS, asOf: "2021-07-11") { length firstMatch { slug } }',
  'shootouts { played won lost kicks { taken scored completeness } }',
  'shootouts(asOf: "2018-07-03") { played }',
  'rating { value }',
  'ratings(from: "2018-01-01") { value match { slug } }',
  'opponents { opponent { slug } played won lost firstMatch { slug } lastMatch { slug } completeness }',
  'opponents(asOf: "2018-07-11", orderBy: LAST_MATCH_DESC) { opponent { slug } played }',
  'currentRuns(asOf: "2021-07-11") { kind length ongoing firstMatch { slug } lastMatch { slug } }',
  `matches(first: 3) { ${MATCHES} }`,
  `matches(last: 2, orderBy: MARGIN_DESC) { ${MATCHES} }`,
  `matches(first: 5, orderBy: DATE_DESC, filter: { outcome: WON, tournament: "fifa-world-cup" }) { ${MATCHES} }`,
  `matches(filter: { opponent: "england", playedWorldCupQualifying: true }) { ${MATCHES} }`,
];

/** Fields of tournaments and of their editions. */
const OF_TOURNAMENTS = [
  `matches(first: 3) { ${MATCHES} }`,
  `matches(last: 2, orderBy: GOALS_DESC) { ${MATCHES} }`,
  `matches(filter: { team: "england", outcome: WON }) { ${MATCHES} }`,
];

const slugOf = ({ slug }: { slug: string }) => slug;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createUnlimitedTestServer(await seededWith(kind, FURTHER));
    });
    afterAll(() => record.close());

    it.each(OF_TEAMS)('Query.teams has of each team what Query.team has: %s', async (field) => {
      const { teams } = await record.ask(`{ teams(first: 100) { nodes { slug ${field} } } }`);
      const alone = `query($slug: String!) { team(slug: $slug) { slug ${field} } }`;
      expect(teams.nodes.map(slugOf)).toContain('england-women');
      for (const team of teams.nodes) {
        expect((await record.ask(alone, { slug: team.slug })).team).toEqual(team);
      }
    });

    it.each(OF_TOURNAMENTS)(
      'Query.tournaments has of each tournament what Query.tournament has: %s',
      async (field) => {
        const { tournaments } = await record.ask(`{ tournaments { slug ${field} } }`);
        const alone = `query($slug: String!) { tournament(slug: $slug) { slug ${field} } }`;
        expect(tournaments.map(slugOf)).toContain('uefa-women-s-euro');
        for (const tournament of tournaments) {
          const { slug } = tournament;
          expect((await record.ask(alone, { slug })).tournament).toEqual(tournament);
        }
      },
    );

    it.each(OF_TOURNAMENTS)(
      'Tournament.editions has of each edition what Tournament.edition has: %s',
      async (field) => {
        const query = `query($year: Int!) { tournament(slug: "fifa-world-cup") {
          editions { year ${field} }
          edition(year: $year) { year ${field} }
        } }`;
        const { tournament } = await record.ask(query, { year: 2022 });
        expect(tournament.editions.length).toBeGreaterThan(20);
        for (const edition of tournament.editions) {
          const { tournament: alone } = await record.ask(query, { year: edition.year });
          expect(alone.edition).toEqual(edition);
        }
      },
    );

    it('Team.matches in a list goes on after a cursor, for every team that has the match', async () => {
      const query = `query($after: String) { match(slug: "2022-12-10-england-france") {
        home { ...side } away { ...side }
      } }
      fragment side on Team { slug matches(first: 2, after: $after) { edges { cursor node { slug } } } }`;
      const { matches } = await record.ask(
        '{ matches(filter: { on: "2022-11-29" }) { edges { cursor node { slug } } } }',
      );
      const { match } = await record.ask(query, { after: matches.edges.at(-1).cursor });
      for (const side of [match.home, match.away]) {
        const whole = `query($slug: String!) { team(slug: $slug) {
          matches(first: 2, filter: { from: "2022-11-30" }) { edges { cursor node { slug } } } } }`;
        const { team } = await record.ask(whole, { slug: side.slug });
        expect(side.matches).toEqual(team.matches);
        expect(side.matches.edges).toHaveLength(2);
      }
    });

    it('Team.matches in a list refuses a cursor of no match', async () => {
      const cursor = Buffer.from('1|matches DATE_ASC|1900-01-01-atlantis-mu').toString('base64url');
      const query =
        'query($after: String) { teams { nodes { matches(after: $after) { totalCount } } } }';
      const error = await record.refuse(query, { after: cursor });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(cursor.slice(0, 20));
    });

    it('Career.goalEvents in a list are what Query.goals has of the player, page by page', async () => {
      const goals =
        'totalCount edges { cursor node { id label } } pageInfo { hasNextPage endCursor }';
      const { players } = await record.ask(`{ players(first: 100, team: "england") { nodes {
        slug career(team: "england", asOf: "2022-12-10") { goalEvents(first: 2) { ${goals} } }
      } } }`);
      const query = `query($slug: String!, $after: String) {
        goals(first: 2, after: $after, filter: { scorer: $slug, team: "england", ownGoal: false, to: "2022-12-10" }) { ${goals} }
        player(slug: $slug) { career(team: "england", asOf: "2022-12-10") { goalEvents(first: 2, after: $after) { ${goals} } } }
      }`;
      for (const { slug, career } of players.nodes) {
        const { goals: first } = await record.ask(query, { slug });
        expect(career.goalEvents).toEqual(first);
        const after = first.pageInfo.endCursor;
        const { goals: second, player } = await record.ask(query, { slug, after });
        expect(player.career.goalEvents).toEqual(second);
      }
    });

    it("Career.goalEvents refuses a cursor of another player's goal", async () => {
      const query = `query($after: String) {
        player(slug: "harry-kane") { career { goalEvents(after: $after) { totalCount } } }
        goals(first: 1, filter: { scorer: "wayne-rooney" }) { pageInfo { endCursor } }
      }`;
      const { goals } = await record.ask(query);
      const error = await record.refuse(query, { after: goals.pageInfo.endCursor });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
    });
  });
}
