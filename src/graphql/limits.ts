/** The limits under which anybody may ask, in one place, and the rules that hold a document to them before it is run. */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** As `Query.limits` tells them. */
export interface Limits {
  /** Levels of fields, fragments not counted. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Words and signs of a document. */
  readonly tokens: number;
  /** Fields and fragments of an operation, each fragment as often as it is used. */
  readonly selections: number;
  /** What an operation may cost; see `cost.ts`. */
  readonly cost: number;
  /** Rows of a page. */
  readonly page: number;
  /** Entries of a list in the arguments. */
  readonly list: number;
  /** Characters of a text in the arguments. */
  readonly text: number;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Requests of one address a minute; null where they are not counted. */
  readonly requestsPerMinute: number | null;
  /** How long an answer may take. */
  readonly seconds: number;
}

/** What holds unless an operator says otherwise. The longest operation of the contract is within a third of each. */
export const LIMITS: Limits = {
  depth: 12,
  aliases: 30,
  directives: 10,
  tokens: 1200,
  selections: 2000,
  cost: 10_000,
  page: 100,
  list: 100,
  text: 500,
  bodyBytes: 64 * 1024,
  requestsPerMinute: null,
  seconds: 10,
};

/** The rules that graphql-js and Apollo do not bring. They run on documents whose fragments are within bounds already. */
export function validationRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  return [
    readOnly,
    maxDepthRule({ n: depth, flattenFragments: true, ...REPORTED }),
    maxAliasesRule({ n: aliases, allowList: [], ...REPORTED }),
    maxDirectivesRule({ n: directives, ...REPORTED }),
  ] as ValidationRule[];
}

/** These rules would throw what they find out of the validation, as an error of syntax, which it is not. */
const REPORTED = {
  propagateOnRejection: false,
  onReject: [
    (context: Pick<ValidationContext, 'reportError'> | null, { message }: Error) =>
      context?.reportError(new GraphQLError(message.replace('Syntax Error: ', ''))),
  ],
};

/** Without it, an operation of a kind that the schema does not have fails only when it is run, as if by a fault of ours. */
function readOnly(context: ValidationContext): ReturnType<ValidationRule> {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      const message = `The record is read-only: it takes queries, got a ${node.operation}.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
