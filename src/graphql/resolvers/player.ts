import { resolveTeam } from '../../analysis/career-loader.js';
import { comparePlayers } from '../../analysis/comparison.js';
import { AmbiguousNameError } from '../../analysis/input-error.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countPlayers, findPlayer, listPlayers } from '../../record/players.js';
import { playerAppearanceConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, buildRowProjection, requireLoaded } from '../look-ahead.js';
import { createConnection } from '../pagination.js';
import { resolveSources } from '../sources.js';

export const playerResolvers: Resolvers = {
  Query: {
    player: async (_, { slug }, { db }, info) => {
      const found = await findPlayer(db, slug, buildProjection(info));
      if (found && 'candidates' in found) throw new AmbiguousNameError(slug, found.candidates);
      return found;
    },
    players: (_, { team, ...page }, { db, reference }, info) =>
      createConnection({
        list: 'players',
        arguments: page,
        keyOf: ({ slug }) => slug,
        read: (window) => listPlayers(db, reference, team, window, buildRowProjection(info)),
        count: () => countPlayers(db, reference, team),
      }),
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
    appearances: (player, { filter, ...page }, context, info) =>
      playerAppearanceConnection(context, player, filter ?? {}, page, info),
    quotes: ({ quotes }) => requireLoaded(quotes),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
};
