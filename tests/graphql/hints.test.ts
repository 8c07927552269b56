/** `extensions.hints`: slugs that the record does not know, on every path of a request. */
import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLString, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGraphQLServer, type GraphQLServer } from '../../src/graphql/server.js';
import { slugArgumentsOf } from '../../src/graphql/slug-arguments.js';
import { seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { type Serving, serve } from '../support/http-server.js';
import { seededDatabase } from '../support/record.js';

const MATCH = '2022-12-10-england-france';

/** A second Aurélien Tchouaméni. */
const NAMESAKE = {
  source: 'international-results',
  key: 'ja',
  speaker: { name: 'Aurélien Tchouaméni', team: 'germany' },
  text: 'Ja.',
  reportedBy: 'ARD',
  saidOn: null,
  match: null,
  article: null,
};

/** Queries with one unknown slug: where it stands, and what is likely meant. */
const UNKNOWN: [query: string, path: string[], argument: string, value: string, meant?: string][] =
  [
    ['{ team(slug: "englnd") { name } }', ['team'], 'slug', 'englnd', 'england'],
    ['{ team(slug: "bohemai") { name } }', ['team'], 'slug', 'bohemai', 'czechoslovakia'],
    ['{ who: player(slug: "harry-cane") { name } }', ['who'], 'slug', 'harry-cane', 'harry-kane'],
    [
      '{ tournament(slug: "fifa-wold-cup") { name } }',
      ['tournament'],
      'slug',
      'fifa-wold-cup',
      'fifa-world-cup',
    ],
    [
      `{ match(slug: "2022-12-11-england-france") { date } }`,
      ['match'],
      'slug',
      '2022-12-11-england-france',
      MATCH,
    ],
    [
      '{ article(slug: "2022-12-11-kane-exekution") { title } }',
      ['article'],
      'slug',
      '2022-12-11-kane-exekution',
      '2022-12-11-kane-execution-let-me-down',
    ],
    [
      '{ matches(filter: { team: "englnd" }) { totalCount } }',
      ['matches'],
      'filter.team',
      'englnd',
      'england',
    ],
    [
      '{ matches(filter: { team: "england", opponent: "frnce" }) { nodes { slug } } }',
      ['matches'],
      'filter.opponent',
      'frnce',
      'france',
    ],
    [
      '{ matches(filter: { tournament: "fifa-wrld-cup" }) { nodes { slug } } }',
      ['matches'],
      'filter.tournament',
      'fifa-wrld-cup',
      'fifa-world-cup',
    ],
    [
      '{ matches(filter: { teams: ["england", "frnce"] }) { nodes { slug } } }',
      ['matches'],
      'filter.teams',
      'frnce',
      'france',
    ],
    [
      'query($t: [String!] = "fifa-wrld-cup") { matches(filter: { tournaments: $t }) { totalCount } }',
      ['matches'],
      'filter.tournaments',
      'fifa-wrld-cup',
      'fifa-world-cup',
    ],
    [
      '{ team(slug: "england") { matches(filter: { opponent: "frnce" }) { edges { cursor } } } }',
      ['team', 'matches'],
      'filter.opponent',
      'frnce',
      'france',
    ],
    [
      '{ team(slug: "england") { record(filter: { opponent: "frnce" }) { played } } }',
      ['team', 'record'],
      'filter.opponent',
      'frnce',
      'france',
    ],
    [
      '{ headToHead(team: "england", opponent: "frnce") { played } }',
      ['headToHead'],
      'opponent',
      'frnce',
      'france',
    ],
    ['{ players(team: "englnd") { totalCount } }', ['players'], 'team', 'englnd', 'england'],
    [
      '{ player(slug: "harry-kane") { career(team: "englnd") { goals { value } } } }',
      ['player', 'career'],
      'team',
      'englnd',
      'england',
    ],
    [
      '{ topScorers(filter: { team: "englnd" }) { entries { rank } } }',
      ['topScorers'],
      'filter.team',
      'englnd',
      'england',
    ],
    [
      '{ hatTricks(filter: { opponent: "englnd" }) { totalCount } }',
      ['hatTricks'],
      'filter.opponent',
      'englnd',
      'england',
    ],
    [
      '{ coverage(filter: { team: "englnd" }) { matches } }',
      ['coverage'],
      'filter.team',
      'englnd',
      'england',
    ],
    [
      '{ goals(filter: { scorer: "harry-cane" }) { nodes { id } } }',
      ['goals'],
      'filter.scorer',
      'harry-cane',
      'harry-kane',
    ],
    [
      '{ goals(filter: { match: "2022-12-11-england-france" }) { pageInfo { endCursor } } }',
      ['goals'],
      'filter.match',
      '2022-12-11-england-france',
      MATCH,
    ],
    [
      '{ penalties(filter: { taker: "harry-cane" }) { totalCount } }',
      ['penalties'],
      'filter.taker',
      'harry-cane',
      'harry-kane',
    ],
    [
      '{ quotes(filter: { speaker: "harry-cane" }) { nodes { text } } }',
      ['quotes'],
      'filter.speaker',
      'harry-cane',
      'harry-kane',
    ],
    [
      '{ quotes(filter: { article: "2022-12-11-kane" }) { nodes { text } } }',
      ['quotes'],
      'filter.article',
      '2022-12-11-kane',
      '2022-12-11-kane-execution-let-me-down',
    ],
    [
      'query($f: MatchFilter = { team: "englnd" }) { matches(filter: $f) { totalCount } }',
      ['matches'],
      'filter.team',
      'englnd',
      'england',
    ],
    [
      '{ ...q } fragment q on Query { team(slug: "englnd") { ... on Team { name } } }',
      ['team'],
      'slug',
      'englnd',
      'england',
    ],
    ['{ team(slug: "xxqqzz") { name } }', ['team'], 'slug', 'xxqqzz'],
    [
      '{ team(slug: "\'; DROP TABLE teams; -- * ~ =") { name } }',
      ['team'],
      'slug',
      "'; DROP TABLE teams; -- * ~ =",
    ],
    ['{ player(slug: "") { name } }', ['player'], 'slug', ''],
  ];

/** Queries in which nothing is unknown. */
const KNOWN = [
  '{ team(slug: "england") { name } }',
  '{ team(slug: "England") { name } }',
  '{ team(slug: "zaire") { name } }',
  `{ match(slug: "${MATCH}") { date } }`,
  '{ matches(filter: { team: "england", tournament: "fifa-world-cup", on: "1900-01-01" }) { totalCount } }',
  '{ goals(filter: { scorer: "harry-kane" }) { nodes { id } } }',
  '{ goals(filter: { scorer: "harry-kane", from: "2100-01-01" }) { nodes { id } } }',
  `{ quotes(filter: { match: "${MATCH}", text: "nothing of the kind" }) { nodes { id } } }`,
  '{ player(slug: "harry-kane") { career(team: "france") { goals { value } } } }',
  '{ team(slug: "england") @skip(if: true) { name } team2: team(slug: "englnd") @include(if: false) { name } }',
  '{ team(slug: "england") { matches(filter: { opponent: null }) { totalCount } } }',
  '{ matches(filter: { teams: ["england", "france"], tournaments: ["fifa-world-cup"] }) { totalCount } }',
  '{ matches(filter: { teams: [], tournaments: null }) { totalCount } }',
  '{ comparePlayers(players: ["harry-kane", "wayne-rooney"]) { asOf } }',
  'query($team: String) { players(team: $team) { totalCount } }',
  '{ checkClaim(claim: { score: { match: "1999-01-01-england-france", home: 1, away: 0 } }) { kind } }',
];

describe('slug arguments', () => {
  it('are every argument and every field of a filter that takes a slug', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const types = Object.values(schema.getTypeMap());
    const fields = types.flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()) : [],
    );
    const found = new Set(fields.flatMap(slugArgumentsOf).map(({ argument }) => argument.at(-1)));
    const filters = types.filter((type) => isInputObjectType(type) && type.name.endsWith('Filter'));
    const described = filters
      .flatMap((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []))
      .filter(({ type }) => getNamedType(type) === GraphQLString)
      .filter(
        ({ description }) =>
          /by slug/.test(description ?? '') ||
          /team gained|other side|side that/.test(description ?? ''),
      );
    for (const { name } of described) expect(found).toContain(name);
    expect([...found].sort()).toEqual([
      ...[
        'article',
        'baseline',
        'match',
        'opponent',
        'scorer',
        'slug',
        'speaker',
        'taker',
        'team',
        'teams',
        'tournament',
        'tournaments',
      ],
    ]);
  });
});

