import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

/** A match counts for its home side. */
const TEAM_GOALS_SQL = `
  WITH sides AS (
    SELECT home_id AS team_id, 1 AS matches, home_score AS goals, home_goals_recorded AS goals_recorded,
      CASE WHEN home_score + away_score > 0 AND home_goals_recorded + away_goals_recorded = 0
        THEN 1 ELSE 0 END AS without_scorers
    FROM matches WHERE home_score IS NOT NULL
    UNION ALL
    SELECT away_id, 0, away_score, away_goals_recorded, 0
    FROM matches WHERE home_score IS NOT NULL
  ), unnamed AS (
    SELECT team_id, count(*) AS goals FROM goals WHERE scorer_id IS NULL GROUP BY team_id
  )
  INSERT INTO team_goals (team_id, matches, goals, goals_recorded, goals_unnamed, matches_without_scorers)
  SELECT s.team_id, sum(s.matches), sum(s.goals), sum(s.goals_recorded),
    coalesce((SELECT u.goals FROM unnamed u WHERE u.team_id = s.team_id), 0), sum(s.without_scorers)
  FROM sides s
  GROUP BY s.team_id`;

export async function writeTeamGoals({ prisma }: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasTouched(['goals', 'matches'])) return;
  await prisma.teamGoals.deleteMany();
  await prisma.$executeRawUnsafe(TEAM_GOALS_SQL);
}
