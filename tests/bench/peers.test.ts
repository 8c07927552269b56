import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyReviewed } from '../../bench/peers/reviewed.js';
import { targetsFor } from '../../bench/peers/targets.js';

const NOTHING = { Q1: [], Q2: [], Q3: [], Q4: [], Q5: [] };

describe('bench/peers/targets.ts', () => {
  const program = { cmd: 'node dist/main.js', cwd: '.' };
  const [cold, hot, postgres] = targetsFor(
    program,
    { sqlite: 'file:record.db', postgres: 'postgresql://127.0.0.1/scoresheet' },
    'query Q1($slug: String!) { match(slug: $slug) { id } } query Q5 { tournaments { slug } }',
    {
      Q1: [{ match: { date: '1974-06-14', home: 'São Tomé and Príncipe', away: 'Türkiye' } }],
      Q2: [],
      Q3: [],
      Q4: [],
      Q5: [{ tournament: 'FIFA World Cup', first: 100, after: null, pages: 10 }],
    },
  );

  it("translates the harness's names into slugs", () => {
    expect(cold?.queries.Q1?.variablesList).toEqual([
      { slug: '1974-06-14-sao-tome-and-principe-turkiye' },
    ]);
    expect(hot?.queries.Q5?.variablesList).toEqual([
      { tournament: 'fifa-world-cup', first: 100, after: null, pages: 10 },
    ]);
  });

  it('creates targets with and without response cache on different ports', () => {
    expect(cold?.env.ANSWER_CACHE).toBe('off');
    expect(hot?.env).not.toHaveProperty('ANSWER_CACHE');
    expect(hot?.url).not.toBe(cold?.url);
    expect(hot?.env.DATABASE_URL).toBe('file:record.db');
  });

  it("adds a target on Postgres, if there is one, whose time counts as the server's", () => {
    expect(postgres).toMatchObject({ pg: true, queries: cold?.queries });
    expect(postgres?.env).toMatchObject({ DATABASE_URL: 'postgresql://127.0.0.1/scoresheet' });
    const nowhere = { sqlite: 'file:record.db', postgres: null };
    expect(targetsFor(program, nowhere, 'query Q1 { teams { totalCount } }', NOTHING)).toHaveLength(
      2,
    );
  });
});

describe('bench/peers/reviewed.ts', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('applies the reviewed aliases to scorers, own goals included, and changes nothing else', () => {
    const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
    mkdirSync(from);
    writeFileSync(path.join(from, 'results.csv'), 'date\n2025-11-16\n');
    const header = 'date,home_team,away_team,team,scorer,minute,own_goal,penalty';
    const rows = [
      '2025-11-16,Azerbaijan,France,Azerbaijan,Renat Dadaşov,4,FALSE,FALSE',
      '2025-11-16,Azerbaijan,France,France,Renat Dadaşov,9,TRUE,FALSE',
      '2025-11-16,Azerbaijan,France,France,Renat Dadaşov,9,FALSE,FALSE',
      '2025-11-16,Azerbaijan,France,France,"Jean ""X"", Jr",,FALSE,TRUE',
    ];
    writeFileSync(path.join(from, 'goalscorers.csv'), [header, ...rows, ''].join('\n'));
    copyReviewed(from, to);
    expect(readFileSync(path.join(to, 'results.csv'), 'utf8')).toBe('date\n2025-11-16\n');
    const [, ...lines] = readFileSync(path.join(to, 'goalscorers.csv'), 'utf8').split('\n');
    expect(lines).toEqual([
      '"2025-11-16","Azerbaijan","France","Azerbaijan","Renat Dadashov","4","FALSE","FALSE"',
      '"2025-11-16","Azerbaijan","France","France","Renat Dadashov","9","TRUE","FALSE"',
      '"2025-11-16","Azerbaijan","France","France","Renat Dadaşov","9","FALSE","FALSE"',
      '"2025-11-16","Azerbaijan","France","France","Jean ""X"", Jr","","FALSE","TRUE"',
      '',
    ]);
  });
});
