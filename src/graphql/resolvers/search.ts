import { search } from '../../analysis/search/search.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { buildProjection } from '../look-ahead.js';
import { loadHitRows } from '../nodes.js';
import { parsePageSize } from '../pagination.js';

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, { first, ...input }, context, info) => {
      const hits = await search(context, { ...input, first: parsePageSize('first', first) });
      return loadHitRows(context, hits, buildProjection(info));
    },
  },
};
