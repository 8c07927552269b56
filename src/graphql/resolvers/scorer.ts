import { buildLeaderboard, entryGoals } from '../../analysis/leaderboards.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { hatTrickKey } from '../../record/hat-tricks.js';
import { hatTrickConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';
import { parsePageSize } from '../pagination.js';

export const scorerResolvers: Resolvers = {
  Query: {
    topScorers: (_, { filter, asOf = null, first }, context, info) =>
      buildLeaderboard(
        context,
        filter ?? {},
        { asOf, first: parsePageSize('first', first) },
        buildProjection(info),
      ),
    hatTricks: (_, { filter, ...page }, context, info) =>
      hatTrickConnection(context, filter ?? {}, page, info),
  },
  LeaderboardEntry: {
    goals: (entry, _, context, info) => entryGoals(context, entry, buildProjection(info)),
  },
  HatTrick: {
    id: (hatTrick) => toGlobalId('HatTrick', hatTrickKey(hatTrick)),
    player: ({ player }) => requireLoaded(player),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    match: ({ match }) => requireLoaded(match),
    sources: ({ sources }, _, { reference }) =>
      requireLoaded(sources).map((id) => reference.sources.get(id)),
  },
  ScoringRecordStep: {
    player: ({ playerId }, _, { rowLoaders: rows }, info) =>
      rows.player(playerId, buildProjection(info)),
    match: ({ matchId }, _, { rowLoaders: rows }, info) =>
      rows.match(matchId, buildProjection(info)),
  },
};
