-- CreateTable
CREATE TABLE "sources" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "publisher" TEXT,
    "published_on" TEXT,
    "url" TEXT,
    "license" TEXT,
    "attribution" TEXT,

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_names" (
    "id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "team_names_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tournaments" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "tournaments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "editions" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "tournament_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "start_date" TEXT,
    "end_date" TEXT,
    "winner_id" INTEGER,
    "runner_up_id" INTEGER,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "editions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "edition_hosts" (
    "edition_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,

    CONSTRAINT "edition_hosts_pkey" PRIMARY KEY ("edition_id","ordinal")
);

-- CreateTable
CREATE TABLE "matches" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "home_id" INTEGER NOT NULL,
    "away_id" INTEGER NOT NULL,
    "home_score" INTEGER,
    "away_score" INTEGER,
    "home_goals_recorded" INTEGER NOT NULL DEFAULT 0,
    "away_goals_recorded" INTEGER NOT NULL DEFAULT 0,
    "tournament_id" INTEGER NOT NULL,
    "edition_id" INTEGER,
    "stage" TEXT,
    "group" TEXT,
    "stadium" TEXT,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "neutral" BOOLEAN NOT NULL,
    "after_extra_time" BOOLEAN,
    "possibly_awarded" BOOLEAN NOT NULL DEFAULT false,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "matches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "players" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_slug" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "birth_date" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "players_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "player_aliases" (
    "id" INTEGER NOT NULL,
    "player_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "player_aliases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "goals" (
    "id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "scorer_id" INTEGER,
    "minute" INTEGER,
    "stoppage" INTEGER,
    "own_goal" BOOLEAN NOT NULL,
    "penalty" BOOLEAN NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "goals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "penalties" (
    "id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "taker_id" INTEGER,
    "minute" INTEGER,
    "stoppage" INTEGER,
    "outcome" TEXT NOT NULL,
    "detail" TEXT,
    "foul_by_id" INTEGER,
    "foul_on_id" INTEGER,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "penalties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shootouts" (
    "id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "winner_id" INTEGER NOT NULL,
    "first_shooter_id" INTEGER,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "shootouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "articles" (
    "id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "published_on" TEXT NOT NULL,
    "url" TEXT,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "articles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claims" (
    "id" INTEGER NOT NULL,
    "article_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "input" TEXT NOT NULL,

    CONSTRAINT "claims_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quotes" (
    "id" INTEGER NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "folded_text" TEXT NOT NULL,
    "reported_by" TEXT NOT NULL,
    "said_on" TEXT,
    "match_id" INTEGER,
    "article_id" INTEGER,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_figures" (
    "id" INTEGER NOT NULL,
    "player_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "as_of" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "published_figures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holdings" (
    "id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "team_id" INTEGER,
    "tournament_id" INTEGER,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "holdings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_ratings" (
    "team_id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "team_ratings_pkey" PRIMARY KEY ("team_id","match_id")
);

-- CreateTable
CREATE TABLE "discrepancies" (
    "id" INTEGER NOT NULL,
    "match_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,

    CONSTRAINT "discrepancies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discrepancy_values" (
    "discrepancy_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "discrepancy_values_pkey" PRIMARY KEY ("discrepancy_id","source_id")
);

-- CreateTable
CREATE TABLE "citations" (
    "id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    "match_id" INTEGER,
    "goal_id" INTEGER,
    "penalty_id" INTEGER,
    "shootout_id" INTEGER,
    "edition_id" INTEGER,
    "player_id" INTEGER,

    CONSTRAINT "citations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_runs" (
    "id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "imported_at" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "read" INTEGER NOT NULL,
    "written" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,

    CONSTRAINT "import_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_warnings" (
    "run_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "import_warnings_pkey" PRIMARY KEY ("run_id","kind")
);

-- CreateTable
CREATE TABLE "rejected_rows" (
    "run_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "rejected_rows_pkey" PRIMARY KEY ("run_id","ordinal")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "imported_at" TEXT NOT NULL,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sources_slug_key" ON "sources"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "teams_slug_key" ON "teams"("slug");

-- CreateIndex
CREATE INDEX "teams_folded_name_idx" ON "teams"("folded_name");

-- CreateIndex
CREATE UNIQUE INDEX "teams_source_id_source_key_key" ON "teams"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "team_names_team_id_idx" ON "team_names"("team_id");

-- CreateIndex
CREATE INDEX "team_names_folded_name_idx" ON "team_names"("folded_name");

-- CreateIndex
CREATE UNIQUE INDEX "team_names_source_id_source_key_key" ON "team_names"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "tournaments_slug_key" ON "tournaments"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "tournaments_source_id_source_key_key" ON "tournaments"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "editions_slug_key" ON "editions"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "editions_tournament_id_year_key" ON "editions"("tournament_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "editions_source_id_source_key_key" ON "editions"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "matches_slug_key" ON "matches"("slug");

-- CreateIndex
CREATE INDEX "matches_date_ordinal_idx" ON "matches"("date", "ordinal");

-- CreateIndex
CREATE INDEX "matches_home_id_date_ordinal_idx" ON "matches"("home_id", "date", "ordinal");

-- CreateIndex
CREATE INDEX "matches_away_id_date_ordinal_idx" ON "matches"("away_id", "date", "ordinal");

-- CreateIndex
CREATE INDEX "matches_tournament_id_date_ordinal_idx" ON "matches"("tournament_id", "date", "ordinal");

-- CreateIndex
CREATE INDEX "matches_edition_id_date_ordinal_idx" ON "matches"("edition_id", "date", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "matches_source_id_source_key_key" ON "matches"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "players_slug_key" ON "players"("slug");

-- CreateIndex
CREATE INDEX "players_name_slug_idx" ON "players"("name_slug");

-- CreateIndex
CREATE INDEX "players_folded_name_idx" ON "players"("folded_name");

-- CreateIndex
CREATE UNIQUE INDEX "players_source_id_source_key_key" ON "players"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "player_aliases_player_id_idx" ON "player_aliases"("player_id");

-- CreateIndex
CREATE INDEX "player_aliases_team_id_name_idx" ON "player_aliases"("team_id", "name");

-- CreateIndex
CREATE INDEX "player_aliases_folded_name_idx" ON "player_aliases"("folded_name");

-- CreateIndex
CREATE UNIQUE INDEX "player_aliases_source_id_source_key_key" ON "player_aliases"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "goals_scorer_id_match_id_idx" ON "goals"("scorer_id", "match_id");

-- CreateIndex
CREATE INDEX "goals_team_id_match_id_idx" ON "goals"("team_id", "match_id");

-- CreateIndex
CREATE UNIQUE INDEX "goals_match_id_ordinal_key" ON "goals"("match_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "goals_source_id_source_key_key" ON "goals"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "penalties_taker_id_match_id_idx" ON "penalties"("taker_id", "match_id");

-- CreateIndex
CREATE UNIQUE INDEX "penalties_match_id_key_key" ON "penalties"("match_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "penalties_source_id_source_key_key" ON "penalties"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "shootouts_match_id_key" ON "shootouts"("match_id");

-- CreateIndex
CREATE UNIQUE INDEX "shootouts_source_id_source_key_key" ON "shootouts"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "articles_slug_key" ON "articles"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "articles_source_id_source_key_key" ON "articles"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "claims_article_id_ordinal_key" ON "claims"("article_id", "ordinal");

-- CreateIndex
CREATE INDEX "quotes_speaker_id_idx" ON "quotes"("speaker_id");

-- CreateIndex
CREATE INDEX "quotes_match_id_idx" ON "quotes"("match_id");

-- CreateIndex
CREATE INDEX "quotes_article_id_idx" ON "quotes"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "quotes_source_id_source_key_key" ON "quotes"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "published_figures_player_id_measure_as_of_idx" ON "published_figures"("player_id", "measure", "as_of");

-- CreateIndex
CREATE UNIQUE INDEX "published_figures_source_id_source_key_key" ON "published_figures"("source_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "holdings_source_id_source_key_key" ON "holdings"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "team_ratings_team_id_date_ordinal_idx" ON "team_ratings"("team_id", "date", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "discrepancies_match_id_field_key" ON "discrepancies"("match_id", "field");

-- CreateIndex
CREATE INDEX "citations_match_id_idx" ON "citations"("match_id");

-- CreateIndex
CREATE INDEX "citations_goal_id_idx" ON "citations"("goal_id");

-- CreateIndex
CREATE INDEX "citations_penalty_id_idx" ON "citations"("penalty_id");

-- CreateIndex
CREATE INDEX "citations_shootout_id_idx" ON "citations"("shootout_id");

-- CreateIndex
CREATE INDEX "citations_edition_id_idx" ON "citations"("edition_id");

-- CreateIndex
CREATE INDEX "citations_player_id_idx" ON "citations"("player_id");

-- CreateIndex
CREATE UNIQUE INDEX "citations_source_id_source_key_key" ON "citations"("source_id", "source_key");

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_names" ADD CONSTRAINT "team_names_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_names" ADD CONSTRAINT "team_names_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tournaments" ADD CONSTRAINT "tournaments_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "editions" ADD CONSTRAINT "editions_tournament_id_fkey" FOREIGN KEY ("tournament_id") REFERENCES "tournaments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "editions" ADD CONSTRAINT "editions_winner_id_fkey" FOREIGN KEY ("winner_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "editions" ADD CONSTRAINT "editions_runner_up_id_fkey" FOREIGN KEY ("runner_up_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "editions" ADD CONSTRAINT "editions_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "edition_hosts" ADD CONSTRAINT "edition_hosts_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "edition_hosts" ADD CONSTRAINT "edition_hosts_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matches" ADD CONSTRAINT "matches_home_id_fkey" FOREIGN KEY ("home_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matches" ADD CONSTRAINT "matches_away_id_fkey" FOREIGN KEY ("away_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matches" ADD CONSTRAINT "matches_tournament_id_fkey" FOREIGN KEY ("tournament_id") REFERENCES "tournaments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matches" ADD CONSTRAINT "matches_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matches" ADD CONSTRAINT "matches_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "players" ADD CONSTRAINT "players_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_aliases" ADD CONSTRAINT "player_aliases_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_aliases" ADD CONSTRAINT "player_aliases_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_aliases" ADD CONSTRAINT "player_aliases_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goals" ADD CONSTRAINT "goals_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goals" ADD CONSTRAINT "goals_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goals" ADD CONSTRAINT "goals_scorer_id_fkey" FOREIGN KEY ("scorer_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goals" ADD CONSTRAINT "goals_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_taker_id_fkey" FOREIGN KEY ("taker_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_foul_by_id_fkey" FOREIGN KEY ("foul_by_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_foul_on_id_fkey" FOREIGN KEY ("foul_on_id") REFERENCES "players"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shootouts" ADD CONSTRAINT "shootouts_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shootouts" ADD CONSTRAINT "shootouts_winner_id_fkey" FOREIGN KEY ("winner_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shootouts" ADD CONSTRAINT "shootouts_first_shooter_id_fkey" FOREIGN KEY ("first_shooter_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shootouts" ADD CONSTRAINT "shootouts_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "players"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_figures" ADD CONSTRAINT "published_figures_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_figures" ADD CONSTRAINT "published_figures_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_figures" ADD CONSTRAINT "published_figures_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_tournament_id_fkey" FOREIGN KEY ("tournament_id") REFERENCES "tournaments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_ratings" ADD CONSTRAINT "team_ratings_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_ratings" ADD CONSTRAINT "team_ratings_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discrepancies" ADD CONSTRAINT "discrepancies_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discrepancy_values" ADD CONSTRAINT "discrepancy_values_discrepancy_id_fkey" FOREIGN KEY ("discrepancy_id") REFERENCES "discrepancies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discrepancy_values" ADD CONSTRAINT "discrepancy_values_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "matches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "goals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_penalty_id_fkey" FOREIGN KEY ("penalty_id") REFERENCES "penalties"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_shootout_id_fkey" FOREIGN KEY ("shootout_id") REFERENCES "shootouts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_warnings" ADD CONSTRAINT "import_warnings_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejected_rows" ADD CONSTRAINT "rejected_rows_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
