/** Who says so. */
import type { Reference, SourceRow } from '../record/reference.js';

/** The main source of a fact, then the others that cite it, each once. */
export function sourcesOf(
  reference: Reference,
  main: number,
  others: readonly number[] = [],
): SourceRow[] {
  return [...new Set([main, ...others])].map((id) => reference.sources.get(id));
}
