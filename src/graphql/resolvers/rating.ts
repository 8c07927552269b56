import { buildScope } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { listRatings } from '../../record/ratings.js';
import { roundTo } from '../../statistics/rounding.js';
import { buildProjection } from '../look-ahead.js';
import { parsePageSize } from '../pagination.js';

export const ratingResolvers: Resolvers = {
  Query: {
    ratings: async (_, { category, asOf = null, first }, { db }) => {
      const size = parsePageSize('first', first);
      const ratings = await listRatings(db, category, asOf);
      // Ties with the n-th have its rank.
      return ratings.filter(({ rank }) => rank <= size);
    },
  },
  Team: {
    rating: ({ id, category }, { asOf = null }, { teamLoaders: ofTeam }) =>
      ofTeam.rating(id, { category, asOf }),
  },
  Rating: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    value: ({ value }) => roundTo(value, 1),
    completeness: ({ asOf, teamId }, _, { reference }) =>
      buildScope(reference, { category: reference.teams.get(teamId).category }, asOf).completeness,
    lastMatch: ({ matchId }, _, { rowLoaders: rows }, info) =>
      rows.match(matchId, buildProjection(info)),
  },
};
