/** Rows by natural key or id: one statement a kind. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { type AppearanceRow, appearance, appearanceKey } from './appearances.js';
import { type ArticleRow, article } from './articles.js';
import { type ClaimRow, claim, claimKey } from './claims.js';
import { type PublishedFigureRow, publishedFigure } from './figures.js';
import { type GoalRow, goal, goalKey } from './goals.js';
import { type HatTrickRow, hatTrick, hatTrickKey } from './hat-tricks.js';
import { type MatchRow, match } from './matches.js';
import { type PenaltyRow, penalty, penaltyKey } from './penalties.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import type { AnyEntity } from './query/entity.js';
import type { Projection } from './query/projection.js';
import { readRows } from './query/rows.js';
import { type QuoteRow, quote } from './quotes.js';
import type { ReferenceData } from './reference.js';
import { type ScorerRow, scorer, scorerKey } from './team-scorers.js';

/** Kinds that are not held in memory. */
export interface RowByKind {
  Match: MatchRow;
  Goal: GoalRow;
  Penalty: PenaltyRow;
  Appearance: AppearanceRow;
  Player: PlayerRow;
  Quote: QuoteRow;
  Article: ArticleRow;
  Claim: ClaimRow;
  PublishedFigure: PublishedFigureRow;
  HatTrick: HatTrickRow;
  Scorer: ScorerRow;
}

export type RowKind = keyof RowByKind;

/** Derived kinds have no id. */
export type RowKindWithId = Exclude<RowKind, 'HatTrick' | 'Scorer'>;

interface KeyLookup<Row> {
  noun: AnyEntity;
  table: string;
  /** Tables and condition for all rows of the keys, or more. */
  find: (keys: readonly string[]) => Sql;
  keyOf: (row: Row, reference: ReferenceData) => string;
}

const slugs = (keys: readonly string[]) => join(keys.map((key) => key.split('/')[0] ?? ''));

/** The part after the source or match. */
const locals = (keys: readonly string[]) =>
  join(keys.map((key) => key.slice(key.indexOf('/') + 1)));

/** `<source slug>/<source key>`. */
export function buildSourceKey(
  row: { sourceId: number; key: string },
  { sources }: ReferenceData,
): string {
  return `${sources.get(row.sourceId).slug}/${row.key}`;
}

const LOOKUPS: { [Kind in RowKind]: KeyLookup<RowByKind[Kind]> } = {
  Match: {
    noun: match,
    table: 'matches',
    find: (keys) => sql`matches m WHERE m.slug IN (${join([...keys])})`,
    keyOf: ({ slug }) => slug,
  },
  Goal: {
    noun: goal,
    table: 'goals',
    find: (keys) =>
      sql`goals g JOIN matches m ON m.id = g.match_id WHERE m.slug IN (${slugs(keys)})`,
    keyOf: goalKey,
  },
  Penalty: {
    noun: penalty,
    table: 'penalties',
    find: (keys) =>
      sql`penalties p JOIN matches m ON m.id = p.match_id WHERE m.slug IN (${slugs(keys)})`,
    keyOf: penaltyKey,
  },
  Appearance: {
    noun: appearance,
    table: 'appearances',
    find: (keys) =>
      sql`appearances l JOIN matches m ON m.id = l.match_id WHERE m.slug IN (${slugs(keys)})`,
    keyOf: appearanceKey,
  },
  Player: {
    noun: player,
    table: 'players',
    find: (keys) => sql`players y WHERE y.slug IN (${join([...keys])})`,
    keyOf: ({ slug }) => slug,
  },
  Quote: {
    noun: quote,
    table: 'quotes',
    find: (keys) => sql`quotes q WHERE q.source_key IN (${locals(keys)})`,
    keyOf: buildSourceKey,
  },
  Article: {
    noun: article,
    table: 'articles',
    find: (keys) => sql`articles a WHERE a.slug IN (${join([...keys])})`,
    keyOf: ({ slug }) => slug,
  },
  Claim: {
    noun: claim,
    table: 'claims',
    find: (keys) =>
      sql`claims k JOIN articles a ON a.id = k.article_id WHERE a.slug IN (${slugs(keys)})`,
    keyOf: claimKey,
  },
  PublishedFigure: {
    noun: publishedFigure,
    table: 'published_figures',
    find: (keys) => sql`published_figures f WHERE f.source_key IN (${locals(keys)})`,
    keyOf: buildSourceKey,
  },
  HatTrick: {
    noun: hatTrick,
    table: 'hat_tricks',
    find: (keys) =>
      sql`hat_tricks h JOIN matches m ON m.id = h.match_id WHERE m.slug IN (${slugs(keys)})`,
    keyOf: hatTrickKey,
  },
  Scorer: {
    noun: scorer,
    table: 'scorers',
    find: (
      keys,
    ) => sql`scorers r WHERE r.team_id IN (SELECT t.id FROM teams t WHERE t.slug IN (${slugs(keys)}))
      AND r.player_id IN (SELECT x.id FROM players x WHERE x.slug IN (${locals(keys)}))`,
    keyOf: (row, { teams }) => scorerKey(row, teams),
  },
};

export function isRowKind(kind: string): kind is RowKind {
  return Object.hasOwn(LOOKUPS, kind);
}

/** By key; unknown keys are left out. */
export async function listByKey<Kind extends RowKind>(
  db: Database,
  reference: ReferenceData,
  kind: Kind,
  keys: readonly string[],
  projection: Projection,
): Promise<Map<string, RowByKind[Kind]>> {
  if (keys.length === 0) return new Map();
  const { noun, find, keyOf } = LOOKUPS[kind];
  const from = () => sql`FROM ${find(keys)}`;
  const rows = await readRows<RowByKind[Kind]>(db, noun, { from }, { ...projection, id: {} });
  return new Map(rows.map((row) => [keyOf(row, reference), row]));
}

/** By id; unknown ids are left out. */
export async function listById<Kind extends RowKindWithId>(
  db: Database,
  kind: Kind,
  ids: readonly number[],
  projection: Projection,
): Promise<Map<number, RowByKind[Kind]>> {
  if (ids.length === 0) return new Map();
  const { noun, table } = LOOKUPS[kind];
  const from = () => sql`FROM ${raw(`${table} ${noun.alias}`)}
    WHERE ${raw(noun.alias)}.id IN (${paddedIdList(ids)})`;
  const rows = await readRows<RowByKind[Kind]>(db, noun, { from }, projection);
  return new Map(rows.map((row) => [row.id, row]));
}
