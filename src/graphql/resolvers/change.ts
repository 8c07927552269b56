/** What imports have changed. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countChanges, findVersion, listChanges } from '../../record/changes.js';
import { unknownVersion } from '../errors.js';
import { wantsOfRows } from '../look-ahead.js';
import { connection } from '../pagination.js';

export const changeResolvers: Resolvers = {
  Query: {
    changes: async (_, { since, ...page }, { db, reference }, info) => {
      const { found, oldest } = await findVersion(db, since);
      if (!found) throw unknownVersion(since, oldest?.version ?? reference.version);
      return connection({
        list: 'changes',
        arguments: page,
        keyOf: ({ id }) => String(id),
        read: (window) => listChanges(db, found, window, wantsOfRows(info)),
        count: () => countChanges(db, found),
      });
    },
  },
  Change: {
    fields: ({ fields }) => JSON.parse(fields),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};
