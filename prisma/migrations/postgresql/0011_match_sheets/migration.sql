-- AlterTable
ALTER TABLE "citations" ADD COLUMN     "appearance_id" INTEGER,
ADD COLUMN     "booking_id" INTEGER;

-- AlterTable
ALTER TABLE "matches" ADD COLUMN     "attendance" INTEGER,
ADD COLUMN     "kick_off_time" TEXT,
ADD COLUMN     "referee_country" TEXT,
ADD COLUMN     "referee_name" TEXT,
ADD COLUMN     "utc_offset" TEXT;

-- CreateTable
CREATE TABLE "appearances" (
    "id" INTEGER NOT NULL,
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

    CONSTRAINT "appearances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bookings" (
    "id" INTEGER NOT NULL,
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

    CONSTRAINT "bookings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "managers" (
    "id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "managers_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "citations_appearance_id_idx" ON "citations"("appearance_id");

-- CreateIndex
CREATE INDEX "citations_booking_id_idx" ON "citations"("booking_id");

-- AddForeignKey
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managers" ADD CONSTRAINT "managers_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managers" ADD CONSTRAINT "managers_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managers" ADD CONSTRAINT "managers_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_appearance_id_fkey" FOREIGN KEY ("appearance_id") REFERENCES "appearances"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
