/** Scorers: leaderboards, hat-tricks and the steps of a team's record. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { hatTrickKey } from '../../record/hat-tricks.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf } from '../look-ahead.js';
import { entryGoals, hatTrickConnection, leaderboard } from '../scorers.js';

export const scorerResolvers: Resolvers = {
  Query: {
    topScorers: (_, { filter, asOf = null, first }, context, info) =>
      leaderboard(context, filter ?? {}, { asOf, first }, info),
    hatTricks: (_, { filter, ...page }, context, info) =>
      hatTrickConnection(context, filter ?? {}, page, info),
  },
  LeaderboardEntry: {
    goals: (entry, _, context) => entryGoals(context, entry),
  },
  HatTrick: {
    id: (hatTrick) => idOf('HatTrick', hatTrickKey(hatTrick)),
    player: ({ player }) => ahead(player),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    match: ({ match }) => ahead(match),
    sources: ({ sources }, _, { reference }) =>
      ahead(sources).map((id) => reference.sources.get(id)),
  },
  ScoringRecordStep: {
    player: ({ playerId }, _, { rows }, info) => rows.player(playerId, wantsOf(info)),
    match: ({ matchId }, _, { rows }, info) => rows.match(matchId, wantsOf(info)),
  },
};
