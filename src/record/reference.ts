/** Held in memory by record version. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type {
  Edition,
  Holding,
  Source,
  Team,
  TeamName,
  Tournament,
} from '../generated/sqlite/client.js';
import { fold } from '../text/fold.js';
import { LAST_MATCH_DAY } from './dataset.js';
import {
  type CurrentSlug,
  currentSlugs,
  FORMER_SLUGS,
  type FormerSlugRow,
} from './former-slugs.js';
import { columnsOf } from './query/entity.js';
import { createTeamFinder, type OtherName } from './team-names.js';

export type Category = 'MEN' | 'WOMEN';

export type Confederation = 'AFC' | 'CAF' | 'CONCACAF' | 'CONMEBOL' | 'OFC' | 'UEFA';

const TEAM_COLUMNS = ['id', 'slug', 'name', 'category', 'sourceId'] as const;
const TOURNAMENT_COLUMNS = ['id', 'slug', 'name', 'category', 'sourceId'] as const;
const EDITION_COLUMNS = [
  'id',
  'slug',
  'tournamentId',
  'year',
  'startDate',
  'endDate',
  'winnerId',
  'runnerUpId',
  'sourceId',
] as const;
const SOURCE_COLUMNS = [
  'id',
  'slug',
  'title',
  'kind',
  'publisher',
  'publishedOn',
  'url',
  'license',
  'attribution',
] as const;
const HOLDING_COLUMNS = [
  'category',
  'completeness',
  'teamId',
  'tournamentId',
  'from',
  'to',
  'sourceId',
] as const;

export interface TeamRow extends Pick<Team, (typeof TEAM_COLUMNS)[number]> {
  category: Category;
  /** In a World Cup of its category or its qualification. */
  playedWorldCup: boolean;
  formerNames: Pick<TeamName, 'name' | 'from' | 'to'>[];
  /** By name. */
  otherNames: OtherName[];
  /** Null without a source. */
  confederation: Confederation | null;
}

export interface TournamentRow extends Pick<Tournament, (typeof TOURNAMENT_COLUMNS)[number]> {
  category: Category;
}

export interface EditionRow extends Pick<Edition, (typeof EDITION_COLUMNS)[number]> {
  hostIds: number[];
  citedBy: number[];
}

export interface SourceRow extends Pick<Source, (typeof SOURCE_COLUMNS)[number]> {
  kind: 'DATASET' | 'ARTICLE' | 'REPORT';
}

/** Every match (COMPLETE), or all that a dataset lists (LISTED), in these days. */
export interface HoldingRow extends Pick<Holding, (typeof HOLDING_COLUMNS)[number]> {
  category: Category;
  completeness: 'LISTED' | 'COMPLETE';
}

interface Rows {
  version: string;
  through: string | null;
  teams: TeamRow[];
  tournaments: TournamentRow[];
  editions: EditionRow[];
  sources: SourceRow[];
  holdings: HoldingRow[];
  formerSlugs: FormerSlugRow[];
  texts: Record<TextField, string | null>[];
  firstDay: string | null;
  lastDay: string | null;
}

/** Texts of matches that filters compare without accents and case. */
type TextField = 'stage' | 'city' | 'country';

/** By slug: names differ between sources. */
const WORLD_CUPS = ['fifa-world-cup', 'fifa-world-cup-qualification'].flatMap((slug) => [
  slug,
  `${slug}-women`,
]);

const worldCupTeamIds = (side: Sql) => sql`SELECT ${side} FROM matches m
  WHERE m.home_score IS NOT NULL AND m.tournament_id IN (
    SELECT w.id FROM tournaments w WHERE w.slug IN (${join(WORLD_CUPS)}))`;

export interface ReferenceData {
  readonly version: string;
  /** Of the last played match; null without one. */
  readonly through: string | null;
  readonly teams: ReferenceIndex<TeamRow>;
  readonly tournaments: ReferenceIndex<TournamentRow>;
  readonly editions: ReferenceIndex<EditionRow>;
  readonly sources: ReferenceIndex<SourceRow>;
  /** By their first day. */
  readonly holdings: readonly HoldingRow[];
  readonly currentSlug: CurrentSlug;
  /** Recorded spellings that equal a text but for accents and case. */
  readonly spellings: Readonly<Record<TextField, (text: string) => readonly string[]>>;
  /** From the first match or birth to the last. */
  readonly years: readonly number[];
}

/** By slug; editions by tournament and year. */
export interface ReferenceIndex<Row extends { id: number; slug: string }> {
  readonly all: readonly Row[];
  /** Throws if unknown. */
  get(id: number): Row;
  find(slug: string): Row | undefined;
}

/** Reads the version on each call and the rows when it changes. Null before the first import. */
export function createReferenceReader(db: Database): () => Promise<ReferenceData | null> {
  let kept: ReferenceData | null = null;
  return async () => {
    const version = await db.version();
    if (version === null) return null;
    if (kept?.version !== version) kept = await readReference(db);
    return kept;
  };
}

