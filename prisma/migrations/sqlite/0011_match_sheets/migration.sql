-- AlterTable
ALTER TABLE "matches" ADD COLUMN "attendance" INTEGER;
ALTER TABLE "matches" ADD COLUMN "kick_off_time" TEXT;
ALTER TABLE "matches" ADD COLUMN "referee_country" TEXT;
ALTER TABLE "matches" ADD COLUMN "referee_name" TEXT;
ALTER TABLE "matches" ADD COLUMN "utc_offset" TEXT;

-- CreateTable
CREATE TABLE "appearances" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "match_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "player_id" INTEGER,
    "name" TEXT NOT NULL,
    "started" BOOLEAN NOT NULL,
    "on_minute" INTEGER,
    "on_stoppage" INTEGER,
    "off_minute" INTEGER,
    "off_stoppage" INTEGER,
    "captain" BOOLEAN,
    "position" TEXT,
    "shirt_number" INTEGER,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    CONSTRAINT "appearances_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "appearances_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "appearances_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "appearances_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "bookings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "match_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "player_id" INTEGER,
    "name" TEXT NOT NULL,
    "minute" INTEGER,
    "stoppage" INTEGER,
    "card" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    CONSTRAINT "bookings_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "bookings_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "bookings_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "bookings_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "managers" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "match_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    CONSTRAINT "managers_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "managers_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "managers_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_citations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    "match_id" INTEGER,
    "goal_id" INTEGER,
    "penalty_id" INTEGER,
    "shootout_id" INTEGER,
    "edition_id" INTEGER,
    "player_id" INTEGER,
    "appearance_id" INTEGER,
    "booking_id" INTEGER,
    CONSTRAINT "citations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "citations_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "goals" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_penalty_id_fkey" FOREIGN KEY ("penalty_id") REFERENCES "penalties" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_shootout_id_fkey" FOREIGN KEY ("shootout_id") REFERENCES "shootouts" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_appearance_id_fkey" FOREIGN KEY ("appearance_id") REFERENCES "appearances" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "citations_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_citations" ("edition_id", "goal_id", "id", "match_id", "penalty_id", "player_id", "shootout_id", "source_id", "source_key") SELECT "edition_id", "goal_id", "id", "match_id", "penalty_id", "player_id", "shootout_id", "source_id", "source_key" FROM "citations";
DROP TABLE "citations";
ALTER TABLE "new_citations" RENAME TO "citations";
CREATE INDEX "citations_match_id_idx" ON "citations"("match_id");
CREATE INDEX "citations_goal_id_idx" ON "citations"("goal_id");
CREATE INDEX "citations_penalty_id_idx" ON "citations"("penalty_id");
CREATE INDEX "citations_shootout_id_idx" ON "citations"("shootout_id");
CREATE INDEX "citations_edition_id_idx" ON "citations"("edition_id");
CREATE INDEX "citations_player_id_idx" ON "citations"("player_id");
CREATE INDEX "citations_appearance_id_idx" ON "citations"("appearance_id");
CREATE INDEX "citations_booking_id_idx" ON "citations"("booking_id");
CREATE UNIQUE INDEX "citations_source_id_source_key_key" ON "citations"("source_id", "source_key");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "appearances_player_id_team_id_match_id_idx" ON "appearances"("player_id", "team_id", "match_id");

-- CreateIndex
CREATE INDEX "appearances_team_id_idx" ON "appearances"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "appearances_match_id_key_key" ON "appearances"("match_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "appearances_source_id_source_key_key" ON "appearances"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "bookings_match_id_ordinal_idx" ON "bookings"("match_id", "ordinal");

-- CreateIndex
CREATE INDEX "bookings_player_id_idx" ON "bookings"("player_id");

-- CreateIndex
CREATE INDEX "bookings_team_id_idx" ON "bookings"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "bookings_source_id_source_key_key" ON "bookings"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "managers_match_id_ordinal_idx" ON "managers"("match_id", "ordinal");

-- CreateIndex
CREATE INDEX "managers_team_id_idx" ON "managers"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "managers_source_id_source_key_key" ON "managers"("source_id", "source_key");
