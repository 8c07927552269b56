/** Matches one by one: the whole page of a match, and what each of its fields says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../src/http/playground/examples.js';
import { FURTHER, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const MATCH_PAGE = examples.find(({ query }) => query.includes('query MatchPage'))?.query ?? '';
const ID = expect.stringMatching(/^[\w-]+$/);

const england = { slug: 'england', name: 'England' };
const france = { slug: 'france', name: 'France' };
const kane = { slug: 'harry-kane', name: 'Harry Kane' };
const article = '2022-12-11-kane-execution-let-me-down';
const report = '2022-12-10-france-knock-england-out';
const bySources = [{ slug: 'international-results' }, { slug: 'fjelstul-world-cup' }];

const goal = { id: ID, stoppage: null, ownGoal: false, penalty: false, sources: bySources };
const penalty = { id: ID, kind: 'IN_PLAY', taker: kane, team: { slug: 'england' } };
const quote = {
  id: ID,
  speaker: kane,
  reportedBy: 'ESPN',
  saidOn: '2022-12-10',
  source: { slug: article, title: 'Kane says his execution let him down' },
};

/** The night of the founding article, as its sources tell it. */
const QUARTER_FINAL = {
  id: ID,
  slug: '2022-12-10-england-france',
  date: '2022-12-10',
  tournament: { slug: 'fifa-world-cup', name: 'FIFA World Cup' },
  edition: { slug: 'fifa-world-cup-2022', year: 2022 },
  stage: 'quarter-finals',
  group: null,
  home: england,
  away: france,
  homeNameOnDate: 'England',
  awayNameOnDate: 'France',
  score: { home: 1, away: 2 },
  result: 'AWAY_WIN',
  afterExtraTime: false,
  neutral: true,
  venue: { stadium: 'Al Bayt Stadium', city: 'Al Khor', country: 'Qatar' },
  goals: [
    {
      ...goal,
      minute: 17,
      label: "17'",
      team: { slug: 'france' },
      scorer: { slug: 'aurelien-tchouameni', name: 'Aurélien Tchouaméni' },
      scoreAfter: { home: 0, away: 1 },
    },
    {
      ...goal,
      minute: 54,
      label: "54'",
      penalty: true,
      team: { slug: 'england' },
      scorer: kane,
      scoreAfter: { home: 1, away: 1 },
    },
    {
      ...goal,
      minute: 78,
      label: "78'",
      team: { slug: 'france' },
      scorer: { slug: 'olivier-giroud', name: 'Olivier Giroud' },
      scoreAfter: { home: 1, away: 2 },
    },
  ],
  scorersComplete: true,
  penalties: [
    {
      ...penalty,
      label: "54'",
      outcome: 'SCORED',
      detail: null,
      foulBy: { slug: 'aurelien-tchouameni', name: 'Aurélien Tchouaméni' },
      foulOn: { slug: 'bukayo-saka', name: 'Bukayo Saka' },
      sources: [{ slug: 'international-results' }, { slug: article }, { slug: report }],
    },
    {
      ...penalty,
      label: "84'",
      outcome: 'MISSED',
      detail: 'over the crossbar',
      foulBy: { slug: 'theo-hernandez', name: 'Théo Hernandez' },
      foulOn: { slug: 'mason-mount', name: 'Mason Mount' },
      sources: [{ slug: article }],
    },
  ],
  shootout: null,
  possiblyAwarded: false,
  quotes: [
    {
      ...quote,
      text: "I can't fault my preparation or the detail before the game; it didn't feel any different. I felt confident taking it but didn't execute it the way I wanted to.",
    },
    {
      ...quote,
      text: "Of course, it's something I will have to live with and take on the chin. But all we can do is be proud of each other and know that the team is in a really good place for the future.",
    },
  ],
  discrepancies: [],
  sources: [
    {
      slug: 'international-results',
      title: 'International football results from 1872 to 2026',
      kind: 'DATASET',
      license: 'CC0-1.0',
      url: 'https://github.com/martj42/international_results',
    },
    {
      slug: 'fjelstul-world-cup',
      title: 'The Fjelstul World Cup Database',
      kind: 'DATASET',
      license: 'CC-BY-SA-4.0',
      url: 'https://github.com/jfjelstul/worldcup',
    },
  ],
};

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createTestServer(await seededWith(kind, FURTHER, { onSelect }));
    });
    afterAll(() => record.close());

    const page = async (slug: string) => (await record.ask(MATCH_PAGE, { slug })).match;

    it('Query.match answers the page of the quarter-final whole, in at most three statements on Postgres, and on SQLite, by one a level, 20', async () => {
      statements.length = 0;
      expect(await page('2022-12-10-england-france')).toEqual(QUARTER_FINAL);
      expect(statements.length).toBeLessThanOrEqual(kind === 'sqlite' ? 20 : 3);
    });

    it('Query.match is null for a slug that the record does not have', async () => {
      for (const slug of ['2022-12-10-france-england', '', "' OR 1=1 --", '%']) {
        expect(
          await record.ask('query($slug: String!) { match(slug: $slug) { id } }', { slug }),
        ).toEqual({ match: null });
      }
    });

    it('Match.result is a draw where a shoot-out decided, and the score leaves its kicks out', async () => {
      expect(await page('2022-12-18-argentina-france')).toMatchObject({
        score: { home: 3, away: 3 },
        result: 'DRAW',
        afterExtraTime: true,
      });
    });

    it("Match.shootout lists each side's kicks in its own order, the home side's first", async () => {
      const { shootout, penalties } = await page('2022-12-18-argentina-france');
      const { kicks, ...rest } = shootout;
      expect(rest).toEqual({
        winner: { slug: 'argentina' },
        firstShooter: { slug: 'france' },
        score: { home: 4, away: 2 },
      });
      expect(kicks.map((kick: typeof penalty & { outcome: string }) => kick.outcome)).toEqual(
        // Argentina scored all four, France the first and the fourth.
        'SCORED SCORED SCORED SCORED SCORED NOT_SCORED NOT_SCORED SCORED'.split(' '),
      );
      expect(kicks[3]).toEqual({
        taker: { slug: 'gonzalo-montiel', name: 'Gonzalo Montiel' },
        team: { slug: 'argentina' },
        outcome: 'SCORED',
      });
      // In play first: 23', 80' and 118'.
      expect(penalties.map(({ label }: { label: string }) => label)).toEqual(
        ["23'", "80'", "118'"].concat(Array(8).fill(null)),
      );
    });

    it('Match.discrepancies keeps what each source says, the value of the main record first', async () => {
      const { discrepancies, goals } = await page('2022-12-18-argentina-france');
      expect(discrepancies).toEqual([
        {
          field: 'goal 5 minute',
          values: [
            { value: '109', source: { slug: 'international-results' } },
            { value: '108', source: { slug: 'fjelstul-world-cup' } },
          ],
        },
      ]);
      expect(goals[4]).toMatchObject({ label: "109'", scoreAfter: { home: 3, away: 2 } });
    });

    it('Match.homeNameOnDate is what the side was called that day', async () => {
      expect(await page('2003-09-06-north-macedonia-england')).toMatchObject({
        home: { name: 'North Macedonia' },
        homeNameOnDate: 'Macedonia',
        awayNameOnDate: 'England',
        edition: null,
        stage: null,
        afterExtraTime: null,
        venue: { stadium: null, city: 'Skopje', country: 'North Macedonia' },
      });
    });

    it('Match.awayNameOnDate is the present name once the former one has ended', async () => {
      const { match } = await record.ask(
        '{ match(slug: "2023-06-19-england-north-macedonia") { awayNameOnDate } }',
      );
      expect(match.awayNameOnDate).toBe('North Macedonia');
    });

    it('Match.scorersComplete holds for a match without goals', async () => {
      expect(await page('2022-11-25-england-united-states')).toMatchObject({
        score: { home: 0, away: 0 },
        result: 'DRAW',
        goals: [],
        scorersComplete: true,
        penalties: [],
        group: 'Group B',
        quotes: [],
      });
    });

    it('Match.score and Match.result are null while a match is unplayed', async () => {
      expect(await page('2030-01-02-wales-england')).toMatchObject({
        score: null,
        result: null,
        scorersComplete: false,
        goals: [],
      });
    });

    it('Match.scorersComplete is false where a goal of the score has no row', async () => {
      const answers = [
        await page('2030-01-01-england-wales'),
        await page('2030-01-03-england-women-france-women'),
      ];
      expect(answers).toMatchObject([
        { scorersComplete: false, goals: [] },
        {
          scorersComplete: false,
          goals: [
            { minute: null, label: null, scoreAfter: null, scorer: { name: 'Lauren James' } },
          ],
        },
      ]);
    });
  });
}
