/**
 * Rules 19 to 22 of the conventions, by claims that real articles have made or might: existence proves and absence does not;
 * the morning is judged by the evening before; names are looked for among the two sides; CONSISTENT rules something out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/databases.js';
import type { TestServer } from '../support/test-server.js';
import { isAbsent, LAYERS, layeredRecordServer } from '../support/whole-record.js';

type Case = [verdict: string, judgedBy: string | null, claim: object, asOf?: string];

const fixture = (
  team: string,
  opponent: string,
  from: string,
  to: string,
  tournament?: string,
) => ({
  fixture: { team, opponent, from, to, ...(tournament ? { tournament } : {}) },
});

/** Rule 19: a match that no dataset lists proves nothing, unless the record is shown to have every match of its tournament. */
const ABSENT: Case[] = [
  ['NOT_IN_RECORD', null, fixture('italy', 'hungary', '1925-01-18', '1925-01-18')],
  ['NOT_IN_RECORD', null, fixture('colombia', 'venezuela', '2023-12-10', '2023-12-10')],
  ['NOT_IN_RECORD', null, fixture('england', 'scotland', '2023-03-01', '2023-03-31')],
  ['NOT_IN_RECORD', null, fixture('brazil', 'argentina', '2022-06-01', '2022-06-30', 'friendly')],
  ['NOT_IN_RECORD', null, fixture('japan', 'iran', '1975-01-01', '1975-12-31')],
  ['NOT_IN_RECORD', null, fixture('germany', 'spain', '2012-06-10', '2012-07-01', 'uefa-euro')],
  [
    'CONTRADICTED',
    null,
    fixture('england', 'france', '2022-11-20', '2022-12-08', 'fifa-world-cup'),
  ],
  ['CONTRADICTED', null, fixture('brazil', 'italy', '2018-06-14', '2018-07-15', 'fifa-world-cup')],
  ['CONTRADICTED', null, fixture('spain', 'italy', '2026-06-11', '2026-07-19', 'fifa-world-cup')],
  ['CONTRADICTED', null, fixture('brazil', 'uruguay', '2019-06-14', '2019-07-07', 'copa-america')],
];

const meetings = (team: string, opponent: string, said: object) => ({
  headToHead: { team, opponent, ...said },
});
const CUP = { tournament: 'fifa-world-cup' };

/** Rule 19: in LISTED scope equality is confirmed, a difference disputed, and only what closed competitions prove contradicts. */
const LISTED: Case[] = [
  [
    'DISPUTED',
    '2022-06-06',
    meetings('italy', 'hungary', { played: 34, won: 16, drawn: 9, lost: 9 }),
    '2022-06-06',
  ],
  ['DISPUTED', '2024-11-20', meetings('spain', 'portugal', { won: 18 }), '2024-11-20'],
  ['DISPUTED', '2024-11-20', meetings('spain', 'portugal', { won: 11 }), '2024-11-20'],
  ['CONFIRMED', '2024-11-20', meetings('spain', 'portugal', { won: 16 }), '2024-11-20'],
  ['CONTRADICTED', '2022-11-21', meetings('england', 'iran', { ...CUP, played: 2 }), '2022-11-21'],
  ['CONTRADICTED', '2026-07-19', meetings('brazil', 'sweden', { won: 3 }), '2026-07-19'],
  ['CONTRADICTED', '2024-11-20', meetings('germany', 'england', { ...CUP, won: 1 }), '2024-11-20'],
  [
    'CONSISTENT',
    '2018-11-19',
    meetings('united-states', 'italy', { played: 8, won: 1, drawn: 3, lost: 4 }),
    '2018-11-20',
  ],
];

const holder = (team: string) => ({ titleHolder: { ...CUP, team } });
const goals = (player: string, count: number) => ({ careerGoals: { player, count } });

/** Rule 20: true when printed is true, whether the text was printed in the morning or in the evening of its day. */
const EVENINGS: Case[] = [
  ['CONFIRMED', '2022-12-17', holder('france'), '2022-12-18'],
  ['CONFIRMED', '2022-12-18', holder('argentina'), '2022-12-18'],
  ['CONTRADICTED', '2022-12-18', holder('germany'), '2022-12-18'],
  ['CONFIRMED', '2018-07-14', holder('germany'), '2018-07-15'],
  ['CONFIRMED', '2026-07-18', holder('argentina'), '2026-07-19'],
  ['CONSISTENT', '2022-12-09', goals('harry-kane', 52), '2022-12-10'],
  ['CONSISTENT', '2022-12-10', goals('harry-kane', 53), '2022-12-10'],
  ['CONSISTENT', '2023-03-22', goals('harry-kane', 53), '2023-03-23'],
  ['DISPUTED', '2022-12-10', goals('harry-kane', 51), '2022-12-10'],
  ['CONFIRMED', '2022-11-20', meetings('england', 'iran', { ...CUP, played: 0 }), '2022-11-21'],
  ['CONFIRMED', '2022-11-21', meetings('england', 'iran', { ...CUP, played: 1 }), '2022-11-21'],
  ['CONFIRMED', '2022-11-22', meetings('germany', 'japan', { ...CUP, played: 0 }), '2022-11-23'],
  [
    'CONFIRMED',
    '2022-11-21',
    meetings('argentina', 'saudi-arabia', { ...CUP, played: 0 }),
    '2022-11-22',
  ],
];

const score = (match: string, home: number, away: number) => ({ score: { match, home, away } });

