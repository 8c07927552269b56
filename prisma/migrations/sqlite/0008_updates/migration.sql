-- CreateTable
CREATE TABLE "source_files" (
    "source_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    PRIMARY KEY ("source_id", "name"),
    CONSTRAINT "source_files_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "former_slugs" (
    "entity" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "current_slug" TEXT NOT NULL,
    "name" TEXT,

    PRIMARY KEY ("entity", "slug")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" TEXT NOT NULL,
    "imported_at" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "former_slug" TEXT,
    "fields" TEXT NOT NULL,
    CONSTRAINT "changes_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "former_slugs_entity_current_slug_idx" ON "former_slugs"("entity", "current_slug");

-- CreateIndex
CREATE INDEX "changes_version_idx" ON "changes"("version");
