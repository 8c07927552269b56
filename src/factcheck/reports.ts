/** Articles and reports behind a row. */
import { publisherName } from '../record/reference.js';
import type { ClaimFacts } from './claim-facts.js';

interface CitedRow {
  sourceId: number;
  sources?: number[];
}

export interface Publishers {
  /** `Sportskeeda alone`, `Sportskeeda and Sports Illustrated`. */
  names: string;
  ids: number[];
}

export function listPublishers(row: CitedRow, facts: ClaimFacts): Publishers {
  const sources = sourcesBehind(row, facts).filter(({ kind }) => kind !== 'DATASET');
  const names = [...new Set(sources.map(publisherName))];
  return {
    names: names.length === 1 ? `${names[0]} alone` : names.join(' and '),
    ids: sources.map(({ id }) => id),
  };
}

export function hasOnlyReports(row: CitedRow, facts: ClaimFacts): boolean {
  return sourcesBehind(row, facts).every(({ kind }) => kind !== 'DATASET');
}

const sourcesBehind = ({ sourceId, sources = [] }: CitedRow, { reference }: ClaimFacts) =>
  [...new Set([sourceId, ...sources])].map((id) => reference.sources.get(id));
