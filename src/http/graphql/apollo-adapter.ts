/** Apollo without a web framework. */
import { HeaderMap } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { CostMeter } from '../../graphql/limits/limits.js';
import type { GraphQLServer } from '../../graphql/server.js';
import type { ApolloRequest } from './request-parser.js';

export interface ApolloResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Record version; null for a response with errors. */
  readonly version: string | null;
}

export interface ApolloOptions {
  readonly accept: string | undefined;
  readonly requestId: string;
  /** `performance.now()`, ms. */
  readonly deadline: number;
  readonly costMeter: CostMeter | undefined;
}

export type ExecuteWithApollo = (
  request: ApolloRequest,
  options: ApolloOptions,
) => Promise<ApolloResponse>;

export function createApolloAdapter(
  { apollo, createContext }: GraphQLServer,
  log: FastifyBaseLogger,
): ExecuteWithApollo {
  return async (request, { accept, requestId, deadline, costMeter }) => {
    let version: string | null = null;
    // Apollo needs no other header: the handler has checked the content type.
    const headers = new HeaderMap(accept === undefined ? [] : [['accept', accept]]);
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { ...request, headers },
      context: () =>
        createContext({
          deadline,
          costMeter,
          onComplete(recordVersion) {
            version = recordVersion;
          },
          report: (error, path) =>
            log.error({ requestId, err: error, path }, 'The cause of an error that is masked.'),
        }),
    });
    if (response.body.kind !== 'complete') throw new Error('Apollo answered in parts.');
    const { status = 200, headers: responseHeaders, body } = response;
    return { status, headers: responseHeaders, text: body.string, version };
  };
}
