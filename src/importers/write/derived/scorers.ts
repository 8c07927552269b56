/** Scorers of each team, summed from the goals, so that a list of them need not look at every goal. */
import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

/**
 * Own goals and rows that name nobody count for none (rule 4). Most goals come first, and those level in the order in which
 * they began to score.
 */
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

/** Sums them anew where goals or matches have changed. */
export async function writeScorers(
  { prisma: rows }: Transaction,
  counts: ImportCounts,
): Promise<void> {
  if (!counts.hasTouched(['goals', 'matches'])) return;
  await rows.scorer.deleteMany();
  await rows.$executeRawUnsafe(SCORER_SUMS_SQL);
}
