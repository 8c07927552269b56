-- CreateTable
CREATE TABLE "search_texts" (
    "id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "lexemes" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,

    CONSTRAINT "search_texts_pkey" PRIMARY KEY ("id")
);

-- The index of the lexemes: full-text search without a parser, since the lexemes are words already, with a space between each.
CREATE INDEX "search_texts_lexemes_idx" ON "search_texts" USING gin (array_to_tsvector(string_to_array("lexemes", ' ')));
