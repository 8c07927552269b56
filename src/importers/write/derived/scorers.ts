import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

/** Rule 4. Ties by first goal. */
const SCORER_SUMS_SQL = `
  WITH scored AS (
    SELECT g.team_id, g.scorer_id, g.penalty,
      row_number() OVER (ORDER BY m.date, m.ordinal, m.id, g.ordinal) AS turn
    FROM goals g JOIN matches m ON m.id = g.match_id
    WHERE g.scorer_id IS NOT NULL AND NOT g.own_goal
  )
  INSERT INTO scorers (team_id, player_id, goals, penalties, place)
  SELECT team_id, scorer_id, count(*), sum(CASE WHEN penalty THEN 1 ELSE 0 END),
    row_number() OVER (PARTITION BY team_id ORDER BY count(*) DESC, min(turn))
  FROM scored
  GROUP BY team_id, scorer_id`;

export async function writeScorers({ prisma }: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasTouched(['goals', 'matches'])) return;
  await prisma.scorer.deleteMany();
  await prisma.$executeRawUnsafe(SCORER_SUMS_SQL);
}
