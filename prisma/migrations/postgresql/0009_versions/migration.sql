-- CreateTable
CREATE TABLE "versions" (
    "id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "imported_at" TEXT NOT NULL,
    "last_change" INTEGER NOT NULL,

    CONSTRAINT "versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "versions_version_idx" ON "versions"("version");

-- The version of a record that was made before this table; nothing has changed since.
INSERT INTO "versions" ("id", "version", "imported_at", "last_change")
SELECT 1, "version", "imported_at", 0 FROM "dataset" WHERE "id" = 1;
