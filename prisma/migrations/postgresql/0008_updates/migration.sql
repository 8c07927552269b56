-- CreateTable
CREATE TABLE "source_files" (
    "source_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "source_files_pkey" PRIMARY KEY ("source_id","name")
);

-- CreateTable
CREATE TABLE "former_slugs" (
    "entity" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "current_slug" TEXT NOT NULL,
    "name" TEXT,

    CONSTRAINT "former_slugs_pkey" PRIMARY KEY ("entity","slug")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "imported_at" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "former_slug" TEXT,
    "fields" TEXT NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "former_slugs_entity_current_slug_idx" ON "former_slugs"("entity", "current_slug");

-- CreateIndex
CREATE INDEX "changes_version_idx" ON "changes"("version");

-- AddForeignKey
ALTER TABLE "source_files" ADD CONSTRAINT "source_files_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changes" ADD CONSTRAINT "changes_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