async function readReference(db: Database): Promise<ReferenceData | null> {
  const {
    jsonObject: object,
    jsonList: list,
    nested,
    jsonBoolean: flag,
    codePointOrder: plain,
  } = db.dialect;
  const team = object({
    ...columnsOf('t', TEAM_COLUMNS),
    playedWorldCup: flag(sql`(t.id IN (
      ${worldCupTeamIds(sql`m.home_id`)} UNION ${worldCupTeamIds(sql`m.away_id`)}))`),
    formerNames: nested(
      sql`SELECT ${list(
        object({ name: sql`n.name`, from: sql`n."from"`, to: sql`n."to"` }),
        sql`n."from"`,
      )} FROM team_names n WHERE n.team_id = t.id AND n.kind = 'FORMER'`,
    ),
    otherNames: nested(
      sql`SELECT ${list(object({ name: sql`x.name`, kind: sql`x.kind` }), plain(sql`x.name`))}
        FROM (SELECT DISTINCT n.name, n.kind FROM team_names n WHERE n.team_id = t.id AND n.kind <> 'FORMER') x`,
    ),
    confederation: sql`(SELECT min(a.confederation) FROM affiliations a WHERE a.team_id = t.id)`,
  });
  const tournament = object(columnsOf('t', TOURNAMENT_COLUMNS));
  const edition = object({
    ...columnsOf('e', EDITION_COLUMNS),
    hostIds: nested(
      sql`SELECT ${list(sql`h.team_id`, sql`h.ordinal`)} FROM edition_hosts h WHERE h.edition_id = e.id`,
    ),
    citedBy: nested(
      sql`SELECT ${list(sql`c.source_id`, sql`c.id`)} FROM citations c WHERE c.edition_id = e.id`,
    ),
  });
  const source = object(columnsOf('s', SOURCE_COLUMNS));
  const holding = object(columnsOf('h', HOLDING_COLUMNS));
  const formerSlug = object({
    entity: sql`f.entity`,
    slug: sql`f.slug`,
    currentSlug: sql`f.current_slug`,
  });
  const texts = object({ stage: sql`x.stage`, city: sql`x.city`, country: sql`x.country` });
  const rows = await db.select<Rows>(
    sql`SELECT ${object({
      version: sql`d.version`,
      through: LAST_MATCH_DAY,
      firstDay: sql`(SELECT min(x.day) FROM (
        SELECT min(m.date) AS day FROM matches m UNION ALL SELECT min(y.birth_date) FROM players y) x)`,
      lastDay: sql`(SELECT max(x.day) FROM (
        SELECT max(m.date) AS day FROM matches m UNION ALL SELECT max(y.birth_date) FROM players y) x)`,
      teams: nested(sql`SELECT ${list(team, plain(sql`t.slug`))} FROM teams t`),
      tournaments: nested(sql`SELECT ${list(tournament, plain(sql`t.slug`))} FROM tournaments t`),
      editions: nested(sql`SELECT ${list(edition, sql`e.tournament_id, e.year`)} FROM editions e`),
      sources: nested(sql`SELECT ${list(source, plain(sql`s.slug`))} FROM sources s`),
      holdings: nested(sql`SELECT ${list(holding, sql`h."from", h.id`)} FROM holdings h`),
      texts: nested(sql`SELECT ${list(texts)} FROM (
        SELECT DISTINCT m.stage, m.city, m.country FROM matches m) x`),
      formerSlugs: nested(
        sql`SELECT ${list(formerSlug, sql`f.entity, f.slug`)} FROM ${FORMER_SLUGS}`,
      ),
    })} AS json FROM dataset d WHERE d.id = 1`,
  );
  return (
    rows && {
      version: rows.version,
      through: rows.through,
      teams: createIndex(rows.teams),
      tournaments: createIndex(rows.tournaments),
      editions: createIndex(rows.editions),
      sources: createIndex(rows.sources),
      holdings: rows.holdings,
      currentSlug: currentSlugs(rows.formerSlugs, createTeamFinder(rows.teams)),
      spellings: {
        stage: createSpellings(rows.texts.map(({ stage }) => stage)),
        city: createSpellings(rows.texts.map(({ city }) => city)),
        country: createSpellings(rows.texts.map(({ country }) => country)),
      },
      years: yearsBetween(rows.firstDay, rows.lastDay),
    }
  );
}

/** Both included. */
function yearsBetween(first: string | null, last: string | null): number[] {
  if (first === null || last === null) return [];
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

function createSpellings(all: readonly (string | null)[]): (text: string) => readonly string[] {
  const spellings = new Set(all.filter((text) => text !== null));
  const byFolded = Map.groupBy(spellings, fold);
  return (text) => byFolded.get(fold(text)) ?? [];
}

function createIndex<Row extends { id: number; slug: string }>(all: Row[]): ReferenceIndex<Row> {
  const byId = new Map(all.map((row) => [row.id, row]));
  const bySlug = new Map(all.map((row) => [row.slug, row]));
  return {
    all,
    get(id) {
      const row = byId.get(id);
      if (!row) throw new Error(`The record refers to row ${id}, which it does not have.`);
      return row;
    },
    find: (slug) => bySlug.get(slug),
  };
}

/** The former name of that day, else the current name. */
export function teamNameAsOf(team: TeamRow, date: string): string {
  const former = team.formerNames.find(
    ({ from, to }) => (from === null || from <= date) && (to === null || date <= to),
  );
  return former?.name ?? team.name;
}

export const publisherName = ({ publisher, title }: SourceRow): string => publisher ?? title;
