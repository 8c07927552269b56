-- DropIndex
DROP INDEX "goals_scorer_id_match_id_idx";

-- DropIndex
DROP INDEX "matches_away_id_date_ordinal_idx";

-- DropIndex
DROP INDEX "matches_home_id_date_ordinal_idx";

-- CreateIndex
CREATE INDEX "goals_scorer_id_idx" ON "goals"("scorer_id", "team_id", "match_id", "own_goal", "penalty");

-- CreateIndex
CREATE INDEX "matches_home_id_date_ordinal_idx" ON "matches"("home_id", "date", "ordinal", "id", "home_score", "away_score", "home_goals_recorded", "away_goals_recorded", "neutral");

-- CreateIndex
CREATE INDEX "matches_away_id_date_ordinal_idx" ON "matches"("away_id", "date", "ordinal", "id", "home_score", "away_score", "home_goals_recorded", "away_goals_recorded", "neutral");

-- CreateIndex
CREATE INDEX "matches_home_id_away_id_idx" ON "matches"("home_id", "away_id", "date", "ordinal", "home_score", "away_score", "neutral");

-- CreateIndex
CREATE INDEX "goals_team_id_scorer_id_idx" ON "goals"("team_id", "scorer_id", "own_goal", "penalty");

-- The hat-tricks of a record that was imported before there was a table for them; from now on the importers keep it.
INSERT INTO "hat_tricks" ("match_id", "player_id", "team_id", "goals")
SELECT "match_id", "scorer_id", "team_id", count(*) FROM "goals"
WHERE "scorer_id" IS NOT NULL AND NOT "own_goal"
GROUP BY "match_id", "scorer_id", "team_id"
HAVING count(*) >= 3
ON CONFLICT DO NOTHING;
