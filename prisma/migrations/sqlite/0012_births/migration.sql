-- CreateIndex
CREATE INDEX "players_birth_date_idx" ON "players"("birth_date");
