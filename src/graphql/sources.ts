/** Who says so. */
import type { ReferenceData, SourceRow } from '../record/reference.js';

/** The main source of a fact, then the others that cite it, each once. */
export function resolveSources(
  reference: ReferenceData,
  main: number,
  others: readonly number[] = [],
): SourceRow[] {
  return [...new Set([main, ...others])].map((id) => reference.sources.get(id));
}
