-- CreateTable
CREATE TABLE "hat_tricks" (
    "match_id" INTEGER NOT NULL,
    "player_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "goals" INTEGER NOT NULL,

    CONSTRAINT "hat_tricks_pkey" PRIMARY KEY ("match_id","player_id")
);

-- CreateIndex
CREATE INDEX "hat_tricks_player_id_idx" ON "hat_tricks"("player_id");

-- CreateIndex
CREATE INDEX "hat_tricks_team_id_idx" ON "hat_tricks"("team_id");

-- AddForeignKey
ALTER TABLE "hat_tricks" ADD CONSTRAINT "hat_tricks_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hat_tricks" ADD CONSTRAINT "hat_tricks_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hat_tricks" ADD CONSTRAINT "hat_tricks_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;
