/** An article's claims held against the record, and claims of a reader's own. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const ARTICLE = '2022-12-11-kane-execution-let-me-down';
const MATCH = '2022-12-10-england-france';
const CONTRACT = path.join(process.env.CONTRACT ?? '../shared/contract', 'fact-check.graphql');

/** The operation that articles are checked by, as the contract has it. */
const CHECK_ARTICLE = `query CheckArticle($slug: String! = "${ARTICLE}") {
  article(slug: $slug) {
    slug title publisher publishedOn
    quotes { id text speaker { slug name } reportedBy }
    claims { id statement asOf verdict { ...verdict } }
    verdicts { kind count }
  }
}
fragment verdict on Verdict {
  kind claimed found explanation
  evidence { __typename ... on Match { slug } ... on Goal { id } ... on Penalty { id } ... on PublishedFigure { value source { slug } } ... on Source { slug } }
}`;

const CHECK = `query($claim: ClaimInput!, $asOf: Date) {
  checkClaim(claim: $claim, asOf: $asOf) {
    kind asOf claimed found explanation
    evidence { __typename id ... on Match { slug } ... on Goal { label match { slug } } ... on PublishedFigure { value source { slug } } ... on Edition { year } }
    later { found explanation evidence { __typename ... on Match { slug } ... on Goal { match { date } } ... on Edition { year } } }
  }
}`;

const ITALY = {
  fixture: {
    team: 'england',
    opponent: 'italy',
    from: '2023-03-01',
    to: '2023-03-31',
    venue: 'AWAY',
  },
};

/** What each claim of the seed article is, in its order, as of the article's day and of today. */
const VERDICTS: [kind: string, onItsDay: string, today: string][] = [
  ['SCORE', 'CONFIRMED', 'CONFIRMED'],
  ['STAGE', 'CONFIRMED', 'CONFIRMED'],
  ['GOAL', 'CONFIRMED', 'CONFIRMED'],
  ['GOAL', 'CONFIRMED', 'CONFIRMED'],
  ['GOAL', 'CONFIRMED', 'CONFIRMED'],
  ['PENALTY', 'CONFIRMED', 'CONFIRMED'],
  ['PENALTY', 'CONSISTENT', 'CONSISTENT'],
  ['FOUL', 'CONSISTENT', 'CONSISTENT'],
  ['CAREER_GOALS', 'CONSISTENT', 'CONTRADICTED'],
  ['CAREER_GOALS', 'CONSISTENT', 'CONSISTENT'],
  ['LEVEL_ON_GOALS', 'CONSISTENT', 'NOT_IN_RECORD'],
  ['CAREER_CAPS', 'CONSISTENT', 'DISPUTED'],
  ['CAREER_CAPS', 'CONSISTENT', 'CONSISTENT'],
  ['GOALS_PER_CAP', 'CONSISTENT', 'NOT_IN_RECORD'],
  ['GOALS_PER_CAP', 'CONSISTENT', 'NOT_IN_RECORD'],
  ['TITLE_HOLDER', 'CONFIRMED', 'CONTRADICTED'],
  ['TITLE_COUNT', 'CONFIRMED', 'CONFIRMED'],
  ['FIXTURE', 'NOT_YET', 'CONFIRMED'],
  ['FIXTURE', 'NOT_YET', 'CONFIRMED'],
];

/** Claims that are no claim, and what the refusal names. */
const BAD: [what: string, claim: object, named: string][] = [
  ['no kind', {}, 'Exactly one key'],
  [
    'two kinds',
    {
      score: { match: MATCH, home: 1, away: 2 },
      stage: { match: MATCH, stage: 'final' },
    },
    'Exactly one key',
  ],
  ['a kind that is null', { score: null }, 'must be non-null'],
  [
    'a match that is no slug',
    { score: { match: 'England-France', home: 1, away: 2 } },
    'claim.score.match',
  ],
  ['a number below 0', { score: { match: MATCH, home: -1, away: 2 } }, 'claim.score.home'],
  ['a minute 0', { goal: { match: MATCH, scorer: 'harry-kane', minute: 0 } }, 'claim.goal.minute'],
  [
    'one player who is level',
    { levelOnGoals: { players: ['harry-kane'] } },
    'claim.levelOnGoals.players',
  ],
  [
    'days in the wrong order',
    { fixture: { ...ITALY.fixture, to: '2023-02-01' } },
    'claim.fixture.to: must not be before from',
  ],
  ['a day that does not exist', { fixture: { ...ITALY.fixture, to: '2023-02-30' } }, '2023-02-30'],
  [
    'meetings without a number',
    { headToHead: { team: 'england', opponent: 'france' } },
    'must say at least one of played',
  ],
  [
    'a team against itself',
    { headToHead: { team: 'england', opponent: 'england', played: 1 } },
    'must be another team',
  ],
];

