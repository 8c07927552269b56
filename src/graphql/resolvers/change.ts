import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countChanges, findVersion, listChanges } from '../../record/changes.js';
import { unknownVersion } from '../errors.js';
import { buildRowProjection } from '../look-ahead.js';
import { createConnection } from '../pagination.js';

export const changeResolvers: Resolvers = {
  Query: {
    changes: async (_, { since, ...page }, { db, reference }, info) => {
      const { found, oldest } = await findVersion(db, since);
      if (!found) throw unknownVersion(since, oldest?.version ?? reference.version);
      return createConnection({
        list: 'changes',
        arguments: page,
        keyOf: ({ id }) => String(id),
        read: (window) => listChanges(db, found, window, buildRowProjection(info)),
        count: () => countChanges(db, found),
      });
    },
  },
  Change: {
    fields: ({ fields }) => JSON.parse(fields),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};
