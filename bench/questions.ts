/** The operations with what is asked of them, as the bodies that are sent. */
import type { Operation } from './operations.js';

/** An operation and its sets of variables; the bodies are both, one for each set. */
export interface Question extends Operation {
  variables: readonly object[];
  bodies: readonly string[];
}

export function questionOf({ name, query }: Operation, variables: readonly object[]): Question {
  const bodies = variables.map((set) =>
    JSON.stringify({ operationName: name, query, variables: set }),
  );
  return { name, query, variables, bodies };
}
