/** Fields of a response, as deep as selected. */

/** Unknown fields are ignored. */
export interface Projection {
  readonly [field: string]: Projection;
}

/** Marks a projection as explicit: only the named columns are read. */
export const EXPLICIT = '(selected)';

export function mergeProjections(one: Projection, other: Projection): Projection {
  const both: Record<string, Projection> = { ...one };
  for (const [field, deeper] of Object.entries(other)) {
    const known = one[field];
    both[field] = known ? mergeProjections(known, deeper) : deeper;
  }
  // Explicit only if both are.
  if (!(EXPLICIT in one && EXPLICIT in other)) delete both[EXPLICIT];
  return both;
}
