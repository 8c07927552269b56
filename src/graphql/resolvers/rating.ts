import { buildScope } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { listRatings } from '../../record/ratings.js';
import type { ReferenceData } from '../../record/reference.js';
import { roundTo } from '../../statistics/rounding.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';
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
    ratings: ({ id }, { from = null, to = null }, { teamLoaders: ofTeam }, info) =>
      ofTeam.ratings(id, { from, to, projection: buildProjection(info) }),
  },
  MatchRating: {
    value: ({ value }) => roundTo(value, 1),
    match: ({ match }) => requireLoaded(match),
    completeness: ({ date, teamId }, _, { reference }) =>
      ratingCompleteness(reference, teamId, date),
  },
  Rating: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    value: ({ value }) => roundTo(value, 1),
    completeness: ({ asOf, teamId }, _, { reference }) =>
      ratingCompleteness(reference, teamId, asOf),
    lastMatch: ({ matchId }, _, { rowLoaders: rows }, info) =>
      rows.match(matchId, buildProjection(info)),
  },
};

/** Of all matches of the category. */
function ratingCompleteness(reference: ReferenceData, teamId: number, asOf: string | null) {
  return buildScope(reference, { category: reference.teams.get(teamId).category }, asOf)
    .completeness;
}