/** Rule 20: a report may be dated the day before the local day of its match, and no earlier. */
const TIME_ZONES: Case[] = [
  ['CONFIRMED', '2002-06-17', score('2002-06-17-mexico-united-states', 0, 2), '2002-06-16'],
  ['CONTRADICTED', '2002-06-17', score('2002-06-17-mexico-united-states', 0, 3), '2002-06-16'],
  ['CONFIRMED', '2014-07-08', score('2014-07-08-brazil-germany', 1, 7), '2014-07-07'],
  ['CONFIRMED', '2022-12-10', score('2022-12-10-england-france', 1, 2), '2022-12-09'],
  ['NOT_YET', '2022-12-08', score('2022-12-10-england-france', 1, 2), '2022-12-08'],
];

const goal = (match: string, scorer: string, minute?: number) => ({
  goal: { match, scorer, ...(minute === undefined ? {} : { minute }) },
});

/** Rule 21: a name in a claim about a match means one of the two sides; who is recorded for neither is not contradicted. */
const NAMES: Case[] = [
  ['CONFIRMED', null, goal('2021-10-12-portugal-luxembourg', 'ronaldo', 8)],
  ['CONFIRMED', null, goal('2010-06-26-uruguay-south-korea', 'luis-suarez')],
  ['CONFIRMED', null, goal('2014-07-08-brazil-germany', 'muller', 11)],
  ['CONFIRMED', null, goal('2014-06-28-colombia-uruguay', 'james-rodriguez')],
  [
    'CONFIRMED',
    null,
    {
      penalty: { match: '2022-12-10-england-france', taker: 'kane', outcome: 'SCORED', minute: 54 },
    },
  ],
  ['NOT_IN_RECORD', null, goal('2022-12-10-england-france', 'lionel-messi')],
  ['NOT_IN_RECORD', null, goal('2022-12-10-england-france', 'edson-alvares')],
  ['NOT_IN_RECORD', null, goal('2025-07-06-mexico-usa', 'edson-alvarez')],
  ['CONTRADICTED', null, goal('2022-12-10-england-france', 'kylian-mbappe')],
];

const caps = (player: string, count: number) => ({ careerCaps: { player, count } });

/** Rule 22: what leaves room for nearly anything agrees with nothing, and numbers have to add up. */
const TELLING: Case[] = [
  ['NOT_IN_RECORD', null, goals('erling-haaland', 200)],
  ['NOT_IN_RECORD', null, goals('miroslav-klose', 300)],
  ['NOT_IN_RECORD', null, goals('ali-daei', 109)],
  ['NOT_IN_RECORD', null, goals('gerd-muller', 68)],
  ['CONTRADICTED', null, goals('erling-haaland', 48)],
  ['DISPUTED', null, goals('harry-kane', 155)],
  ['DISPUTED', null, caps('miroslav-klose', 110)],
  [
    'CONTRADICTED',
    null,
    meetings('argentina', 'mexico', { played: 30, won: 13, drawn: 12, lost: 4 }),
  ],
  [
    'CONTRADICTED',
    null,
    meetings('spain', 'portugal', { played: 41, won: 16, drawn: 17, lost: 9 }),
  ],
  ['CONTRADICTED', null, meetings('england', 'france', { played: 10, won: 11 })],
  ['CONTRADICTED', null, meetings('england', 'italy', { played: 1, won: 1, lost: 1 })],
];

const WITHOUT_DAY: Case[] = [
  [
    'CONSISTENT',
    null,
    { titleHolder: { tournament: 'fifa-world-cup-women', team: 'united-states-women' } },
  ],
  ['CONFIRMED', null, holder('spain')],
  ['CONTRADICTED', null, holder('argentina')],
];

const CHECK = `query($claim: ClaimInput!, $asOf: Date) {
  checkClaim(claim: $claim, asOf: $asOf) { kind judgedBy suggestions { name } }
}`;

describe.skipIf(isAbsent('international-results', ...LAYERS))('by the whole record', () => {
  for (const kind of DATABASES) {
    describe(kind, () => {
      let record: TestServer;
      beforeAll(async () => {
        record = await layeredRecordServer(kind);
      });
      afterAll(() => record.close());

      const holds = (rule: string, cases: readonly Case[]) =>
        it.each(cases)(`${rule}: %s by %s: %j as of %s`, async (verdict, judgedBy, claim, asOf) => {
          const { checkClaim } = await record.ask(CHECK, { claim, asOf });
          expect([checkClaim.kind, checkClaim.judgedBy]).toEqual([verdict, judgedBy]);
        });

      holds('rule 19, absence contradicts in COMPLETE scope alone', ABSENT);
      holds('rule 19, a list of matches confirms and disputes', LISTED);
      holds('rule 20, the better of two evenings counts', EVENINGS);
      holds('rule 20, a report may be dated a day before its match', TIME_ZONES);
      holds('rule 21, names are looked for among the two sides', NAMES);
      holds('rule 22, CONSISTENT rules something out', TELLING);
      holds('rule 18, without a day a title is settled as far as sources cover', WITHOUT_DAY);

      it.each([
        [goal('2025-07-06-mexico-usa', 'edson-alvarez'), 'United States v Mexico, 2025-07-06'],
        [goal('2022-12-10-england-france', 'edson-alvares'), 'Edson Álvarez'],
        [goal('2022-12-10-england-france', 'lionel-messi'), 'Lionel Messi'],
        [
          { titleCount: { tournament: 'fifa-world-cup', team: 'untied-states', count: 0 } },
          'United States',
        ],
        [{ titleCount: { tournament: 'uefa-euros', team: 'spain', count: 4 } }, 'UEFA Euro'],
      ])('rule 21, Verdict.suggestions of %j have %s', async (claim, name) => {
        const { checkClaim } = await record.ask(CHECK, { claim });
        expect(checkClaim.kind).toBe('NOT_IN_RECORD');
        expect(checkClaim.suggestions.map((one: { name: string }) => one.name)).toContain(name);
      });
    });
  }
});
