import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { CreateContext } from './context.js';
import { createExecutor, createPlanExecutor, type Executors } from './execution/execute.js';
import { acceptFormerSlugs } from './former-slugs.js';
import { createHints } from './hints.js';
import { resolvers } from './resolvers/index.js';

/** Same path from `src/graphql` and `dist/graphql`. */
const SCHEMA_FILE = new URL('../../schema.graphql', import.meta.url);

export const readSchemaText = () => readFileSync(SCHEMA_FILE, 'utf8');

export function createSchema(typeDefs: string): GraphQLSchema {
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  acceptFormerSlugs(schema);
  return schema;
}

export function createExecutors(schema: GraphQLSchema, newContext: CreateContext): Executors {
  const hints = createHints(schema);
  return {
    execute: createExecutor(schema, newContext, hints),
    executePlan: createPlanExecutor(schema, newContext, hints),
  };
}
