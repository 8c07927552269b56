import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

const COVERAGE_SQL = `
  INSERT INTO coverage (tournament_id, decade, matches, goals, goals_recorded, matches_without_scorers)
  SELECT x.tournament_id, x.decade, count(*), sum(x.goals), sum(x.recorded),
    sum(CASE WHEN x.goals > 0 AND x.recorded = 0 THEN 1 ELSE 0 END)
  FROM (
    SELECT tournament_id, 10 * CAST(substr(date, 1, 3) AS INTEGER) AS decade, home_score + away_score AS goals,
      home_goals_recorded + away_goals_recorded AS recorded
    FROM matches WHERE home_score IS NOT NULL
  ) x
  GROUP BY x.tournament_id, x.decade`;

export async function writeCoverage({ prisma }: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasTouched(['goals', 'matches'])) return;
  await prisma.coverage.deleteMany();
  await prisma.$executeRawUnsafe(COVERAGE_SQL);
}
