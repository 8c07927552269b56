/** Request bodies of the operations. */
import type { Operation } from './operations.js';

/** An operation with its variable sets, one body for each. */
export interface BenchRequest extends Operation {
  variables: readonly object[];
  bodies: readonly string[];
}

export function buildRequest(
  { name, query }: Operation,
  variables: readonly object[],
): BenchRequest {
  const bodies = variables.map((set) =>
    JSON.stringify({ operationName: name, query, variables: set }),
  );
  return { name, query, variables, bodies };
}
