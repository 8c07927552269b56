/** The rules that hold a document to the limits before it is run. */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Limits } from './limits.js';

/** The rules that graphql-js and Apollo do not bring. They run on documents whose fragments are within bounds already. */
export function createValidationRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  return [
    knownOperationTypeRule,
    maxDepthRule({ n: depth, flattenFragments: true, ...REPORT_AS_VALIDATION_ERROR }),
    maxAliasesRule({ n: aliases, allowList: [], ...REPORT_AS_VALIDATION_ERROR }),
    maxDirectivesRule({ n: directives, ...REPORT_AS_VALIDATION_ERROR }),
  ] as ValidationRule[];
}

/** These rules would throw what they find out of the validation, as an error of syntax, which it is not. */
const REPORT_AS_VALIDATION_ERROR = {
  propagateOnRejection: false,
  onReject: [
    (context: Pick<ValidationContext, 'reportError'> | null, { message }: Error) =>
      context?.reportError(new GraphQLError(message.replace('Syntax Error: ', ''))),
  ],
};

/** Without it, an operation of a kind that the schema does not have fails only when it is run, as if by a fault of ours. */
function knownOperationTypeRule(context: ValidationContext): ReturnType<ValidationRule> {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      const message = `The record is read-only: it takes queries, got a ${node.operation}.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
