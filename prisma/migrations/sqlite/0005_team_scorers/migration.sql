-- CreateTable
CREATE TABLE "scorers" (
    "team_id" INTEGER NOT NULL,
    "player_id" INTEGER NOT NULL,
    "goals" INTEGER NOT NULL,
    "penalties" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,

    PRIMARY KEY ("team_id", "player_id"),
    CONSTRAINT "scorers_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "scorers_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "scorers_team_id_place_player_id_idx" ON "scorers"("team_id", "place", "player_id");

-- CreateIndex
CREATE INDEX "scorers_player_id_idx" ON "scorers"("player_id");

-- The scorers of a record that was imported before there was a table for them; from now on the importers keep it.
WITH "scored" AS (
  SELECT g."team_id", g."scorer_id", g."penalty",
    row_number() OVER (ORDER BY m."date", m."ordinal", m."id", g."ordinal") AS "turn"
  FROM "goals" g JOIN "matches" m ON m."id" = g."match_id"
  WHERE g."scorer_id" IS NOT NULL AND NOT g."own_goal"
)
INSERT INTO "scorers" ("team_id", "player_id", "goals", "penalties", "place")
SELECT "team_id", "scorer_id", count(*), sum(CASE WHEN "penalty" THEN 1 ELSE 0 END),
  row_number() OVER (PARTITION BY "team_id" ORDER BY count(*) DESC, min("turn"))
FROM "scored"
GROUP BY "team_id", "scorer_id";
