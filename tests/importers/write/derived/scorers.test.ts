/** Scorers of a team as importers sum them: they follow every change of the goals, and nothing else. */
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
      await writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, ...WORLD, matches: [] });
    });
    afterAll(() => db.close());

    const bring = (matches: MatchFact[]) =>
      writeFacts(db, 'scoresheet-seed', { ...EMPTY_FACTS, matches });

    /** What the table has: `avalon 1 ana-avalon 3/1`, the last being penalties. */
    async function stored(): Promise<string[]> {
      const { jsonList: list, codePointOrder: plain } = db.dialect;
      const row = sql`t.slug || ' ' || r.place || ' ' || y.slug || ' ' || r.goals || '/' || r.penalties`;
      const rows = await db.select<string[]>(
        sql`SELECT ${list(row, sql`${plain(sql`t.slug`)}, r.place`)} AS json FROM scorers r
          JOIN players y ON y.id = r.player_id JOIN teams t ON t.id = r.team_id`,
      );
      return rows ?? [];
    }

    it('goals are summed over all matches, penalties among them; own goals and rows that name nobody are nobody’s', async () => {
      await bring([
        matchWith('2000-01-01', [...times(2, ANA), goal(ANA, { penalty: true }), goal(null)]),
        matchWith('2000-01-02', [...times(2, BO), goal(BO, { ownGoal: true, team: one })]),
        matchWith('2000-01-03', times(1, ANA)),
      ]);
      expect(await stored()).toEqual([`${one} 1 ${ANA} 4/1`, `${other} 1 ${BO} 2/0`]);
    });

    it('most goals come first, those level in the order in which they began to score, whichever goal came in first', async () => {
      const matches = ['2000-01-01', '2000-01-02', '2000-01-03'];
      await bring(matches.map((date) => matchWith(date, [])));
      await bring([matchWith('2000-01-01', [goal('asa-avalon'), goal(ANA)])]);
      expect(await stored()).toEqual([`${one} 1 asa-avalon 1/0`, `${one} 2 ${ANA} 1/0`]);
      await bring([matchWith('2000-01-02', [goal(ANA)])]);
      expect(await stored()).toEqual([`${one} 1 ${ANA} 2/0`, `${one} 2 asa-avalon 1/0`]);
      await bring([matchWith('1999-12-31', [goal('asa-avalon')])]);
      expect(await stored()).toEqual([`${one} 1 asa-avalon 2/0`, `${one} 2 ${ANA} 2/0`]);
      await bring([matchWith('1999-12-31', [])]);
    });

    it('nothing changes, and no version, where an import brings nothing new', async () => {
      const matches = [matchWith('2000-01-01', times(5, ANA))];
      const { version } = await bring(matches);
      const before = await stored();
      expect((await bring(matches)).version).toBe(version);
      expect(await stored()).toEqual(before);
    });

    it('they are counted as no facts of the import', async () => {
      const report = await bring([matchWith('2000-01-01', times(4, ANA))]);
      expect([...report.tables.keys()]).not.toContain('scorers');
    });

    it('they are what the goals say, however these change', async () => {
      const players = TEAMS.slice(0, 2).flatMap(({ players }) => players.slice(0, 2));
      // A goal that names nobody would leave the name that was known before.
      const anyGoal = fc
        .record({ scorer: fc.constantFrom(...players), row: fc.nat(5) })
        .map(({ scorer, row }) => goal(scorer, { ownGoal: row === 0, penalty: row === 1 }));
      const anyGoals = fc.array(anyGoal, { maxLength: 9 });
      await fc.assert(
        fc.asyncProperty(fc.tuple(anyGoals, anyGoals, anyGoals), async (goals) => {
          const dates = ['2000-01-01', '2000-01-02', '2000-01-03'];
          await bring(dates.map((date, place) => matchWith(date, goals[place] ?? [])));
          const counted = goals.flat().filter(({ scorer, ownGoal }) => scorer && !ownGoal);
          const expected = players.flatMap((player) => {
            const his = counted.filter(({ scorer }) => scorer === player);
            const penalties = his.filter(({ penalty }) => penalty).length;
            return his.length === 0 ? [] : [`${player} ${his.length}/${penalties}`];
          });
          const sums = (await stored()).map((row) => row.split(' ').slice(2).join(' '));
          expect(sums.sort()).toEqual(expected.sort());
        }),
        { numRuns: 8 },
      );
    });
  });
}
