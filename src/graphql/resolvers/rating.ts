/** Computed Elo. */
import { scopeOf } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { listRatings } from '../../record/ratings.js';
import { rounded } from '../../statistics/rounding.js';
import { wantsOf } from '../look-ahead.js';
import { sizeOf } from '../pagination.js';

export const ratingResolvers: Resolvers = {
  Query: {
    ratings: async (_, { category, asOf = null, first }, { db }) => {
      const size = sizeOf('first', first);
      const ratings = await listRatings(db, category, asOf);
      // Whoever ties with the last of the first so many has the same rank.
      return ratings.filter(({ rank }) => rank <= size);
    },
  },
  Team: {
    rating: ({ id, category }, { asOf = null }, { ofTeam }) =>
      ofTeam.rating(id, { category, asOf }),
  },
  Rating: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    value: ({ value }) => rounded(value, 1),
    completeness: ({ asOf, teamId }, _, { reference }) =>
      scopeOf(reference, { category: reference.teams.get(teamId).category }, asOf).completeness,
    lastMatch: ({ matchId }, _, { rows }, info) => rows.match(matchId, wantsOf(info)),
  },
};
