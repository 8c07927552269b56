import type { ExecutionArgs } from 'graphql';
import type { CostMeter } from '../limits/limits.js';

export interface Operation
  extends Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'> {
  /** Undefined: costs are not limited. */
  readonly costMeter?: CostMeter | undefined;
}
