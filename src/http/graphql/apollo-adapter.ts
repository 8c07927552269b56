/** Apollo's request pipeline without a web framework. */
import { HeaderMap } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLServer } from '../../graphql/server.js';
import type { ApolloRequest } from './request-parser.js';

/** A response of Apollo. */
export interface ApolloResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** The record version of a complete response; null for a response with errors. */
  readonly version: string | null;
}

export interface ApolloOptions {
  readonly accept: string | undefined;
  readonly requestId: string;
  /** By the clock of `performance`, in milliseconds. */
  readonly deadline: number;
}

export type ExecuteWithApollo = (
  request: ApolloRequest,
  options: ApolloOptions,
) => Promise<ApolloResponse>;

/** Creates a function that runs a request through Apollo: persisted queries, parsing, validation, limits, execution, errors. */
export function createApolloAdapter(
  { apollo, createContext }: GraphQLServer,
  log: FastifyBaseLogger,
): ExecuteWithApollo {
  return async (request, { accept, requestId, deadline }) => {
    let version: string | null = null;
    // Nothing else of the headers concerns Apollo: the handler has checked the type of a body, and a GET has none.
    const headers = new HeaderMap(accept === undefined ? [] : [['accept', accept]]);
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { ...request, headers },
      context: () =>
        createContext({
          deadline,
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
