/** Runs operations so that an answer comes from one version of the record, also while an import lands. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type GraphQLSchema } from 'graphql';
import type { Context } from './context.js';

/** Imports are minutes apart: a second change while one question is answered is next to impossible. */
const TRIES = 3;

/**
 * Apollo's way to bring an executor of one's own. An operation reads by several statements; where an import has landed
 * between two of them, the answer would mix two versions of the record, so it is thrown away and asked for anew.
 */
export function executingWhole(
  schema: GraphQLSchema,
  newContext: () => Promise<Context>,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, request, operationName, context }) {
          let contextValue = context as Context;
          for (let attempt = 1; ; attempt += 1) {
            const result = await execute({
              schema,
              document,
              operationName,
              contextValue,
              variableValues: request.variables,
            });
            if (!contextValue.isMixed() || attempt === TRIES) return result;
            contextValue = await newContext();
          }
        },
      };
    },
    async stop() {},
  };
}
