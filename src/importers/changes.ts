/** What a difference changes, entity by entity, as clients read it. */
import type { Row, TableDifference } from './difference.js';
import type { Recognised as Recognition } from './recognition/recognise.js';
import { slugsOf } from './renames.js';
import type { ChangeFact, FieldChange } from './write-changes.js';

/** The tables whose rows are entities of the contract, by their __typename. */
const ENTITIES: Readonly<Record<string, string>> = {
  teams: 'Team',
  tournaments: 'Tournament',
  editions: 'Edition',
  players: 'Player',
  matches: 'Match',
  goals: 'Goal',
  penalties: 'Penalty',
  shootouts: 'Shootout',
  articles: 'Article',
  claims: 'Claim',
  quotes: 'Quote',
  published_figures: 'PublishedFigure',
};

/** Columns that say nothing to a client: keys, folded copies, counts of other rows. */
const SILENT = new Set([
  'id',
  'slug',
  'sourceKey',
  'foldedName',
  'foldedText',
  'nameSlug',
  'homeGoalsRecorded',
  'awayGoalsRecorded',
  'discrepancy',
]);

/** The tables that references lead to, by the column. */
const REFERS: Readonly<Record<string, string>> = {
  sourceId: 'sources',
  teamId: 'teams',
  homeId: 'teams',
  awayId: 'teams',
  winnerId: 'teams',
  runnerUpId: 'teams',
  firstShooterId: 'teams',
  tournamentId: 'tournaments',
  editionId: 'editions',
  matchId: 'matches',
  articleId: 'articles',
  scorerId: 'players',
  takerId: 'players',
  foulById: 'players',
  foulOnId: 'players',
  playerId: 'players',
  speakerId: 'players',
};

type Names = (column: string, value: Row[string]) => string | null;

/** The changes of a difference: what was renamed or moved first, then what was added, changed and removed, table by table. */
export function changesOf(
  tables: readonly TableDifference[],
  recognition: Recognition,
): ChangeFact[] {
  const current = currentSlugs(recognition);
  const before = namesBefore(tables, current);
  const after = namesOf(tables, 'after');
  const changes: ChangeFact[] = recognition.renamed.map(({ entity, slug, currentSlug }) => ({
    kind: 'RENAMED',
    entity,
    slug: currentSlug,
    formerSlug: slug,
    fields: [],
  }));
  for (const { table, created, changed, gone } of tables) {
    const entity = ENTITIES[table];
    if (!entity) continue;
    const keyOf = (row: Row, names: Names) => keyIn(table, row, names);
    const left = new Map(
      gone.map((row) => [
        current.get(`${entity} ${keyOf(row, before)}`) ?? keyOf(row, before),
        row,
      ]),
    );
    for (const row of created) {
      const slug = keyOf(row, after);
      const was = left.get(slug);
      left.delete(slug);
      const formerSlug = was ? slugIn(was) : null;
      const moved = was && formerSlug !== slug ? kindOf(recognition, formerSlug) : null;
      const fields = was ? fieldsOf(was, row, before, after) : [];
      if (moved) changes.push({ kind: moved, entity, slug, formerSlug, fields });
      else if (!was) changes.push({ kind: 'ADDED', entity, slug, formerSlug: null, fields });
      else if (fields.length > 0)
        changes.push({ kind: 'CHANGED', entity, slug, formerSlug: null, fields });
    }
    for (const { row, was } of changed) {
      const fields = fieldsOf(was, row, before, after);
      if (fields.length > 0) {
        changes.push({
          kind: 'CHANGED',
          entity,
          slug: keyOf(row, after),
          formerSlug: null,
          fields,
        });
      }
    }
    for (const [slug, row] of left) {
      // Whoever was renamed into somebody who was there already is told above.
      if (current.has(`${entity} ${keyOf(row, before)}`)) continue;
      changes.push({ kind: 'REMOVED', entity, slug, formerSlug: null, fields: [] });
    }
  }
  return changes;
}

/** The slugs that recognised entities have now, by entity and former slug. */
function currentSlugs({ renamed, moved }: Recognition): ReadonlyMap<string, string> {
  return new Map([
    ...renamed.map(({ entity, slug, currentSlug }) => [`${entity} ${slug}`, currentSlug] as const),
    ...moved.map(({ slug, currentSlug }) => [`Match ${slug}`, currentSlug] as const),
  ]);
}

const kindOf = ({ moved }: Recognition, slug: string | null) =>
  moved.some((one) => one.slug === slug && one.kind === 'RENAMED') ? 'RENAMED' : 'MOVED';

function namesOf(tables: readonly TableDifference[], side: 'before' | 'after'): Names {
  const maps = new Map<string, ReadonlyMap<number, string>>();
  return (column, value) => {
    if (value === null || value === undefined) return null;
    const table = REFERS[column];
    if (!table) return String(value);
    const slugs = maps.get(table) ?? slugsOf(tables, table, side);
    maps.set(table, slugs);
    return slugs.get(value as number) ?? null;
  };
}

/** Names as they were, in the slugs of now: what only names something by its new slug has not changed. */
function namesBefore(
  tables: readonly TableDifference[],
  current: ReadonlyMap<string, string>,
): Names {
  const names = namesOf(tables, 'before');
  return (column, value) => {
    const name = names(column, value);
    const entity = ENTITIES[REFERS[column] ?? ''];
    return name !== null && entity ? (current.get(`${entity} ${name}`) ?? name) : name;
  };
}

/** What an entity is known by in the contract. */
function keyIn(table: string, row: Row, names: Names): string {
  switch (table) {
    case 'goals':
      return `${names('matchId', row.matchId ?? null)}/${row.ordinal}`;
    case 'penalties':
      return `${names('matchId', row.matchId ?? null)}/${row.key}`;
    case 'shootouts':
      return String(names('matchId', row.matchId ?? null));
    case 'claims':
      return `${names('articleId', row.articleId ?? null)}/${row.ordinal}`;
    case 'quotes':
    case 'published_figures':
      return `${names('sourceId', row.sourceId ?? null)}/${row.sourceKey}`;
    default:
      return String(row.slug);
  }
}

const slugIn = (row: Row) => ('slug' in row ? String(row.slug) : null);

function fieldsOf(was: Row, row: Row, before: Names, after: Names): FieldChange[] {
  return Object.keys(row)
    .filter((column) => !SILENT.has(column))
    .map((column) => ({
      name: column.replace(/Id$/, ''),
      before: before(column, was[column] ?? null),
      after: after(column, row[column] ?? null),
    }))
    .filter((field) => field.before !== field.after);
}
