/** Counts the statements of an operation, on the GraphQL server in process, without HTTP and cache. */
import type { Sql } from 'sql-template-tag';
import { openDatabase } from '../src/database/database.js';
import type { Database } from '../src/database/types.js';
import { createGraphQLServer } from '../src/graphql/server.js';

export interface StatementCounter {
  ask(query: string, variables: object): Promise<Sql[]>;
  close(): Promise<void>;
}

export async function watchStatements(databaseUrl: string): Promise<StatementCounter> {
  const counted: Sql[] = [];
  const db = countStatements(openDatabase(databaseUrl), counted);
  const { apollo, createContext } = createGraphQLServer(db);
  await apollo.start();
  async function ask(query: string, variables: object): Promise<Sql[]> {
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

function countStatements(db: Database, counted: Sql[]): Database {
  return {
    ...db,
    select(statement) {
      counted.push(statement);
      return db.select(statement);
    },
    pinnedTo: (version, changed) => countStatements(db.pinnedTo(version, changed), counted),
  };
}
