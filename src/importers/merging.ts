import type { Citation, DiscrepancyFact } from './facts.js';

/** Replaces this source's only. */
export function mergeDiscrepancies(
  known: readonly DiscrepancyFact[],
  found: readonly DiscrepancyFact[],
): DiscrepancyFact[] {
  const fresh = found.map(({ field, values }) => {
    const before = known.find((other) => other.field === field)?.values ?? [];
    const others = before.filter((old) => values.every(({ source }) => source !== old.source));
    return { field, values: [...values, ...others] };
  });
  const fields = new Set(fresh.map(({ field }) => field));
  return [...known.filter(({ field }) => !fields.has(field)), ...fresh];
}

export function addCitation(citedBy: readonly Citation[], { source, key }: Citation): Citation[] {
  const others = citedBy.filter((cited) => cited.source !== source || cited.key !== key);
  return [...others, { source, key }];
}
