/** Sent as structured clones. */
import type { ExecutionResult } from 'graphql';
import type { ExecutionOutcome, Executors, PlannedResult } from './execute.js';
import type { Operation } from './operation.js';
import type { SerializedError, SerializedGraphQLError } from './serialized-error.js';

export interface ExecutionRequest extends Pick<Operation, 'operationName' | 'variableValues'> {
  readonly method: keyof Executors;
  readonly query: string;
  /** Ms of `monotonicNow`. */
  readonly deadline: number;
}

export interface ExecutionReply {
  readonly settled: SettledExecution | { readonly failure: SerializedError };
  /** For the cost meter. */
  readonly addedCost: number;
}

interface SettledExecution {
  /** Without the errors. */
  readonly outcome: ExecutionOutcome<ExecutionResult | PlannedResult | null>;
  readonly errors: readonly SerializedGraphQLError[] | undefined;
}

/** Ms; the same in all threads, unlike `performance.now()`. */
export const monotonicNow = () => Number(process.hrtime.bigint()) / 1e6;
