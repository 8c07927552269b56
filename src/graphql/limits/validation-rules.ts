import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Limits } from './limits.js';

/** Runs after Apollo's `maxRecursiveSelections`, which bounds fragment expansion. */
export function createValidationRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  return [
    knownOperationTypeRule,
    maxDepthRule({ n: depth, flattenFragments: true, ...REPORT_AS_VALIDATION_ERROR }),
    maxAliasesRule({ n: aliases, allowList: [], ...REPORT_AS_VALIDATION_ERROR }),
    maxDirectivesRule({ n: directives, ...REPORT_AS_VALIDATION_ERROR }),
  ] as ValidationRule[];
}

/** By default armor rules throw a syntax error. */
const REPORT_AS_VALIDATION_ERROR = {
  propagateOnRejection: false,
  onReject: [
    (context: Pick<ValidationContext, 'reportError'> | null, { message }: Error) =>
      context?.reportError(new GraphQLError(message.replace('Syntax Error: ', ''))),
  ],
};

/** Without it graphql-js fails at execution: INTERNAL_SERVER_ERROR. */
function knownOperationTypeRule(context: ValidationContext): ReturnType<ValidationRule> {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      const message = `The record is read-only: it takes queries, got a ${node.operation}.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
