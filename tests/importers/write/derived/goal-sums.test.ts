/** The sums of goals by team and of coverage that importers keep: they follow every change of matches and goals. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/types.js';
import { EMPTY_FACTS, type MatchFact } from '../../../../src/importers/facts.js';
import { writeFacts } from '../../../../src/importers/write/write.js';
import { TEAMS, WORLD, worldRecord } from '../../../record/world.js';
import { DATABASES } from '../../../support/databases.js';
import { emptyDatabase } from '../../../support/record.js';
import { runs } from '../../../support/runs.js';
import { ANA, goal, matchWith, one, other } from '../../matches-with-goals.js';

type Row = Record<string, number>;

/** The rows of both tables, in the order of their keys. */
async function stored(db: Database): Promise<{ teamGoals: Row[]; coverage: Row[] }> {
  return db.write(async ({ prisma }) => ({
    teamGoals: await prisma.teamGoals.findMany({ orderBy: { teamId: 'asc' } }),
    coverage: await prisma.coverage.findMany({
      orderBy: [{ tournamentId: 'asc' }, { decade: 'asc' }],
    }),
  }));
}

const withoutIds = (rows: Row[]) => rows.map(({ teamId, tournamentId, ...row }) => row);

for (const kind of DATABASES) {
  describe(kind, () => {
    let db: Database;
    beforeAll(async () => {
      db = await emptyDatabase(kind, { writable: true });
      await writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, ...WORLD, matches: [] });
    });
    afterAll(() => db.close());

    const bring = (matches: MatchFact[]) =>
      writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, matches });

    it('a match counts for its home side, goals for the side that scores them, unplayed matches for nobody', async () => {
      await bring([
        { ...matchWith('1999-12-31', [goal(ANA), goal(null)]), homeScore: 3, awayScore: 1 },
        { ...matchWith('2000-01-01', []), homeScore: 0, awayScore: 2 },
        { ...matchWith('2000-01-02', []), homeScore: null, awayScore: null },
      ]);
      const { teamGoals, coverage } = await stored(db);
      expect(withoutIds(teamGoals)).toEqual([
        { matches: 2, goals: 3, goalsRecorded: 2, goalsUnnamed: 1, matchesWithoutScorers: 1 },
        { matches: 0, goals: 3, goalsRecorded: 0, goalsUnnamed: 0, matchesWithoutScorers: 0 },
      ]);
      expect(withoutIds(coverage)).toEqual([
        { decade: 1990, matches: 1, goals: 4, goalsRecorded: 2, matchesWithoutScorers: 0 },
        { decade: 2000, matches: 1, goals: 2, goalsRecorded: 0, matchesWithoutScorers: 1 },
      ]);
    });

    it('they are what matches and goals say, however these change', async () => {
      const players = TEAMS.slice(0, 2).flatMap(({ players }) => players.slice(0, 2));
      const anyGoals = fc.array(
        fc.constantFrom(...players).map((player) => goal(player)),
        {
          maxLength: 4,
        },
      );
      const anyMatch = fc.record({ goals: anyGoals, more: fc.nat(2) });
      await fc.assert(
        fc.asyncProperty(fc.tuple(anyMatch, anyMatch, anyMatch), async (matches) => {
          const facts = ['1999-12-31', '2000-01-01', '2000-01-02'].map((date, place) => {
            const { goals = [], more = 0 } = matches[place] ?? {};
            const fact = matchWith(date, goals);
            return { ...fact, homeScore: (fact.homeScore ?? 0) + more };
          });
          await bring(facts);
          const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
          const goals = (of: 'homeScore' | 'awayScore') =>
            total(facts.map((fact) => fact[of] ?? 0));
          const rows = (team: string) =>
            facts.flatMap((fact) => fact.goals).filter((row) => row.team === team).length;
          const { teamGoals, coverage } = await stored(db);
          expect(teamGoals).toMatchObject([
            { matches: 3, goals: goals('homeScore'), goalsRecorded: rows(one) },
            { matches: 0, goals: goals('awayScore'), goalsRecorded: rows(other) },
          ]);
          const sum = (column: string) => total(coverage.map((row) => row[column] ?? 0));
          expect(sum('goals')).toBe(goals('homeScore') + goals('awayScore'));
          expect(sum('goalsRecorded')).toBe(rows(one) + rows(other));
          const bare = facts.filter(
            ({ homeScore, awayScore, goals }) =>
              (homeScore ?? 0) + (awayScore ?? 0) > 0 && goals.length === 0,
          );
          expect(sum('matchesWithoutScorers')).toBe(bare.length);
        }),
        { numRuns: runs(20) },
      );
    });

    it('they are counted as no facts of the import, and change no version', async () => {
      const matches = [matchWith('2000-01-01', [goal(ANA)])];
      const { tables, version } = await bring(matches);
      expect([...tables.keys()].filter((table) => /team_goals|coverage/.test(table))).toEqual([]);
      const before = await stored(db);
      expect((await bring(matches)).version).toBe(version);
      expect(await stored(db)).toEqual(before);
    });
  });

  it(`${kind}: the migration fills them for a record of an earlier release as an import does`, async () => {
    const db = await worldRecord(kind);
    const imported = await stored(db);
    const file = `prisma/migrations/${kind}/0010_coverage/migration.sql`;
    const statements = [
      'DROP TABLE team_goals',
      'DROP TABLE coverage',
      ...['scorers_goals', 'matches_goals', 'matches_margin'].map(
        (name) => `DROP INDEX ${name}_idx`,
      ),
      ...readFileSync(file, 'utf8')
        .split(/;\n/)
        .filter((text) => text.trim() !== ''),
    ];
    await db.write(async ({ prisma }) => {
      for (const statement of statements) await prisma.$executeRawUnsafe(statement);
    });
    expect(imported.coverage.length).toBeGreaterThan(2);
    expect(await stored(db)).toEqual(imported);
    await db.close();
  });
}
