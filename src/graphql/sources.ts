import type { ReferenceData, SourceRow } from '../record/reference.js';

/** Main source first, each once. */
export function resolveSources(
  reference: ReferenceData,
  main: number,
  others: readonly number[] = [],
): SourceRow[] {
  return [...new Set([main, ...others])].map((id) => reference.sources.get(id));
}
