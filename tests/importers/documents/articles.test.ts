/** Articles as documents: imported whole, again, changed, and refused where they cannot be used. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { DATABASES } from '../../support/databases.js';
import { databaseWithSeed, SEED } from '../../support/record.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';

const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = path.join(folder, 'article.yaml');
const SLUG = '2023-03-24-kane-breaks-the-record';

/** An article about the match after which Kane held the record alone. */
const LINES = [
  `slug: ${SLUG}`,
  'title: Kane breaks the record',
  'publisher: The Invented Times',
  'publishedOn: 2023-03-24',
  'figures:',
  '  - { player: Harry Kane, team: England, goals: 54, caps: 81, asOf: 2023-03-24, statement: Kane has 54. }',
  'quotes:',
  '  - speaker: Harry Kane',
  '    team: England',
  '    text: It means everything.',
  '    reportedBy: The Invented Times',
  '    match: 2023-03-23-italy-england',
  'penalties:',
  '  - match: 2023-03-23-italy-england',
  '    minute: 44',
  '    taker: Harry Kane, England',
  '    outcome: SCORED',
  '    foulBy: Giovanni Di Lorenzo, Italy',
  'claims:',
  '  - statement: England won 2-1 in Naples.',
  '    score: { match: 2023-03-23-italy-england, home: 1, away: 2 }',
  '  - statement: Kane has 54 goals.',
  '    careerGoals: { player: harry-kane, count: 54 }',
];

/** The article with other text in one of its lines, counted from 1. */
const withLine = (line: number, text: string) => LINES.with(line - 1, text);

const ASK = `{ article(slug: "${SLUG}") {
  title
  quotes { text match { slug } }
  figures { measure value }
  claims { statement kind input verdict { kind } }
} }`;

/** What is wrong with a document, by the line that is put in, and what the refusal says. */
const WRONG: [what: string, lines: string[], said: string][] = [
  [
    'a kind of claim that there is not',
    withLine(21, '    scores: 1-2'),
    'line 20, claims.0: Unrecognized key: "scores"',
  ],
  [
    'a claim without a kind',
    withLine(21, '    # nothing'),
    'line 20, claims.0: a claim is of exactly one kind',
  ],
  [
    'a claim of two kinds',
    [...LINES, '    stage: { match: 2023-03-23-italy-england, stage: final }'],
    'line 22, claims.1: a claim is of exactly one kind',
  ],
  [
    'a number that is a word',
    withLine(23, '    careerGoals: { player: harry-kane, count: fifty }'),
    'line 23, claims.1.careerGoals.count: Invalid input: expected number',
  ],
  [
    'a player who is no slug',
    withLine(23, '    careerGoals: { player: Harry Kane, count: 54 }'),
    'line 23, claims.1.careerGoals.player: must be a slug',
  ],
  [
    'a slug without its day',
    withLine(1, 'slug: kane-breaks-the-record'),
    'line 1, slug: must be the day of publication',
  ],
  ['a day that does not exist', withLine(4, 'publishedOn: 2023-02-30'), 'line 4, publishedOn:'],
  [
    'a quote about a match that the record does not have',
    withLine(12, '    match: 2023-03-23-italy-france'),
    'line 12, quotes.0.match: the record has no match 2023-03-23-italy-france',
  ],
  [
    'a penalty in a match that the record does not have',
    withLine(14, '  - match: 2023-03-23-italy-france'),
    'line 14, penalties.0.match: the record has no match 2023-03-23-italy-france',
  ],
  [
    'a team that the record does not have',
    withLine(9, '    team: Atlantis'),
    'line 9, quotes.0.team: the record has no team atlantis',
  ],
];