describe('the contract of claims', () => {
  it.skipIf(!existsSync(CONTRACT))('is valid against the schema', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const errors = validate(schema, parse(readFileSync(CONTRACT, 'utf8')));
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      record = createTestServer(
        await seededDatabase(kind, { onSelect: (text) => statements.push(text) }),
      );
      await record.ask('{ team(slug: "england") { id } }');
    });
    afterAll(() => record.close());

    const check = async (claim: object, asOf?: string) =>
      (await record.ask(CHECK, { claim, asOf })).checkClaim;

    it('Article.claims of the seed article are contradicted by nothing, and confirmed at least seven times', async () => {
      const { article } = await record.ask(CHECK_ARTICLE);
      expect(article.claims.length).toBeGreaterThanOrEqual(14);
      expect(article.claims.map((claim: Row) => claim.verdict.kind)).toEqual(
        VERDICTS.map(([, onItsDay]) => onItsDay),
      );
      expect(article.verdicts).toEqual([
        { kind: 'CONFIRMED', count: 8 },
        { kind: 'CONSISTENT', count: 9 },
        { kind: 'NOT_YET', count: 2 },
      ]);
      for (const claim of article.claims) expect(claim.asOf).toBe('2022-12-11');
    });

    it('Article.claims and their verdicts cost at most 12 statements on Postgres, and on SQLite, by one a level, 30', async () => {
      statements.length = 0;
      await record.ask(CHECK_ARTICLE);
      expect(statements.length).toBeLessThanOrEqual(kind === 'sqlite' ? 30 : 12);
    });

    it('Claim.verdict may be asked as of another day, and Article.verdicts counts by it', async () => {
      const asOf = '2026-11-24';
      const { article } = await record.ask(
        `query($asOf: Date) { article(slug: "${ARTICLE}") {
          claims { kind verdict(asOf: $asOf) { kind asOf } }
          verdicts(asOf: $asOf) { kind count }
        } }`,
        { asOf },
      );
      expect(article.claims).toEqual(
        VERDICTS.map(([claim, , today]) => ({ kind: claim, verdict: { kind: today, asOf } })),
      );
      expect(article.verdicts.reduce((sum: number, { count }: Row) => sum + count, 0)).toBe(19);
    });

    it('Claim.input is what checkClaim takes, and Claim is found by its id', async () => {
      const { article } = await record.ask(
        `{ article(slug: "${ARTICLE}") { claims { id input verdict { claimed kind } } } }`,
      );
      for (const { input, verdict } of article.claims) {
        const again = await check(JSON.parse(input), '2022-12-11');
        expect(again).toMatchObject(verdict);
      }
      const [first] = article.claims;
      const { node } = await record.ask(
        'query($id: ID!) { node(id: $id) { id ... on Claim { statement article { slug } verdict { kind } } } }',
        { id: first.id },
      );
      expect(node).toEqual({
        id: first.id,
        statement: 'England lost 1-2 to France.',
        article: { slug: ARTICLE },
        verdict: { kind: 'CONFIRMED' },
      });
    });

    it('Verdict.evidence of the missed penalty is the penalty and the article that alone tells of it', async () => {
      const { article } = await record.ask(CHECK_ARTICLE);
      const { verdict } = article.claims[6];
      expect(verdict.claimed).toBe("Harry Kane, 84', missed (England v France)");
      expect(verdict.explanation).toContain('so Sportskeeda alone; no dataset');
      expect(verdict.evidence).toEqual([
        { __typename: 'Penalty', id: expect.any(String) },
        { __typename: 'Source', slug: ARTICLE },
      ]);
    });

    it('Verdict.later has what happened after the day, apart from the verdict', async () => {
      expect(await check(ITALY, '2022-12-11')).toMatchObject({
        kind: 'NOT_YET',
        found: null,
        evidence: [],
        later: {
          found: expect.stringContaining('Italy 1-2 England on 2023-03-23'),
          evidence: [{ __typename: 'Match', slug: '2023-03-23-italy-england' }],
        },
      });
      expect(await check(ITALY)).toMatchObject({
        kind: 'CONFIRMED',
        asOf: null,
        later: null,
        evidence: [{ slug: '2023-03-23-italy-england' }],
      });
      const holders = { titleHolder: { tournament: 'fifa-world-cup', team: 'france' } };
      expect((await check(holders, '2022-12-11')).later).toMatchObject({
        found: 'Spain (2026)',
        evidence: [{ __typename: 'Edition', year: 2026 }],
      });
    });

    it('Verdict.later is null where nothing that bears on the claim happened since', async () => {
      const score = { score: { match: MATCH, home: 1, away: 2 } };
      expect((await check(score, '2022-12-11')).later).toBeNull();
    });

    it('Verdict.later has the goals since, without a word on the claim of before', async () => {
      const goals = { careerGoals: { player: 'harry-kane', count: 53 } };
      const { kind: verdict, later } = await check(goals, '2022-12-11');
      expect(verdict).toBe('CONSISTENT');
      expect(later.found).toContain('75 recorded');
      const [goal] = later.evidence;
      expect(goal.match.date > '2022-12-11').toBe(true);
    });

    it.each(BAD)('Query.checkClaim refuses %s', async (_what, claim, named) => {
      const error = await record.refuse(CHECK, { claim });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(named);
    });

    it('Query.checkClaim refuses a variable without a value as its only claim', async () => {
      const error = await record.refuse(
        'query($score: ScoreClaim) { checkClaim(claim: { score: $score }) { kind } }',
      );
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
    });

    it('Query.checkClaim takes an optional field that is null for one that is left out', async () => {
      const goal = { match: MATCH, scorer: 'harry-kane', minute: null, penalty: null };
      expect((await check({ goal })).kind).toBe('CONFIRMED');
    });

    it.each([
      { score: { match: '2022-12-11-england-france', home: 1, away: 0 } },
      { goal: { match: MATCH, scorer: 'nobody-at-all' } },
      { careerGoals: { player: 'nobody-at-all', count: 1 } },
      { titleCount: { tournament: 'nowhere-cup', team: 'england', count: 1 } },
      { titleCount: { tournament: 'fifa-world-cup', team: 'atlantis', count: 1 } },
    ])('Query.checkClaim has no error for what the record does not know: %j', async (claim) => {
      const verdict = await check(claim);
      expect(verdict).toMatchObject({ kind: 'NOT_IN_RECORD', found: null });
      expect(verdict.explanation).toMatch(/^The record has no (match|player|tournament|team) "/);
    });
  });

  describe(`${kind}: beyond the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      const db = await seededWith(kind, NAMESAKES);
      await add(db, OTHER_FIGURE);
      record = createTestServer(db);
    });
    afterAll(() => record.close());

    it('Verdict of published figures that disagree is DISPUTED, with both', async () => {
      const { checkClaim } = await record.ask(CHECK, {
        claim: { careerCaps: { player: 'wayne-rooney', count: 118 } },
        asOf: '2022-12-11',
      });
      expect(checkClaim.kind).toBe('DISPUTED');
      expect(checkClaim.explanation).toBe(
        'Claimed are 118 caps, against 120 caps by PA for 2022-12-11.',
      );
      expect(checkClaim.evidence).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ value: 118, source: { slug: ARTICLE } }),
          expect.objectContaining({ value: 120, source: { slug: PA.slug } }),
        ]),
      );
    });

    it('Verdict.suggestions are the players who share a name, of whom the claim says no team', async () => {
      const claim = { careerGoals: { player: 'luis-suarez', count: 1 } };
      const { checkClaim } = await record.ask(SUGGESTED, { claim });
      expect(checkClaim).toEqual({
        kind: 'NOT_IN_RECORD',
        explanation:
          'Several players may be meant by "luis-suarez": luis-suarez-spain, luis-suarez-uruguay.',
        suggestions: ['spain', 'uruguay'].map((team) => ({
          name: 'Luis Suárez',
          node: { __typename: 'Player', slug: `luis-suarez-${team}` },
        })),
      });
    });

    it('Query.checkClaim takes the one player of a shared name who is recorded for the team', async () => {
      const claim = { careerGoals: { player: 'luis-suarez', team: 'uruguay', count: 1 } };
      const { checkClaim } = await record.ask(SUGGESTED, { claim });
      expect(checkClaim.suggestions).toEqual([]);
      expect(checkClaim.explanation).toMatch(/^Luis Suárez has at least 2 goals/);
    });
  });
}

const SUGGESTED = `query($claim: ClaimInput!) {
  checkClaim(claim: $claim) {
    kind explanation suggestions { name node { __typename ... on Player { slug } } }
  }
}`;

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows.
type Row = any;

const PA = {
  slug: '2022-12-11-rooney-in-120',
  title: 'Rooney in 120',
  kind: 'ARTICLE' as const,
  publisher: 'PA',
  publishedOn: '2022-12-11',
  url: null,
  license: null,
  attribution: null,
};

/** Another source's figure for the same day. */
const OTHER_FIGURE = {
  sources: [PA],
  figures: [
    {
      source: PA.slug,
      key: 'wayne-rooney caps',
      player: { name: 'Wayne Rooney', team: 'england' },
      measure: 'CAPS' as const,
      value: 120,
      asOf: '2022-12-11',
      statement: 'Rooney played 120 times for England.',
    },
  ],
};

/** Two players of one name. */
const NAMESAKES = {
  players: ['spain', 'uruguay'].map((team) => ({
    source: 'international-results',
    key: `${team}/Luis Suárez`,
    name: 'Luis Suárez',
    team,
    birthDate: null,
  })),
};
