/** What a text finds. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { wantsOf } from '../look-ahead.js';
import { search } from '../search.js';

export const searchResolvers: Resolvers = {
  Query: {
    search: (_, asked, context, info) => search(context, asked, wantsOf(info)),
  },
};
