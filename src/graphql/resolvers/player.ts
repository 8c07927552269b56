import { resolveTeam } from '../../analysis/career-loader.js';
import { comparePlayers } from '../../analysis/comparison.js';
import { AmbiguousNameError } from '../../analysis/input-error.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { findPlayer } from '../../record/players.js';
import { playerAppearanceConnection, playerConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';
import { resolveSources } from '../sources.js';

export const playerResolvers: Resolvers = {
  Query: {
    player: async (_, { slug }, { db }, info) => {
      const found = await findPlayer(db, slug, buildProjection(info));
      if (found && 'candidates' in found) throw new AmbiguousNameError(slug, found.candidates);
      return found;
    },
    players: (_, { team, orderBy: order, ...page }, context, info) =>
      playerConnection(context, { team, order }, page, info),
    comparePlayers: (_, input, context, info) =>
      comparePlayers(context, input, buildProjection(info)),
  },
  Player: {
    id: ({ slug }) => toGlobalId('Player', slug),
    aliases: ({ aliases }) => requireLoaded(aliases),
    teams: ({ teams }, _, { reference }) =>
      requireLoaded(teams).map((id) => reference.teams.get(id)),
    career: async (player, { team: slug, asOf = null }, context) => {
      const team = resolveTeam(context.reference, player, slug);
      return team && context.careers.load({ player, team, asOf });
    },
    careers: (player, { asOf = null }, { reference, careers }) =>
      Promise.all(
        requireLoaded(player.teams).map((id) =>
          careers.load({ player, team: reference.teams.get(id), asOf }),
        ),
      ),
    appearances: (player, { filter, ...page }, context, info) =>
      playerAppearanceConnection(context, player, filter ?? {}, page, info),
    quotes: ({ quotes }) => requireLoaded(quotes),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
};
