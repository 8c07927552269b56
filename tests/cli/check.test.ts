/** `npm run check -- <file>`: what an editor sees before an article goes out, and by which code it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { runCommand } from '../prisma/cli.js';
import { DATABASES } from '../support/databases.js';
import { databaseWithSeed, migratedDatabase, SEED } from '../support/record.js';
import { createTestServer } from '../support/test-server.js';

const ARTICLE = path.join(SEED, 'articles/2022-12-11-kane-execution-let-me-down.yaml');

const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of an article with one claim. */
function articleOf(...claim: string[]): string {
  const file = path.join(folder, 'draft.yaml');
  const lines = [
    'slug: 2022-12-11-a-draft',
    'title: A draft',
    'publisher: The Invented Times',
    'publishedOn: 2022-12-11',
    'claims:',
    ...claim,
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

const WRONG_SCORE = [
  '  - statement: England won 2-1.',
  '    score: { match: 2022-12-10-england-france, home: 2, away: 1 }',
];

for (const kind of DATABASES) {
  describe(kind, () => {
    let url: string;
    let drop: () => Promise<void>;
    beforeAll(async () => {
      ({ url, drop } = await databaseWithSeed(kind));
    });
    afterAll(() => drop());

    const check = (...words: string[]) => runCommand('check', words, { DATABASE_URL: url });

    it('an article that nothing contradicts ends with 0, after a table claim by claim', async () => {
      const { code, stdout, stderr } = await check(ARTICLE);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^verdict +claim +claimed +found +why$/m);
      expect(stdout.match(/^(CONFIRMED|CONSISTENT|NOT_YET) /gm)).toHaveLength(19);
      expect(stdout).toContain('19 claims: 8 CONFIRMED, 9 CONSISTENT, 2 NOT_YET');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
    });

    it('an article with a contradiction ends with 1; --json says the same for machines', async () => {
      const { code, stdout } = await check(articleOf(...WRONG_SCORE), '--json');
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        article: '2022-12-11-a-draft',
        claims: [
          {
            statement: 'England won 2-1.',
            score: { home: 2, away: 1 },
            verdict: { kind: 'CONTRADICTED', asOf: '2022-12-11', found: 'England 1-2 France' },
          },
        ],
      });
    });

    it('an article is judged by its day of publication, or by --as-of', async () => {
      const fixture = articleOf(
        '  - statement: England play Italy.',
        '    fixture: { team: england, opponent: italy, from: 2023-03-01, to: 2023-03-31 }',
      );
      expect((await check(fixture)).stdout).toContain('1 claim: 1 NOT_YET');
      expect((await check(fixture, '--as-of', '2023-04-01')).stdout).toContain(
        '1 claim: 1 CONFIRMED',
      );
    });

    it('a checked article is not imported', async () => {
      await check(articleOf(...WRONG_SCORE));
      const record = createTestServer(openDatabase(url));
      const found = await record.ask('{ article(slug: "2022-12-11-a-draft") { id } }');
      await record.close();
      expect(found).toEqual({ article: null });
    });

    it('an empty record checks nothing, and ends with 2', async () => {
      const empty = await migratedDatabase(kind);
      const { code, stderr } = await runCommand('check', [ARTICLE], { DATABASE_URL: empty.url });
      await empty.drop();
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('The record is empty'),
      });
    });
  });
}

describe('a command that cannot be followed', () => {
  const refused = async (...words: string[]) => {
    const { code, stdout, stderr } = await runCommand('check', words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr;
  };

  it('ends with 2 and names file, line and field of a bad file', async () => {
    const file = articleOf(
      '  - statement: England won.',
      '    score: { match: 2022-12-10-england-france, home: two, away: 1 }',
    );
    expect(await refused(file)).toContain('draft.yaml, line 7, claims.0.score.home:');
  });

  it.each([
    ['without a file', [], 'Name one file'],
    ['with a file that is not there', ['nowhere.yaml'], 'nowhere.yaml'],
    ['with a day that does not exist', [ARTICLE, '--as-of', '2023-02-30'], 'got "2023-02-30"'],
    ['with a word that it does not know', [ARTICLE, '--xml'], '--xml'],
  ])('ends with 2 %s', async (_what, words, said) => {
    expect(await refused(...words)).toContain(said);
  });
});
