/** The statements behind an operation, seen from within: the same GraphQL server, without a port and without kept answers. */
import type { Sql } from 'sql-template-tag';
import { openDatabase } from '../src/database/database.js';
import type { Database } from '../src/database/types.js';
import { createGraphQLServer } from '../src/graphql/server.js';

/** Tells, for each question, the statements that its answer took. */
export interface StatementCounter {
  ask(query: string, variables: object): Promise<Sql[]>;
  close(): Promise<void>;
}

/** Opens a database and watches what the GraphQL server sends to it. */
export async function watchStatements(databaseUrl: string): Promise<StatementCounter> {
  const counted: Sql[] = [];
  const db = watched(openDatabase(databaseUrl), counted);
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
  // The first question of all reads what is kept in memory from then on.
  await ask('{ __typename }', {});
  return {
    ask,
    close: async () => {
      await apollo.stop();
      await db.close();
    },
  };
}

function watched(db: Database, counted: Sql[]): Database {
  return {
    ...db,
    select(statement) {
      counted.push(statement);
      return db.select(statement);
    },
    pinnedTo: (version, changed) => watched(db.pinnedTo(version, changed), counted),
  };
}
