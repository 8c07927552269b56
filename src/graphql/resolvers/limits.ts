import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';

export const limitsResolvers: Resolvers = {
  Query: {
    limits: (_, _arguments, { limits }) => limits,
  },
};
