/** Other names of teams in every argument that takes a team, and in a search. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { createGraphQLServer } from '../../src/graphql/server.js';
import { type TestRecord, testRecord } from '../importers/record-of.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const RESULTS = {
  results: [
    'date,home_team,away_team,home_score,away_score,tournament,city,country,neutral',
    '2002-06-03,United States,Netherlands,1,0,Friendly,A,B,TRUE',
    '2002-06-04,Turkey,Czech Republic,1,1,Friendly,A,B,TRUE',
    '2002-06-05,Ivory Coast,Cape Verde,2,0,Friendly,A,B,TRUE',
    '2002-06-06,England,Northern Ireland,3,0,Friendly,A,B,TRUE',
    '2002-06-07,England,Northern Ireland,3,1,Friendly,A,B,TRUE',
    '2002-06-08,Republic of Ireland,South Korea,0,0,Friendly,A,B,TRUE',
    '2002-06-09,Congo,DR Congo,0,1,Friendly,A,B,TRUE',
    '2002-06-10,Bahrain,Brunei,1,0,Friendly,A,B,TRUE',
    '2002-06-11,North Korea,Brunei,1,0,Friendly,A,B,TRUE',
  ],
  goalscorers: ['date,home_team,away_team,team,scorer,minute,own_goal,penalty'],
  shootouts: ['date,home_team,away_team,winner,first_shooter'],
  former_names: [
    'current,former,start_date,end_date',
    'Northern Ireland,Ireland,1882-02-18,1956-04-11',
  ],
};

const NAMES = {
  team_aliases: [
    'team,alias,kind,source,note',
    'United States,USA,common,own list,',
    'United States,USA,fifa_code,one list,',
    'United States,US,iso2,one list,',
    'Netherlands,Holland,common,own list,',
    'Netherlands,Pays-Bas,name_fr,one list,',
    'Turkey,Türkiye,common,own list,',
    'Czech Republic,Czechia,common,own list,',
    "Ivory Coast,Côte d'Ivoire,common,own list,",
    'Ivory Coast,Côte d’Ivoire,name_cldr,one list,',
    'Cape Verde,Cabo Verde,common,own list,',
    'England,ENG,fifa_code,one list,',
    'Republic of Ireland,Ireland,common,own list,',
    'South Korea,Korea,common,own list,',
    'DR Congo,Congo DR,common,own list,',
    'Bahrain,BRN,ioc,one list,',
    'Brunei,BRN,iso3,one list,',
  ],
};

/** As written, and the slug of the team. */
const MEANT = [
  ['USA', 'united-states'],
  ['usa', 'united-states'],
  ['us', 'united-states'],
  ['Holland', 'netherlands'],
  ['holland', 'netherlands'],
  ['pays-bas', 'netherlands'],
  ['Türkiye', 'turkey'],
  ['turkiye', 'turkey'],
  ['Czechia', 'czech-republic'],
  ["Côte d'Ivoire", 'ivory-coast'],
  ['Côte d’Ivoire', 'ivory-coast'],
  ['cote-d-ivoire', 'ivory-coast'],
  ['cabo-verde', 'cape-verde'],
  ['ENG', 'england'],
  ['England', 'england'],
  ['Korea', 'south-korea'],
  ['congo', 'congo'],
] as const;

for (const kind of DATABASES) {
  describe(`names of teams on ${kind}`, () => {
    let record: TestRecord;
    let server: TestServer;
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bring('international-results', RESULTS);
      await record.bring('country-codes', NAMES);
      server = createTestServer(openDatabase(record.url));
    });
    afterAll(async () => {
      await server.close();
      await record.drop();
    });

    it.each(MEANT)('Query.team(slug: %j) is %s', async (name, slug) => {
      const query = 'query($name: String!) { team(slug: $name) { slug } }';
      expect(await server.ask(query, { name })).toEqual({ team: { slug } });
    });

    it('Query.headToHead and MatchFilter take the same names', async () => {
      const { headToHead, matches, team } = await server.ask(`{
        headToHead(team: "USA", opponent: "Holland") { won team { slug } opponent { slug } }
        matches(filter: { team: "Türkiye", opponent: "czechia" }) { totalCount }
        team(slug: "eng") { matches(filter: { opponent: "northern-ireland" }) { totalCount } }
      }`);
      expect(headToHead).toEqual({
        won: 1,
        team: { slug: 'united-states' },
        opponent: { slug: 'netherlands' },
      });
      expect([matches.totalCount, team.matches.totalCount]).toEqual([1, 2]);
    });

    it('ClaimInput takes the same names', async () => {
      const { checkClaim } = await server.ask(`{ checkClaim(claim: {
        fixture: { team: "ENG", opponent: "northern-ireland", from: "2002-06-06", to: "2002-06-07" } }) { kind } }`);
      expect(checkClaim.kind).toBe('CONFIRMED');
    });

    it.each([
      ['Ireland', ['northern-ireland', 'republic-of-ireland']],
      ['BRN', ['brunei', 'bahrain']],
    ])('extensions.hints names both teams that %j means', async (name, slugs) => {
      const database = openDatabase(record.url);
      const { apollo, createContext } = createGraphQLServer(database);
      const query = 'query($name: String!) { team(slug: $name) { slug } }';
      const { body } = await apollo.executeOperation(
        { query, variables: { name } },
        { contextValue: await createContext() },
      );
      await apollo.stop();
      await database.close();
      if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
      expect(JSON.parse(JSON.stringify(body.singleResult))).toMatchObject({
        data: { team: null },
        extensions: { hints: [{ argument: 'slug', suggestions: slugs }] },
      });
    });

    it.each([...MEANT, ['Ireland', 'republic-of-ireland'] as const])(
      'Query.search for %j finds first %s',
      async (text, slug) => {
        const { search } = await server.ask(
          'query($text: String!) { search(text: $text) { node { ... on Team { slug } } } }',
          { text },
        );
        expect(search[0].node.slug).toBe(slug);
      },
    );

    it('SearchResult.matchedOn is the name by which a team was found', async () => {
      const { search } = await server.ask('{ search(text: "ireland") { title matchedOn } }');
      expect(search).toEqual([
        { title: 'Republic of Ireland', matchedOn: 'Ireland' },
        { title: 'Northern Ireland', matchedOn: 'Ireland' },
        ...search.slice(2),
      ]);
    });
  });
}
