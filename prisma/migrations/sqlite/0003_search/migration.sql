-- CreateTable
CREATE TABLE "search_texts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "lexemes" TEXT NOT NULL,
    "weight" INTEGER NOT NULL
);

-- The index of the lexemes: FTS5, which keeps no text of its own. The lexemes are words already, with a space between each.
CREATE VIRTUAL TABLE "search_index" USING fts5(
    "lexemes",
    content = 'search_texts',
    content_rowid = 'id',
    detail = none,
    columnsize = 0,
    tokenize = "ascii tokenchars '~=-'"
);

CREATE TRIGGER "search_texts_insert" AFTER INSERT ON "search_texts" BEGIN
    INSERT INTO "search_index" ("rowid", "lexemes") VALUES (new."id", new."lexemes");
END;

CREATE TRIGGER "search_texts_delete" AFTER DELETE ON "search_texts" BEGIN
    INSERT INTO "search_index" ("search_index", "rowid", "lexemes") VALUES ('delete', old."id", old."lexemes");
END;

CREATE TRIGGER "search_texts_update" AFTER UPDATE OF "id", "lexemes" ON "search_texts" BEGIN
    INSERT INTO "search_index" ("search_index", "rowid", "lexemes") VALUES ('delete', old."id", old."lexemes");
    INSERT INTO "search_index" ("rowid", "lexemes") VALUES (new."id", new."lexemes");
END;
