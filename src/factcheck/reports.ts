/** What articles and reports say, and no dataset does. */
import type { Facts } from './facts.js';

/** Who stands behind a row. */
interface Cited {
  sourceId: number;
  sources?: number[];
}

export interface Publishers {
  /** `Sportskeeda alone`, `Sportskeeda and Sports Illustrated`. */
  names: string;
  ids: number[];
}

/** The articles and reports that stand behind a row. */
export function publishersOf(row: Cited, facts: Facts): Publishers {
  const sources = behind(row, facts).filter(({ kind }) => kind !== 'DATASET');
  const names = [...new Set(sources.map(({ publisher, title }) => publisher ?? title))];
  return {
    names: names.length === 1 ? `${names[0]} alone` : names.join(' and '),
    ids: sources.map(({ id }) => id),
  };
}

/** Whether no dataset has a row, but articles and reports alone. */
export function isOnlyReported(row: Cited, facts: Facts): boolean {
  return behind(row, facts).every(({ kind }) => kind !== 'DATASET');
}

const behind = ({ sourceId, sources = [] }: Cited, { reference }: Facts) =>
  [...new Set([sourceId, ...sources])].map((id) => reference.sources.get(id));
