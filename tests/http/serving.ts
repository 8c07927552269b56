import type { Database } from '../../src/database.js';
import { createGraphQLServer } from '../../src/graphql/server.js';
import { answersInMemory } from '../../src/http/answers.js';
import { createHttpServer } from '../../src/http/server.js';

/** A whole server over a database, on a free port of this machine. */
export interface Serving {
  address: string;
  /** Sends an operation as a GraphQL client does. */
  post(body: unknown): Promise<Response>;
  /** Stops the server and closes the database with it. */
  close(): Promise<void>;
}

export async function serve(database: Database): Promise<Serving> {
  const graphql = createGraphQLServer(database);
  const server = await createHttpServer({
    database,
    graphql,
    answers: answersInMemory(),
    logger: false,
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    address,
    post: (body) =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: () => server.close(),
  };
}
