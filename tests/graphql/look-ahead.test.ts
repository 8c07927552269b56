/** Every way in which a query can write the same selection gets the same answer, read in as few statements. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';

const MATCH = 'match(slug: "2022-12-10-england-france")';

/** What the plain query answers: the goals of the quarter-final with their scorers. */
const GOALS = [
  { label: "17'", scorer: { name: 'Aurélien Tchouaméni' } },
  { label: "54'", scorer: { name: 'Harry Kane' } },
  { label: "78'", scorer: { name: 'Olivier Giroud' } },
];

/** The same selection, written in other ways. */
const SPELLINGS: Record<string, string> = {
  'as it is': `{ ${MATCH} { goals { label scorer { name } } } }`,
  'in a named fragment': `{ ${MATCH} { ...page } }
    fragment page on Match { goals { ...goal } } fragment goal on Goal { label scorer { name } }`,
  'in an inline fragment': `{ ${MATCH} { ... on Match { goals { ... on Goal { label scorer { ... { name } } } } } } }`,
  'in a fragment on an interface': `{ ${MATCH} { ... on Node { ... on Match { goals { ...any } } } } }
    fragment any on Node { ... on Goal { label scorer { ... on Node { ... on Player { name } } } } }`,
  'in fragments inside fragments': `{ ${MATCH} { ...a } }
    fragment a on Match { ...b } fragment b on Match { goals { ...c ...d } }
    fragment c on Goal { label } fragment d on Goal { scorer { ...e } } fragment e on Player { name }`,
  'in two places': `{ ${MATCH} { goals { label } } ${MATCH} { goals { scorer { name } } } }`,
  'twice in the same place': `{ ${MATCH} { goals { label } goals { scorer { name } } } }`,
  'once plain and once in a fragment': `{ ${MATCH} { goals { label } ...page } }
    fragment page on Match { goals { scorer { name } } }`,
  'under directives': `{ ${MATCH} { goals @include(if: true) { label scorer @skip(if: false) { name } } } }`,
};

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createUnlimitedTestServer(await seededDatabase(kind, { onSelect }));
      await record.ask('{ team(slug: "england") { id } }');
    });
    afterAll(() => record.close());

    it.each(Object.entries(SPELLINGS))(
      'Query.match reads goals and scorers at once, by one statement a level on SQLite, asked for %s',
      async (_name, query) => {
        statements.length = 0;
        expect((await record.ask(query)).match.goals).toEqual(GOALS);
        // The match, its goals, their scorers.
        expect(statements).toHaveLength(kind === 'sqlite' ? 3 : 1);
      },
    );

    it('Query.match answers under aliases, also where they name another field', async () => {
      const answer = await record.ask(`{
        night: ${MATCH} { penalties: goals { name: label who: scorer { sources: name } } goals: penalties { label } }
        day: match(slug: "2022-12-04-england-senegal") { goals { label } quotes: sources { slug } }
      }`);
      expect(answer.night.penalties[1]).toEqual({ name: "54'", who: { sources: 'Harry Kane' } });
      expect(answer.night.goals).toEqual([{ label: "54'" }, { label: "84'" }]);
      expect(answer.day.quotes).toHaveLength(2);
    });

    it.each([
      [true, false],
      [false, true],
      [true, true],
      [false, false],
    ])('Query.match includes and skips by variable: %s, %s', async (goals, noScorer) => {
      const query = `query($goals: Boolean!, $noScorer: Boolean!) {
        ${MATCH} {
          slug
          goals @include(if: $goals) { label scorer @skip(if: $noScorer) { name } }
          ... on Match @skip(if: $goals) { penalties { label } }
        }
      }`;
      const { match } = await record.ask(query, { goals, noScorer });
      expect(match.penalties).toEqual(goals ? undefined : [{ label: "54'" }, { label: "84'" }]);
      const labels = GOALS.map(({ label }) => ({ label }));
      expect(match.goals).toEqual(goals ? (noScorer ? labels : GOALS) : undefined);
    });

    it('Query.matches reads what nodes and edges ask for, each in its own way', async () => {
      const { matches } = await record.ask(`{
        matches(filter: { on: "2022-12-10" }) {
          nodes { slug goals { label } }
          edges { node { goals { scorer { name } } penalties { label } } }
          more: edges { node { quotes { saidOn } } }
          other: nodes { sources { slug } }
        }
      }`);
      expect(matches.nodes[1].goals).toEqual(GOALS.map(({ label }) => ({ label })));
      expect(matches.edges[1].node.goals).toEqual(GOALS.map(({ scorer }) => ({ scorer })));
      expect(matches.edges[1].node.penalties).toHaveLength(2);
      expect(matches.more[1].node.quotes).toHaveLength(2);
      expect(matches.other[1].sources).toHaveLength(2);
    });

    it('Query.match goes round in circles as deep as it is asked to', async () => {
      statements.length = 0;
      const { match } = await record.ask(`{
        ${MATCH} { goals { match { goals { match { penalties { match { quotes { match {
          goals { scorer { quotes { speaker { quotes { match { slug } } } } } }
        } } } } } } } } }
      }`);
      const quoted = match.goals[2].match.goals[0].match.penalties[1].match.quotes[0].match;
      const slug = '2022-12-10-england-france';
      const quote = { speaker: { quotes: [{ match: { slug } }, { match: { slug } }] } };
      expect(quoted.goals).toEqual([
        { scorer: { quotes: [] } },
        { scorer: { quotes: [quote, quote] } },
        { scorer: { quotes: [] } },
      ]);
      expect(statements).toHaveLength(kind === 'sqlite' ? 15 : 1);
    });

    it('Query.node reads ahead for the kind of each entity', async () => {
      const { match, goals } = await record.ask(
        `{ ${MATCH} { id } goals(filter: { scorer: "geoff-hurst" }, first: 1) { nodes { id } } }`,
      );
      const { nodes } = await record.ask(
        `query($ids: [ID!]!) { nodes(ids: $ids) {
          ... on Match { goals { label } quotes { speaker { name } } }
          ... on Goal { label scorer { name quotes { id } } match { penalties { label } } }
        } }`,
        { ids: [goals.nodes[0].id, match.id] },
      );
      expect(nodes).toEqual([
        {
          label: "18'",
          scorer: { name: 'Geoff Hurst', quotes: [] },
          match: { penalties: [] },
        },
        {
          goals: GOALS.map(({ label }) => ({ label })),
          quotes: Array(2).fill({ speaker: { name: 'Harry Kane' } }),
        },
      ]);
    });

    it('Run.firstMatch and Run.lastMatch each have what they are asked for', async () => {
      const { team } = await record.ask(`{
        team(slug: "england") {
          runs(kind: UNBEATEN, first: 1) {
            firstMatch { goals { scorer { name } } sources { slug } }
            lastMatch { goals { label } }
          }
        }
      }`);
      const [{ firstMatch, lastMatch }] = team.runs;
      expect(firstMatch.goals[0]).toEqual({ scorer: { name: 'Jude Bellingham' } });
      expect(firstMatch.sources).toHaveLength(2);
      expect(lastMatch.goals).toEqual([{ label: "38'" }, { label: "45+3'" }, { label: "57'" }]);
    });

    it('TeamRecord.firstMatch and HeadToHead.lastMatch lead on to everything a match has', async () => {
      const { team, headToHead } = await record.ask(`{
        team(slug: "france") { record { firstMatch { goals { scorer { name } } } lastMatch { shootout { winner { name } } } } }
        headToHead(team: "england", opponent: "france") { firstMatch { quotes { text } } lastMatch { penalties { foulOn { name } } } }
      }`);
      expect(team.record.firstMatch.goals).toHaveLength(4);
      expect(team.record.lastMatch).toEqual({ shootout: { winner: { name: 'Argentina' } } });
      expect(headToHead.firstMatch.quotes).toHaveLength(2);
      expect(headToHead.lastMatch.penalties[1]).toEqual({ foulOn: { name: 'Mason Mount' } });
    });

    it('Career.firstGoal, lastGoal and hatTricks lead on to everything a goal and a match have', async () => {
      const { player } = await record.ask(`{
        player(slug: "geoff-hurst") { career {
          firstGoal { scorer { name aliases } match { goals { label } } scoreAfter { home away } sources { slug } }
          lastGoal { label }
          hatTricks { goals match { goals { scorer { name } } sources { slug } } }
        } }
      }`);
      expect(player.career.firstGoal).toMatchObject({
        scorer: { name: 'Geoff Hurst', aliases: [] },
        scoreAfter: { home: 1, away: 1 },
      });
      expect(player.career.firstGoal.match.goals).toHaveLength(6);
      expect(player.career.lastGoal.label).toBe("120'");
      expect(player.career.hatTricks[0].match.goals).toHaveLength(6);
    });

    it('Player.career finds the teams by itself, wherever the player is met', async () => {
      const { goals } = await record.ask(`{
        goals(filter: { match: "2022-12-10-england-france", penalty: true }) {
          nodes { scorer { career(asOf: "2022-12-11") { goals { value } } } match { quotes { speaker { career(asOf: "2022-12-11") { caps { value } } } } } }
        }
      }`);
      expect(goals.nodes).toEqual([
        {
          scorer: { career: { goals: { value: 53 } } },
          match: { quotes: Array(2).fill({ speaker: { career: { caps: { value: 80 } } } }) },
        },
      ]);
    });
  });
}
