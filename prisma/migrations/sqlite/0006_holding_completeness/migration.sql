-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_holdings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "category" TEXT NOT NULL,
    "completeness" TEXT NOT NULL DEFAULT 'LISTED',
    "team_id" INTEGER,
    "tournament_id" INTEGER,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    CONSTRAINT "holdings_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "holdings_tournament_id_fkey" FOREIGN KEY ("tournament_id") REFERENCES "tournaments" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "holdings_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_holdings" ("category", "from", "id", "source_id", "source_key", "team_id", "to", "tournament_id") SELECT "category", "from", "id", "source_id", "source_key", "team_id", "to", "tournament_id" FROM "holdings";
DROP TABLE "holdings";
ALTER TABLE "new_holdings" RENAME TO "holdings";
CREATE UNIQUE INDEX "holdings_source_id_source_key_key" ON "holdings"("source_id", "source_key");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
