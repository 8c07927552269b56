/** Hat-tricks as importers derive them: they follow every change of the goals, and nothing else. */
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/types.js';
import { EMPTY_FACTS, type MatchFact } from '../../../../src/importers/facts.js';
import { writeFacts } from '../../../../src/importers/write/write.js';
import { TEAMS, WORLD } from '../../../record/world.js';
import { DATABASES } from '../../../support/databases.js';
import { emptyDatabase } from '../../../support/record.js';
import { ANA, BO, goal, matchWith, one, other, times } from '../../matches-with-goals.js';

for (const kind of DATABASES) {
  describe(kind, () => {
    let db: Database;
    beforeAll(async () => {
      db = await emptyDatabase(kind, { writable: true });
      await writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, ...WORLD });
    });
    afterAll(() => db.close());

    const bring = (matches: MatchFact[]) =>
      writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, matches });

    /** What the table has: `2000-01-01 ana-avalon avalon 3`. */
    async function stored(): Promise<string[]> {
      const { jsonList: list, jsonObject: object } = db.dialect;
      const row = object({
        date: sql`m.date`,
        player: sql`y.slug`,
        team: sql`t.slug`,
        goals: sql`h.goals`,
      });
      const rows = await db.select<{ date: string; player: string; team: string; goals: number }[]>(
        sql`SELECT ${list(row, sql`m.date, y.slug`)} AS json FROM hat_tricks h
          JOIN matches m ON m.id = h.match_id JOIN players y ON y.id = h.player_id JOIN teams t ON t.id = h.team_id`,
      );
      return (rows ?? []).map(
        ({ date, player, team, goals }) => `${date} ${player} ${team} ${goals}`,
      );
    }

    it('three goals are one, four are one of four, two are none', async () => {
      await bring([
        matchWith('2000-01-01', [...times(3, ANA), ...times(2, BO)]),
        matchWith('2000-01-02', times(4, BO)),
      ]);
      expect(await stored()).toEqual([`2000-01-01 ${ANA} ${one} 3`, `2000-01-02 ${BO} ${other} 4`]);
    });

    it('penalties count, own goals and rows that name nobody do not', async () => {
      await bring([
        matchWith('2000-01-01', [...times(2, ANA), goal(ANA, { penalty: true })]),
        matchWith('2000-01-02', [...times(2, BO), goal(BO, { ownGoal: true, team: one })]),
        matchWith('2000-01-03', times(4, null)),
      ]);
      expect(await stored()).toEqual([`2000-01-01 ${ANA} ${one} 3`]);
    });

    it('one goes when a goal turns out to be another’s, or no goal at all', async () => {
      await bring([matchWith('2000-01-01', times(3, ANA)), matchWith('2000-01-02', times(3, BO))]);
      await bring([matchWith('2000-01-01', [...times(2, ANA), goal('asa-avalon')])]);
      expect(await stored()).toEqual([`2000-01-02 ${BO} ${other} 3`]);
      await bring([matchWith('2000-01-02', [])]);
      expect(await stored()).toEqual([]);
    });

    it('nothing changes, and no version, where an import brings nothing new', async () => {
      const matches = [matchWith('2000-01-01', times(5, ANA))];
      const { version } = await bring(matches);
      expect((await bring(matches)).version).toBe(version);
      expect(await stored()).toEqual([`2000-01-01 ${ANA} ${one} 5`]);
    });

    it('they are counted as no facts of the import', async () => {
      const report = await bring([matchWith('2000-01-01', times(4, ANA))]);
      expect([...report.tables.keys()]).not.toContain('hat_tricks');
    });

    it('they are what the goals say, however these change', async () => {
      const scorers = TEAMS.slice(0, 2).flatMap(({ players }) => players.slice(0, 2));
      // A goal that names nobody would leave the name that was known before.
      const anyGoal = fc
        .record({ scorer: fc.constantFrom(...scorers), row: fc.nat(5) })
        .map(({ scorer, row }) => goal(scorer, { ownGoal: row === 0, penalty: row === 1 }));
      const anyGoals = fc.array(anyGoal, { maxLength: 9 });
      const anyMatches = fc.tuple(anyGoals, anyGoals, anyGoals);
      await fc.assert(
        fc.asyncProperty(anyMatches, async (goals) => {
          const dates = ['2000-01-01', '2000-01-02', '2000-01-03'];
          await bring(dates.map((date, place) => matchWith(date, goals[place] ?? [])));
          const expected = dates.flatMap((date, place) =>
            [...scorers].sort().flatMap((player) => {
              const his = (goals[place] ?? []).filter(
                ({ scorer, ownGoal }) => scorer === player && !ownGoal,
              );
              return his.length < 3 ? [] : [`${date} ${player} ${his[0]?.team} ${his.length}`];
            }),
          );
          expect(await stored()).toEqual(expected);
        }),
        { numRuns: 8 },
      );
    });
  });
}
