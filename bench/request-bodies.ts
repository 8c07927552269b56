/** The operations with what is asked of them, as the bodies that are sent. */
import type { Operation } from './operations.js';

/** An operation and its sets of variables; the bodies are both, one for each set. */
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
