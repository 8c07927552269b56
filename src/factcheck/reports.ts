/** What articles and reports say, and no dataset does. */
import type { ClaimFacts } from './claim-facts.js';

/** Who stands behind a row. */
interface CitedRow {
  sourceId: number;
  sources?: number[];
}

export interface Publishers {
  /** `Sportskeeda alone`, `Sportskeeda and Sports Illustrated`. */
  names: string;
  ids: number[];
}

/** The articles and reports that stand behind a row. */
export function listPublishers(row: CitedRow, facts: ClaimFacts): Publishers {
  const sources = sourcesBehind(row, facts).filter(({ kind }) => kind !== 'DATASET');
  const names = [...new Set(sources.map(({ publisher, title }) => publisher ?? title))];
  return {
    names: names.length === 1 ? `${names[0]} alone` : names.join(' and '),
    ids: sources.map(({ id }) => id),
  };
}

/** Whether no dataset has a row, but articles and reports alone. */
export function hasOnlyReports(row: CitedRow, facts: ClaimFacts): boolean {
  return sourcesBehind(row, facts).every(({ kind }) => kind !== 'DATASET');
}

const sourcesBehind = ({ sourceId, sources = [] }: CitedRow, { reference }: ClaimFacts) =>
  [...new Set([sourceId, ...sources])].map((id) => reference.sources.get(id));
