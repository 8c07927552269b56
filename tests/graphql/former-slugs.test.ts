/** Slugs that something had before an import renamed it: wherever a slug is taken, they find it under its current one. */
import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/types.js';
import { slugEntityOf } from '../../src/record/former-slugs.js';
import { seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';

/** Former slugs, by kind and current slug. */
const FORMER = [
  ['Team', 'england', 'albion'],
  ['Team', 'france', 'gaul'],
  ['Tournament', 'fifa-world-cup', 'jules-rimet-cup'],
  ['Match', '2022-12-10-england-france', '2022-12-09-albion-gaul'],
  ['Match', '1966-07-30-england-germany', '1966-07-30-albion-germany'],
  ['Player', 'harry-kane', 'harold-kane'],
  ['Player', 'geoff-hurst', 'geoffrey-hurst'],
  ['Player', 'wayne-rooney', 'wane-rooney'],
] as const;

/** Former slugs that something bears again, and would lead on to something else. */
const LIVING = [
  ['Team', 'england', 'germany'],
  ['Tournament', 'fifa-world-cup', 'uefa-euro-qualification'],
  ['Match', '2022-12-10-england-france', '1966-07-30-england-germany'],
  ['Player', 'wayne-rooney', 'olivier-giroud'],
] as const;

/** A second Aurélien Tchouaméni: the bare name, which was a slug, is now nobody's. */
const SHARED = ['Player', 'harry-kane', 'aurelien-tchouameni'] as const;

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

/** A question by current slugs, by the place where these are taken. */
const QUESTIONS: Record<string, string> = {
  'Query.match': `match(slug: "2022-12-10-england-france") { slug id home { slug } goals { id } }`,
  'Query.team': `team(slug: "england") { slug id name matches { totalCount nodes { slug } } }`,
  'Query.player': `player(slug: "harry-kane") { slug id name }`,
  'Query.tournament': `tournament(slug: "fifa-world-cup") { slug id edition(year: 2022) { id } }`,
  'Query.headToHead': `headToHead(team: "england", opponent: "france", filter: { team: "england", tournament: "fifa-world-cup" }) {
    played won team { slug } opponent { slug } matches { nodes { slug } } }`,
  'Query.comparePlayers': `comparePlayers(players: ["harry-kane", "wayne-rooney"], baseline: "harry-kane", team: "england") {
    baseline { slug } rows { player { slug } team { slug } goals { recorded } } }`,
  'Query.players': `players(team: "england") { totalCount nodes { slug } }`,
  'Player.career': `player(slug: "harry-kane") { career(team: "england") { team { slug } goals { recorded } } }`,
  'Team.matches': `team(slug: "england") { matches(filter: { opponent: "france", tournament: "fifa-world-cup" }) { nodes { slug } } }`,
  'Team.record': `team(slug: "england") { record(filter: { team: "england", opponent: "france" }) { played won } }`,
  'Tournament.matches': `tournament(slug: "fifa-world-cup") { matches(filter: { tournament: "fifa-world-cup", team: "france" }) { nodes { slug } } }`,
  MatchFilter: `matches(filter: { team: "england", opponent: "france", tournament: "fifa-world-cup" }) { totalCount nodes { slug } }`,
  'MatchFilter.teams': `matches(filter: { teams: ["england", "france"], tournaments: ["fifa-world-cup"] }) { totalCount nodes { slug } }`,
  ScorerFilter: `topScorers(filter: { team: "england", opponent: "france", tournament: "fifa-world-cup" }) {
    entries { player { slug } team { slug } goals { recorded } } }`,
  GoalFilter: `goals(filter: { scorer: "harry-kane", team: "england", opponent: "france", match: "2022-12-10-england-france" }) {
    totalCount nodes { id scorer { slug } } }`,
  PenaltyFilter: `penalties(filter: { taker: "harry-kane", team: "england", match: "2022-12-10-england-france" }) {
    totalCount nodes { id taker { slug } } }`,
  QuoteFilter: `quotes(filter: { speaker: "harry-kane", match: "2022-12-10-england-france" }) { totalCount nodes { id } }`,
  'Query.hatTricks': `hatTricks(filter: { team: "england", tournament: "fifa-world-cup" }) { totalCount nodes { id player { slug } } }`,
  'Query.coverage': `coverage(filter: { team: "england", tournament: "fifa-world-cup" }) { byTournament { tournament { slug } } }`,
};

/** A claim by current slugs. */
const CLAIMS: Record<string, string> = {
  score: `{ score: { match: "2022-12-10-england-france", home: 1, away: 2 } }`,
  goal: `{ goal: { match: "2022-12-10-england-france", scorer: "harry-kane" } }`,
  penalty: `{ penalty: { match: "2022-12-10-england-france", taker: "harry-kane", outcome: SCORED } }`,
  foul: `{ foul: { match: "2022-12-10-england-france", by: "harry-kane", on: "harry-kane" } }`,
  stage: `{ stage: { match: "2022-12-10-england-france", stage: "Quarter-final" } }`,
  careerGoals: `{ careerGoals: { player: "harry-kane", team: "england", count: 53 } }`,
  goalsPerCap: `{ goalsPerCap: { player: "harry-kane", team: "england", value: 0.6 } }`,
  levelOnGoals: `{ levelOnGoals: { players: ["harry-kane", "wayne-rooney"], team: "england" } }`,
  fixture: `{ fixture: { team: "england", opponent: "france", from: "2022-12-10", to: "2022-12-10", tournament: "fifa-world-cup" } }`,
  titleHolder: `{ titleHolder: { tournament: "fifa-world-cup", team: "england" } }`,
  titleCount: `{ titleCount: { tournament: "fifa-world-cup", team: "england", count: 1 } }`,
  headToHead: `{ headToHead: { team: "england", opponent: "france", tournament: "fifa-world-cup", played: 1 } }`,
};

const VERDICT = `kind asOf claimed found checked explanation suggestions { name } evidence { id }`;

/** The keys of rows, by kind, with current slugs. */
const KEYS = [
  'Team:england',
  'Tournament:fifa-world-cup',
  'Edition:fifa-world-cup-2022',
  'Match:2022-12-10-england-france',
  'Player:harry-kane',
  'Goal:2022-12-10-england-france/1',
  'Penalty:2022-12-10-england-france/84-harry-kane',
  'HatTrick:1966-07-30-england-germany/geoff-hurst',
  'Scorer:england/harry-kane',
];

/** Cursors as the lists make them, with current slugs, and a list that takes each. */
const CURSORS: [cursor: string, list: string][] = [
  ['1|matches DATE_ASC|2022-12-10-england-france', 'matches(CURSOR) { nodes { slug } }'],
  [
    '1|matches DATE_ASC|1966-07-30-england-germany',
    'team(slug: "england") { matches(CURSOR) { nodes { slug } } }',
  ],
  ['1|goals|2022-12-10-england-france/1', 'goals(CURSOR) { nodes { id } }'],
  [
    '1|goals|2022-12-10-england-france/2',
    'player(slug: "harry-kane") { career { goalEvents(CURSOR) { nodes { id } } } }',
  ],
  ['1|hatTricks|1966-07-30-england-germany/geoff-hurst', 'hatTricks(CURSOR) { nodes { id } }'],
  [
    '1|scorers|harry-kane',
    'team(slug: "england") { scorers(CURSOR) { nodes { player { slug } } } }',
  ],
  ['1|teams|england', 'teams(CURSOR) { nodes { slug } }'],
  ['1|players|harry-kane', 'players(CURSOR) { nodes { slug } }'],
];

const encoded = (text: string) => Buffer.from(text).toString('base64url');

/** A text in which each current slug, as a whole, is a former one. The name in the key of a penalty is no slug. */
function formerly(text: string): string {
  const slugs = new Map<string, string>(FORMER.map(([, current, former]) => [current, former]));
  const longestFirst = [...slugs.keys()].sort((one, other) => other.length - one.length);
  return text.replace(
    new RegExp(`(?<=[":|/])(${longestFirst.join('|')})(?=["/]|-\\d{4}$|$)`, 'g'),
    (slug) => slugs.get(slug) ?? slug,
  );
}

async function recordWith(kind: (typeof DATABASES)[number]): Promise<TestServer> {
  const database: Database = await seededWith(kind, { quotes: [NAMESAKE] });
  const data = [...FORMER, ...LIVING, SHARED].map(([entity, currentSlug, slug]) => ({
    entity,
    currentSlug,
    slug,
  }));
  await database.write((tx) => tx.prisma.formerSlug.createMany({ data }));
  return createUnlimitedTestServer(database);
}

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = await recordWith(kind);
    });
    afterAll(() => record.close());

    /** Asks by former slugs and by current ones: the answers must be the same. */
    async function expectSame(query: string) {
      const former = formerly(query);
      expect(former).not.toBe(query);
      const answer = await record.ask(`{ ${query} }`);
      expect(await record.ask(`{ ${former} }`)).toEqual(answer);
      return answer;
    }

    it.each(Object.entries(QUESTIONS))('%s takes former slugs', async (_, query) => {
      const answer = await expectSame(query);
      const text = JSON.stringify(answer);
      expect(text).not.toMatch(/null|"totalCount":0|\[\]/);
      for (const [, , former] of FORMER) expect(text).not.toContain(`"${former}"`);
    });

    it.each(Object.entries(CLAIMS))('a claim of %s takes former slugs', async (_, claim) => {
      const { checkClaim } = await expectSame(`checkClaim(claim: ${claim}) { ${VERDICT} }`);
      expect(checkClaim.suggestions).toEqual([]);
    });

    it('a filter takes former slugs in variables', async () => {
      const query = `query($slug: String!, $filter: MatchFilter) {
        team(slug: $slug) { slug } matches(filter: $filter) { totalCount } }`;
      const answer = await record.ask(query, { slug: 'albion', filter: { team: 'gaul' } });
      expect(answer).toEqual(
        await record.ask(query, { slug: 'england', filter: { team: 'france' } }),
      );
      expect(answer.team).toEqual({ slug: 'england' });
    });

    it.each(KEYS)('Query.node takes an id with former slugs: %s', async (key) => {
      const query = 'query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }';
      const [id, former] = [encoded(key), encoded(formerly(key))];
      expect(former).not.toBe(id);
      const node = { __typename: key.split(':')[0], id };
      expect(await record.ask(query, { id: former })).toEqual({ node, nodes: [{ id }] });
    });

    it.each(CURSORS)(
      'a cursor with former slugs stands where the row is: %s',
      async (cursor, list) => {
        const page = (place: string, text: string) =>
          record.ask(`{ ${list.replace('CURSOR', `${place}: "${encoded(text)}"`)} }`);
        expect(formerly(cursor)).not.toBe(cursor);
        for (const place of ['first: 3, after', 'last: 3, before']) {
          expect(await page(place, formerly(cursor))).toEqual(await page(place, cursor));
        }
      },
    );

    it('what bears a slug is never hidden by what had it before', async () => {
      const answer = await record.ask(`{
        team(slug: "germany") { slug }
        tournament(slug: "uefa-euro-qualification") { slug }
        match(slug: "1966-07-30-england-germany") { slug }
        player(slug: "olivier-giroud") { slug }
        node(id: "${encoded('Match:1966-07-30-england-germany')}") { ... on Match { slug } }
        goals(filter: { scorer: "olivier-giroud" }, first: 1) { nodes { scorer { slug } } }
      }`);
      expect(answer).toEqual({
        team: { slug: 'germany' },
        tournament: { slug: 'uefa-euro-qualification' },
        match: { slug: '1966-07-30-england-germany' },
        player: { slug: 'olivier-giroud' },
        node: { slug: '1966-07-30-england-germany' },
        goals: { nodes: [{ scorer: { slug: 'olivier-giroud' } }] },
      });
    });

    it('a bare name that several share is ambiguous, whoever had it as a slug', async () => {
      const error = await record.refuse('{ player(slug: "aurelien-tchouameni") { slug } }');
      expect(error.extensions?.code).toBe('AMBIGUOUS');
    });

    it('a slug of another kind, or of nothing, finds nothing', async () => {
      const answer = await record.ask(`{
        team(slug: "harold-kane") { slug }
        player(slug: "albion") { slug }
        match(slug: "2022-12-09-albion-france") { slug }
        tournament(slug: "jules-rimet") { slug }
        node(id: "${encoded('Team:harold-kane')}") { id }
      }`);
      expect(answer).toEqual({
        team: null,
        player: null,
        match: null,
        tournament: null,
        node: null,
      });
    });
  });
}

/** Arguments and fields of inputs that are texts and no slugs of what may be renamed. */
const NO_SLUGS = [
  ['after', 'before'],
  ['slug', 'article'],
  ['text', 'stage', 'stages', 'city', 'country'],
  ['since'],
].flat();

describe('the schema', () => {
  it('has no text in its arguments of which it is not known whether it is a slug', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    const inputs = types.flatMap((type) => {
      if (isInputObjectType(type)) return Object.values(type.getFields());
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap(({ args }) => args);
    });
    const texts = inputs.filter(({ type }) => getNamedType(type).name === 'String');
    const unknown = texts.filter(({ name }) => !slugEntityOf(name) && !NO_SLUGS.includes(name));
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });
});