for (const kind of DATABASES) {
  describe(`extensions.hints on ${kind}`, () => {
    let statements = 0;
    let graphql: GraphQLServer;
    beforeAll(async () => {
      const onSelect = () => {
        statements += 1;
      };
      const database = await seededWith(kind, { quotes: [NAMESAKE] }, { onSelect });
      graphql = createGraphQLServer(database);
      return () => database.close();
    });
    afterAll(() => graphql.apollo.stop());

    async function ask(query: string, variables: Record<string, unknown> = {}) {
      const { body } = await graphql.apollo.executeOperation(
        { query, variables },
        { contextValue: await graphql.createContext() },
      );
      if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
      return JSON.parse(JSON.stringify(body.singleResult));
    }

    it.each(UNKNOWN)(
      'tells an unknown slug with what may be meant, at first and again: %s',
      async (query, path, argument, value, meant) => {
        const { data, errors, extensions } = await ask(query);
        expect(errors).toBeUndefined();
        expect(extensions.hints).toEqual([
          {
            path,
            argument,
            value,
            message: expect.stringContaining(`${argument}: the record has no `),
            suggestions: expect.any(Array),
          },
        ]);
        const [{ message, suggestions }] = extensions.hints;
        if (meant) {
          expect(suggestions).toContain(meant);
          expect(message).toMatch(/ Did you mean "/);
        } else {
          expect(suggestions).toEqual([]);
        }
        expect(suggestions.length).toBeLessThanOrEqual(5);
        const again = await graphql.operations.execute({ query }, Number.POSITIVE_INFINITY);
        expect(JSON.parse(again?.text ?? '')).toEqual({ data, extensions });
      },
    );

    it.each(KNOWN)(
      'adds nothing and no further statement if every slug is known: %s',
      async (query) => {
        const { errors, extensions } = await ask(query);
        expect(errors).toBeUndefined();
        expect(Object.keys(extensions)).toEqual(['cost']);
      },
    );

    it('takes no statement for a response in which no slug is unknown', async () => {
      const query = `{ team(slug: "england") { name } tournament(slug: "fifa-world-cup") { name } }`;
      await ask(query);
      const before = statements;
      await graphql.operations.execute({ query }, Number.POSITIVE_INFINITY);
      expect(statements - before).toBe(0);
      const page = `{ goals(filter: { match: "${MATCH}" }) { nodes { minute } } }`;
      await ask(page);
      const beforePage = statements;
      await graphql.operations.execute({ query: page }, Number.POSITIVE_INFINITY);
      expect(statements - beforePage).toBe(1);
    });

    it('takes at most five statements more, however many slugs are unknown', async () => {
      const fields = ['team', 'player', 'tournament', 'match', 'article'].flatMap((field) =>
        [1, 2, 3].map(
          (place) => `${field}${place}: ${field}(slug: "2022-12-10-nothing-${place}") { slug }`,
        ),
      );
      const query = `{ ${fields.join(' ')} }`;
      const alone = statements;
      const { extensions } = await ask(query);
      expect(extensions.hints).toHaveLength(5);
      expect(statements - alone).toBeLessThanOrEqual(9 + 5);
    });

    it('tells an argument under a list once, by the path of its field without places', async () => {
      const query =
        '{ teams(first: 5) { nodes { matches(filter: { opponent: "frnce" }) { totalCount } } } }';
      const { extensions } = await ask(query);
      expect(extensions.hints).toEqual([
        expect.objectContaining({ path: ['teams', 'nodes', 'matches'], value: 'frnce' }),
      ]);
    });

    it('stays beside the error of another field', async () => {
      const { data, errors, extensions } = await ask(
        '{ team(slug: "englnd") { name } player(slug: "harry-kane") { career { goalEvents(first: 0) { nodes { id } } } } }',
      );
      expect(data).toMatchObject({ team: null });
      expect(errors).toHaveLength(1);
      expect(extensions.hints).toMatchObject([{ path: ['team'], value: 'englnd' }]);
    });

    it('leaves a name that several players share an error', async () => {
      for (const query of [
        '{ player(slug: "aurelien-tchouameni") { slug } }',
        '{ player(slug: "harry-kane") { name } goals(filter: { scorer: "aurelien-tchouameni" }) { nodes { id } } }',
      ]) {
        const { errors, extensions } = await ask(query);
        expect(errors).toMatchObject([{ extensions: { code: 'AMBIGUOUS' } }]);
        expect(extensions).not.toHaveProperty('hints');
      }
    });

    it('shortens a long value and looks for nothing in its place', async () => {
      const value = 'england-'.repeat(60);
      const { extensions } = await ask('query($slug: String!) { team(slug: $slug) { name } }', {
        slug: value,
      });
      expect(extensions.hints).toMatchObject([
        { value: `${value.slice(0, 80)}…`, suggestions: [] },
      ]);
    });
  });

  describe(`extensions.hints over HTTP on ${kind}`, () => {
    let server: Serving;
    beforeAll(async () => {
      server = await serve(await seededDatabase(kind));
      return () => server.close();
    });

    it('are part of the cached response: computed by Apollo, computed again and cached they are the same bytes', async () => {
      const query = '{ matches(filter: { team: "englnd" }) { totalCount } }';
      const first = await server.post({ query });
      const computed = await first.text();
      expect(JSON.parse(computed).extensions.hints).toHaveLength(1);
      const cached = await server.post({ query });
      expect(cached.headers.get('cache-status')).toContain('hit');
      expect(await cached.text()).toBe(computed);
      const known = await server.post({ query, variables: {} });
      expect(known.headers.get('cache-status')).not.toContain('hit');
      expect(await known.text()).toBe(computed);
    });
  });
}
