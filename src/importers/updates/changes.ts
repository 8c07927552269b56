import type { Recognition } from '../recognition/recognise.js';
import type { ChangeFact, FieldChange } from '../write/changes.js';
import type { TableDifference } from './difference.js';
import { slugsOf } from './renames.js';
import type { Row } from './tables.js';

export const ENTITIES: Readonly<Record<string, string>> = {
  teams: 'Team',
  tournaments: 'Tournament',
  editions: 'Edition',
  players: 'Player',
  matches: 'Match',
  goals: 'Goal',
  penalties: 'Penalty',
  shootouts: 'Shootout',
  appearances: 'Appearance',
  bookings: 'Booking',
  managers: 'Manager',
  articles: 'Article',
  claims: 'Claim',
  quotes: 'Quote',
  published_figures: 'PublishedFigure',
};

const UNREPORTED_FIELDS = new Set([
  'id',
  'slug',
  'sourceKey',
  'ordinal',
  'foldedName',
  'foldedText',
  'nameSlug',
  'homeGoalsRecorded',
  'awayGoalsRecorded',
  'discrepancy',
]);

const REFERENCES: Readonly<Record<string, string>> = {
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

type NameLookup = (column: string, value: Row[string]) => string | null;

export function listChanges(
  tables: readonly TableDifference[],
  recognition: Recognition,
): ChangeFact[] {
  const current = currentSlugs(recognition);
  const names = { before: namesBefore(tables, current), after: createNameLookup(tables, 'after') };
  const changes = tables.flatMap((difference) =>
    changesInTable(difference, recognition, current, names),
  );
  // Merged entities have no created row.
  const renamedSlugs = new Set(changes.map(({ entity, formerSlug }) => `${entity} ${formerSlug}`));
  const merged = recognition.renamed
    .filter(({ entity, slug }) => !renamedSlugs.has(`${entity} ${slug}`))
    .map(({ entity, slug, currentSlug }) => ({
      kind: 'RENAMED' as const,
      entity,
      slug: currentSlug,
      formerSlug: slug,
      fields: [],
    }));
  return [...changes, ...merged];
}

function changesInTable(
  { table, created, changed, gone }: TableDifference,
  recognition: Recognition,
  current: ReadonlyMap<string, string>,
  { before, after }: { before: NameLookup; after: NameLookup },
): ChangeFact[] {
  const entity = ENTITIES[table];
  if (!entity) return [];
  const change = (
    kind: ChangeFact['kind'],
    slug: string,
    fields: FieldChange[] = [],
    formerSlug: string | null = null,
  ): ChangeFact => ({ kind, entity, slug, formerSlug, fields });
  const slugNow = (slug: string) => current.get(`${entity} ${slug}`) ?? slug;
  const unmatched = new Map(gone.map((row) => [slugNow(entityKey(table, row, before)), row]));
  const createdChanges = created.flatMap((row): ChangeFact[] => {
    const slug = entityKey(table, row, after);
    const was = unmatched.get(slug);
    if (!was) return [change('ADDED', slug)];
    unmatched.delete(slug);
    const fields = fieldsOf(was, row, before, after);
    if ('slug' in row && was.slug !== row.slug) {
      const formerSlug = String(was.slug);
      return [change(kindOf(recognition, entity, formerSlug), slug, fields, formerSlug)];
    }
    return fields.length > 0 ? [change('CHANGED', slug, fields)] : [];
  });
  const updatedChanges = changed.flatMap(({ row, was }) => {
    const fields = fieldsOf(was, row, before, after);
    return fields.length > 0 ? [change('CHANGED', entityKey(table, row, after), fields)] : [];
  });
  const removed = [...unmatched.values()]
    .map((row) => entityKey(table, row, before))
    .filter((slug) => !current.has(`${entity} ${slug}`))
    .map((slug) => change('REMOVED', slug));
  return [...createdChanges, ...updatedChanges, ...removed];
}

function currentSlugs({ renamed, moved }: Recognition): ReadonlyMap<string, string> {
  return new Map([
    ...renamed.map(({ entity, slug, currentSlug }) => [`${entity} ${slug}`, currentSlug] as const),
    ...moved.map(({ slug, currentSlug }) => [`Match ${slug}`, currentSlug] as const),
  ]);
}

/** MOVED: another day or swapped sides. */
function kindOf({ moved }: Recognition, entity: string, slug: string): ChangeFact['kind'] {
  const match = entity === 'Match' ? moved.find((one) => one.slug === slug) : undefined;
  return match && match.kind !== 'RENAMED' ? 'MOVED' : 'RENAMED';
}

function createNameLookup(
  tables: readonly TableDifference[],
  side: 'before' | 'after',
): NameLookup {
  const maps = new Map<string, ReadonlyMap<number, string>>();
  return (column, value) => {
    if (value === null || value === undefined) return null;
    const table = REFERENCES[column];
    if (!table) return String(value);
    const slugs = maps.get(table) ?? slugsOf(tables, table, side);
    maps.set(table, slugs);
    return slugs.get(value as number) ?? null;
  };
}

/** By current slugs: a renamed reference is no change. */
function namesBefore(
  tables: readonly TableDifference[],
  current: ReadonlyMap<string, string>,
): NameLookup {
  const names = createNameLookup(tables, 'before');
  return (column, value) => {
    const name = names(column, value);
    const entity = ENTITIES[REFERENCES[column] ?? ''];
    return name !== null && entity ? (current.get(`${entity} ${name}`) ?? name) : name;
  };
}

function entityKey(table: string, row: Row, names: NameLookup): string {
  switch (table) {
    case 'goals':
      return `${names('matchId', row.matchId ?? null)}/${row.ordinal}`;
    case 'penalties':
    case 'appearances':
      return `${names('matchId', row.matchId ?? null)}/${row.key}`;
    case 'shootouts':
      return String(names('matchId', row.matchId ?? null));
    case 'claims':
      return `${names('articleId', row.articleId ?? null)}/${row.ordinal}`;
    case 'bookings':
    case 'managers':
    case 'quotes':
    case 'published_figures':
      return `${names('sourceId', row.sourceId ?? null)}/${row.sourceKey}`;
    default:
      return String(row.slug);
  }
}

function fieldsOf(was: Row, row: Row, before: NameLookup, after: NameLookup): FieldChange[] {
  return Object.keys(row)
    .filter((column) => !UNREPORTED_FIELDS.has(column))
    .map((column) => ({
      name: column.replace(/Id$/, ''),
      before: before(column, was[column] ?? null),
      after: after(column, row[column] ?? null),
    }))
    .filter((field) => field.before !== field.after);
}