describe.each(DATABASES)('%s', (kind) => {
  let writer: Database;
  let record: TestServer;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const database = await databaseWithSeed(kind);
    drop = database.drop;
    writer = openDatabase(database.url, { writable: true });
    record = createTestServer(openDatabase(database.url));
  });
  afterEach(async () => {
    await writer.close();
    await record.close();
    await drop();
  });

  /** Imports a document of these lines and answers the lines of the report. */
  async function bring(lines: readonly string[]): Promise<string[]> {
    writeFileSync(FILE, lines.join('\n'));
    const said: string[] = [];
    await runImport(writer, { dataset: 'article', from: FILE }, (line) => said.push(line));
    return said;
  }

  const version = async () => (await record.ask('{ dataset { version } }')).dataset.version;

  it('an article comes with its claims, quotes, figures and what it tells of penalties', async () => {
    const said = await bring(LINES);
    expect(said[0]).toContain(`${SLUG}: `);
    expect(said).toContain('          2 claims written');
    const { article } = await record.ask(ASK);
    expect(article).toEqual({
      title: 'Kane breaks the record',
      quotes: [{ text: 'It means everything.', match: { slug: '2023-03-23-italy-england' } }],
      figures: [
        { measure: 'GOALS', value: 54 },
        { measure: 'CAPS', value: 81 },
      ],
      claims: [
        {
          statement: 'England won 2-1 in Naples.',
          kind: 'SCORE',
          input: '{"score":{"match":"2023-03-23-italy-england","home":1,"away":2}}',
          verdict: { kind: 'CONFIRMED' },
        },
        {
          statement: 'Kane has 54 goals.',
          kind: 'CAREER_GOALS',
          input: '{"careerGoals":{"player":"harry-kane","count":54}}',
          verdict: { kind: 'CONSISTENT' },
        },
      ],
    });
    const { match } = await record.ask(
      '{ match(slug: "2023-03-23-italy-england") { penalties { outcome foulBy { name } sources { slug } } } }',
    );
    expect(match.penalties).toEqual([
      {
        outcome: 'SCORED',
        foulBy: { name: 'Giovanni Di Lorenzo' },
        sources: [{ slug: 'international-results' }, { slug: SLUG }],
      },
    ]);
  });

  it('the same article again changes nothing, not even the version', async () => {
    await bring(LINES);
    const before = await version();
    expect(await bring(LINES)).toContain('Nothing is new.');
    expect(await version()).toBe(before);
  });

  it('an article that has changed is changed, and what it no longer says is taken back', async () => {
    await bring(LINES);
    const changed = withLine(20, '  - statement: England beat Italy.')
      .slice(0, 21)
      .filter((line) => !line.startsWith('  - { player') && line !== 'figures:');
    const said = await bring(changed);
    expect(said).toContain('          1 claims written');
    expect(said).toContain('          3 rows taken back');
    const { article } = await record.ask(ASK);
    expect(article.claims).toMatchObject([{ statement: 'England beat Italy.' }]);
    expect(article.figures).toEqual([]);
    expect(article.quotes).toHaveLength(1);
  });

  it('an article takes nothing back from another', async () => {
    const before = await record.ask(
      '{ articles { slug claims { id } quotes { id } figures { id } } }',
    );
    await bring(LINES);
    await bring(LINES.slice(0, 4));
    const { articles } = await record.ask(
      '{ articles { slug claims { id } quotes { id } figures { id } } }',
    );
    expect(articles).toEqual([
      { slug: SLUG, claims: [], quotes: [], figures: [] },
      ...before.articles,
    ]);
  });

  it('a penalty that an article alone has told of is gone with it, and may change', async () => {
    const missed = (outcome: string) => [
      ...LINES.slice(0, 4),
      'penalties:',
      '  - match: 2023-03-23-italy-england',
      '    minute: 80',
      '    taker: Harry Kane, England',
      `    outcome: ${outcome}`,
    ];
    const outcomes = async () => {
      const { match } = await record.ask(
        '{ match(slug: "2023-03-23-italy-england") { penalties { label outcome } } }',
      );
      return match.penalties.map(({ outcome }: { outcome: string }) => outcome);
    };
    await bring(missed('MISSED'));
    expect(await outcomes()).toEqual(['SCORED', 'MISSED']);
    await bring(missed('SAVED'));
    expect(await outcomes()).toEqual(['SCORED', 'SAVED']);
    await bring(LINES.slice(0, 4));
    expect(await outcomes()).toEqual(['SCORED']);
  });

  it("the seed's own article may be imported by itself, and says nothing new", async () => {
    const file = path.join(SEED, 'articles/2022-12-11-kane-execution-let-me-down.yaml');
    expect(await bring(readFileSync(file, 'utf8').split('\n'))).toContain('Nothing is new.');
  });

  it.each(WRONG)(
    '%s is refused by file, line and field, and leaves the record as it was',
    async (_what, lines, said) => {
      const before = await version();
      await expect(bring(lines)).rejects.toThrow(`${FILE}, ${said}`);
      expect(await version()).toBe(before);
    },
  );

  it('an article is read from a file, which must be named', async () => {
    await expect(runImport(writer, { dataset: 'article' }, () => {})).rejects.toThrow(
      'add --from <file>',
    );
  });
});
