/** Counts the statements of an operation, on the GraphQL server in process, without HTTP and cache. */
import { openDatabase } from '../src/database/database.js';
import { createGraphQLServer } from '../src/graphql/server.js';

/** In the placeholders of the driver. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface StatementCounter {
  ask(query: string, variables: object): Promise<Statement[]>;
  close(): Promise<void>;
}

export async function watchStatements(databaseUrl: string): Promise<StatementCounter> {
  const counted: Statement[] = [];
  const db = openDatabase(databaseUrl, {
    onSelect: (text, values) => counted.push({ text, values }),
  });
  const { apollo, createContext } = createGraphQLServer(db);
  await apollo.start();
  async function ask(query: string, variables: object): Promise<Statement[]> {
    counted.length = 0;
    await apollo.executeOperation(
      { query, variables: { ...variables } },
      { contextValue: await createContext() },
    );
    return [...counted];
  }
  // The first request loads the reference data.
  await ask('{ __typename }', {});
  return {
    ask,
    close: async () => {
      await apollo.stop();
      await db.close();
    },
  };
}
