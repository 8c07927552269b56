/** Refuses an import that loses many rows or the last days. */

import type { Recognition } from '../recognition/recognise.js';
import type { TableDifference } from './difference.js';
import { rowsOf, tableOf } from './renames.js';
import type { Row } from './tables.js';

/** Lost rows accepted without `--force`. */
const MAX_LOST_RATIO = { share: 0.01, rows: 20 };

const MAX_LISTED = 5;

/** One line each; empty if accepted. */
export function listLosses(
  tables: readonly TableDifference[],
  { moved }: Recognition,
  sourceId: number,
): string[] {
  const isOfSource = (row: Row) => row.sourceId === sourceId;
  const matches = tableOf(tables, 'matches');
  const goals = tableOf(tables, 'goals');
  const movedTo = new Map(moved.map(({ slug, currentSlug }) => [slug, currentSlug]));
  const gone = matches.gone.filter((row) => isOfSource(row) && !movedTo.has(String(row.slug)));
  const had = rowsOf(matches, 'before').filter(isOfSource);
  const has = rowsOf(matches, 'after').filter(isOfSource);
  const lost = lostGoals(tables, movedTo, sourceId);
  const all = rowsOf(goals, 'before').filter(isOfSource).length;
  const [before, after] = [had, has].map(lastPlayedDay);
  const names = gone.slice(0, MAX_LISTED).map(({ slug }) => slug);
  return [
    ...(exceedsLimit(gone.length, had.length)
      ? [`${gone.length} of ${had.length} matches would be taken back: ${names.join(', ')} …`]
      : []),
    ...(exceedsLimit(lost, all) ? [`${lost} of ${all} goals would be taken back`] : []),
    ...(before && (!after || after < before)
      ? [`the last played match would be of ${after || 'no day'} instead of ${before}`]
      : []),
  ];
}

const exceedsLimit = (gone: number, all: number) =>
  gone > MAX_LOST_RATIO.rows && gone > MAX_LOST_RATIO.share * all;

function lastPlayedDay(rows: readonly Row[]): string {
  const days = rows.filter(({ homeScore }) => homeScore !== null).map(({ date }) => String(date));
  return days.sort().at(-1) ?? '';
}

/** Moved matches are followed. */
function lostGoals(
  tables: readonly TableDifference[],
  movedTo: ReadonlyMap<string, string>,
  sourceId: number,
): number {
  const counts = (side: 'before' | 'after') => {
    const slugs = new Map(
      rowsOf(tableOf(tables, 'matches'), side).map(({ id, slug }) => [id, String(slug)]),
    );
    const count = new Map<string, number>();
    for (const goal of rowsOf(tableOf(tables, 'goals'), side)) {
      if (goal.sourceId !== sourceId) continue;
      const slug = slugs.get(goal.matchId as number) ?? '';
      const now = side === 'before' ? (movedTo.get(slug) ?? slug) : slug;
      count.set(now, (count.get(now) ?? 0) + 1);
    }
    return count;
  };
  const after = counts('after');
  return [...counts('before')].reduce(
    (sum, [slug, goals]) => sum + Math.max(0, goals - (after.get(slug) ?? 0)),
    0,
  );
}
