/** What a text finds. */

import { search } from '../../analysis/search/search.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { buildProjection } from '../look-ahead.js';

export const searchResolvers: Resolvers = {
  Query: {
    search: (_, input, context, info) => search(context, input, buildProjection(info)),
  },
};
