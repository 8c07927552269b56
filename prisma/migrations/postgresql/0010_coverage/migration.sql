-- CreateTable
CREATE TABLE "team_goals" (
    "team_id" INTEGER NOT NULL,
    "matches" INTEGER NOT NULL,
    "goals" INTEGER NOT NULL,
    "goals_recorded" INTEGER NOT NULL,
    "goals_unnamed" INTEGER NOT NULL,
    "matches_without_scorers" INTEGER NOT NULL,

    CONSTRAINT "team_goals_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "coverage" (
    "tournament_id" INTEGER NOT NULL,
    "decade" INTEGER NOT NULL,
    "matches" INTEGER NOT NULL,
    "goals" INTEGER NOT NULL,
    "goals_recorded" INTEGER NOT NULL,
    "matches_without_scorers" INTEGER NOT NULL,

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("tournament_id","decade")
);

-- CreateIndex
CREATE INDEX "scorers_goals_idx" ON "scorers"("goals" DESC);

-- AddForeignKey
ALTER TABLE "team_goals" ADD CONSTRAINT "team_goals_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_tournament_id_fkey" FOREIGN KEY ("tournament_id") REFERENCES "tournaments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The orders of Query.matches by goals and by margin. Prisma's model knows no index on an expression.
CREATE INDEX "matches_goals_idx" ON "matches"((coalesce(-("home_score" + "away_score"), 1)), "date", "ordinal", "id");

CREATE INDEX "matches_margin_idx" ON "matches"((coalesce(-abs("home_score" - "away_score"), 1)), "date", "ordinal", "id");

-- The sums of a record that was imported before there were tables for them; from now on the importers keep them.
WITH "sides" AS (
  SELECT "home_id" AS "team_id", 1 AS "matches", "home_score" AS "goals", "home_goals_recorded" AS "goals_recorded",
    CASE WHEN "home_score" + "away_score" > 0 AND "home_goals_recorded" + "away_goals_recorded" = 0
      THEN 1 ELSE 0 END AS "without_scorers"
  FROM "matches" WHERE "home_score" IS NOT NULL
  UNION ALL
  SELECT "away_id", 0, "away_score", "away_goals_recorded", 0
  FROM "matches" WHERE "home_score" IS NOT NULL
), "unnamed" AS (
  SELECT "team_id", count(*) AS "goals" FROM "goals" WHERE "scorer_id" IS NULL GROUP BY "team_id"
)
INSERT INTO "team_goals" ("team_id", "matches", "goals", "goals_recorded", "goals_unnamed", "matches_without_scorers")
SELECT s."team_id", sum(s."matches"), sum(s."goals"), sum(s."goals_recorded"),
  coalesce((SELECT u."goals" FROM "unnamed" u WHERE u."team_id" = s."team_id"), 0), sum(s."without_scorers")
FROM "sides" s
GROUP BY s."team_id";

INSERT INTO "coverage" ("tournament_id", "decade", "matches", "goals", "goals_recorded", "matches_without_scorers")
SELECT "tournament_id", 10 * CAST(substr("date", 1, 3) AS INTEGER), count(*), sum("home_score" + "away_score"),
  sum("home_goals_recorded" + "away_goals_recorded"),
  sum(CASE WHEN "home_score" + "away_score" > 0 AND "home_goals_recorded" + "away_goals_recorded" = 0 THEN 1 ELSE 0 END)
FROM "matches"
WHERE "home_score" IS NOT NULL
GROUP BY "tournament_id", 10 * CAST(substr("date", 1, 3) AS INTEGER);
