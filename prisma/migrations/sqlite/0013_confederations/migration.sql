-- CreateTable
CREATE TABLE "affiliations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "confederation" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    CONSTRAINT "affiliations_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "affiliations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "affiliations_team_id_idx" ON "affiliations"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "affiliations_source_id_source_key_key" ON "affiliations"("source_id", "source_key");
