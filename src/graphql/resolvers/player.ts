/** Players, their careers, and players side by side. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countPlayers, findPlayer, listPlayers } from '../../record/players.js';
import { teamOf } from '../careers.js';
import { comparison } from '../comparison.js';
import { ambiguous } from '../errors.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf, wantsOfRows } from '../look-ahead.js';
import { connection } from '../pagination.js';
import { sourcesOf } from '../sources.js';

export const playerResolvers: Resolvers = {
  Query: {
    player: async (_, { slug }, { db }, info) => {
      const found = await findPlayer(db, slug, wantsOf(info));
      if (found && 'candidates' in found) throw ambiguous(slug, found.candidates);
      return found;
    },
    players: (_, { team, ...page }, { db, reference }, info) =>
      connection({
        list: 'players',
        arguments: page,
        keyOf: ({ slug }) => slug,
        read: (window) => listPlayers(db, reference, team, window, wantsOfRows(info)),
        count: () => countPlayers(db, reference, team),
      }),
    comparePlayers: (_, input, context, info) => comparison(context, input, wantsOf(info)),
  },
  Player: {
    id: ({ slug }) => idOf('Player', slug),
    aliases: ({ aliases }) => ahead(aliases),
    teams: ({ teams }, _, { reference }) => ahead(teams).map((id) => reference.teams.get(id)),
    career: async (player, { team: slug, asOf = null }, context) => {
      const team = teamOf(context, player, slug);
      return team && context.careers.load({ player, team, asOf });
    },
    quotes: ({ quotes }) => ahead(quotes),
    sources: ({ sourceId, sources }, _, { reference }) =>
      sourcesOf(reference, sourceId, ahead(sources)),
  },
};
