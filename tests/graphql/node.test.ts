/** Entities by their ids: opaque, the same in every record of the same facts, and null where there is none. */
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeed } from '../../src/importers/documents/seed.js';
import { add, FURTHER, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { SEED } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

/** One entity of each kind, as a client comes by its id. */
const SOME = `{
  Match: match(slug: "2022-12-10-england-france") { id goals { id } penalties { id } quotes { id } }
  Player: player(slug: "harry-kane") { id career { caps { published { id } } } }
  Article: article(slug: "2022-12-11-kane-execution-let-me-down") { id claims { id } }
  Team: team(slug: "england") { id sources { id } scorers(first: 1) { nodes { id } } }
  Tournament: tournament(slug: "fifa-world-cup") { id edition(year: 2022) { id } }
  HatTrick: hatTricks(first: 1) { nodes { id } }
  Friendly: match(slug: "2030-01-01-england-wales") { lineups { starters { id } } }
}`;

/** The id of one entity of each kind, by the name of its type. */
async function idsIn(record: TestServer): Promise<Record<string, string>> {
  const { Match, Player, Article, Team, Tournament, HatTrick, Friendly } = await record.ask(SOME);
  return {
    Match: Match.id,
    Goal: Match.goals[1].id,
    Penalty: Match.penalties[1].id,
    Quote: Match.quotes[0].id,
    Player: Player.id,
    PublishedFigure: Player.career.caps.published[0].id,
    Article: Article.id,
    Claim: Article.claims[0].id,
    Team: Team.id,
    Source: Team.sources[0].id,
    Scorer: Team.scorers.nodes[0].id,
    Tournament: Tournament.id,
    Edition: Tournament.edition.id,
    HatTrick: HatTrick.nodes[0].id,
    Appearance: Friendly.lineups[0].starters[0].id,
  };
}

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const KINDS = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);

const NODES = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

const idOf = (text: string) => Buffer.from(text).toString('base64url');

/** What is no id of this record. */
const FOREIGN = [
  '',
  'x',
  '42',
  '💥',
  idOf('Match'),
  idOf('Match:'),
  idOf(':2022-12-10-england-france'),
  idOf('Match:2022-12-10-france-england'),
  idOf('match:2022-12-10-england-france'),
  idOf('Goal:2022-12-10-england-france'),
  idOf('Goal:2022-12-10-england-france/4'),
  idOf('Goal:2022-12-10-england-france/1/1'),
  idOf('Goal:2022-12-10-england-france/01'),
  idOf('Penalty:2022-12-10-england-france/85-harry-kane'),
  idOf('Quote:another-source/quote 1'),
  idOf('HatTrick:1966-07-30-england-germany/harry-kane'),
  idOf('Scorer:england/kylian-mbappe'),
  idOf('Career:harry-kane'),
  idOf('Query:'),
  idOf('constructor:name'),
  idOf('__proto__:x'),
  Buffer.from('Team:england').toString('base64').concat('='),
  `${idOf('Team:england')}!`,
];

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    let ids: Record<string, string>;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FURTHER));
      ids = await idsIn(record);
    });
    afterAll(() => record.close());

    it('Query.node knows every kind of Node', () => {
      expect(Object.keys(ids).sort()).toEqual([...KINDS].sort());
    });

    it.each(KINDS)('Query.node brings back the %s whose id it is', async (type) => {
      const id = ids[type];
      const query = `query($id: ID!) { node(id: $id) { __typename id ... on ${type} { id } } }`;
      expect(await record.ask(query, { id })).toEqual({ node: { __typename: type, id } });
    });

    it('Query.node brings back the same entity as its own field does', async () => {
      const fields = `slug date home { name } goals { label scorer { name } } sources { slug }`;
      const { node, match } = await record.ask(
        `query($id: ID!) {
          node(id: $id) { ... on Match { ${fields} } }
          match(slug: "2022-12-10-england-france") { ${fields} }
        }`,
        { id: ids.Match },
      );
      expect(node).toEqual(match);
    });

    it('Query.nodes brings all of them back in the order asked for, also twice', async () => {
      const wanted = [...Object.entries(ids), ...Object.entries(ids).reverse()];
      const { nodes } = await record.ask(NODES, { ids: wanted.map(([, id]) => id) });
      expect(nodes).toEqual(wanted.map(([type, id]) => ({ __typename: type, id })));
    });

    it('Query.nodes is null in the place of what is no id of the record', async () => {
      const { nodes } = await record.ask(NODES, { ids: [ids.Team, ...FOREIGN, ids.Goal] });
      expect(nodes).toEqual([
        { __typename: 'Team', id: ids.Team },
        ...FOREIGN.map(() => null),
        { __typename: 'Goal', id: ids.Goal },
      ]);
    });

    it('Query.node is null for what is no id of the record', async () => {
      for (const id of FOREIGN) {
        expect(await record.ask('query($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
          node: null,
        });
      }
    });

    it('Query.nodes takes 100 ids and refuses 101', async () => {
      const id = ids.Match ?? '';
      expect((await record.ask(NODES, { ids: Array(100).fill(id) })).nodes).toHaveLength(100);
      const error = await record.refuse(NODES, { ids: Array(101).fill(id) });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain('101');
    });

    it.each(['Match', 'Goal', 'Penalty', 'Player', 'Quote', 'Team', 'Edition'])(
      'Query.node tells each %s from every other',
      async (type) => {
        const lists: Record<string, string> = {
          Match: 'matches(first: 100) { nodes { id } }',
          Goal: 'goals(first: 100, filter: { edition: 2022 }) { nodes { id } }',
          Penalty: 'penalties(first: 100) { nodes { id } }',
          Player: 'players(first: 100) { nodes { id } }',
          Quote: 'quotes { nodes { id } }',
          Team: 'teams(first: 100) { nodes { id } }',
          Edition: 'tournament(slug: "fifa-world-cup") { nodes: editions { id } }',
        };
        const { list } = await record.ask(`{ list: ${lists[type]} }`);
        const all = list.nodes.map(({ id }: { id: string }) => id);
        expect(new Set(all).size).toBe(all.length);
        const { nodes } = await record.ask(NODES, { ids: all });
        expect(nodes).toEqual(all.map((id: string) => ({ __typename: type, id })));
      },
    );

    it('Node.id is the same in every record of the same facts, and stays when they are written again', async () => {
      const speaker = { name: 'Someone New', team: 'england' };
      const cited = { source: 'international-results', key: 'a further quote' };
      const said = { text: 'Hello.', reportedBy: 'BBC', saidOn: null, match: null, article: null };
      const database = await seededWith(kind, FURTHER);
      await add(database, { quotes: [{ ...cited, ...said, speaker }] });
      const other = createTestServer(database);
      expect(await idsIn(other)).toEqual(ids);
      await add(database, readSeed(SEED));
      expect(await idsIn(other)).toEqual(ids);
      await other.close();
    });
  });
}
