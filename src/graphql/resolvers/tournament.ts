/** Tournaments and their editions. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { matchConnection, narrowed } from '../connections.js';
import { idOf } from '../ids.js';
import { sourcesOf } from '../sources.js';

export const tournamentResolvers: Resolvers = {
  Query: {
    tournament: (_, { slug }, { reference }) => reference.tournaments.find(slug) ?? null,
    tournaments: (_, _arguments, { reference }) => [...reference.tournaments.all],
  },
  Tournament: {
    id: ({ slug }) => idOf('Tournament', slug),
    editions: ({ id }, _, { reference }) =>
      reference.editions.all.filter(({ tournamentId }) => tournamentId === id),
    edition: ({ id }, { year }, { reference }) =>
      reference.editions.all.find(
        (edition) => edition.tournamentId === id && edition.year === year,
      ) ?? null,
    matches: ({ slug }, { filter, ...page }, context, info) =>
      matchConnection(context, narrowed(filter, { tournament: slug }), page, info),
    sources: ({ sourceId }, _, { reference }) => sourcesOf(reference, sourceId),
  },
  Edition: {
    id: ({ slug }) => idOf('Edition', slug),
    tournament: ({ tournamentId }, _, { reference }) => reference.tournaments.get(tournamentId),
    hosts: ({ hostIds }, _, { reference }) => hostIds.map((id) => reference.teams.get(id)),
    winner: ({ winnerId }, _, { reference }) =>
      winnerId === null ? null : reference.teams.get(winnerId),
    runnerUp: ({ runnerUpId }, _, { reference }) =>
      runnerUpId === null ? null : reference.teams.get(runnerUpId),
    matches: ({ tournamentId, year }, { filter, ...page }, context, info) => {
      const tournament = context.reference.tournaments.get(tournamentId).slug;
      const matches = narrowed(filter, { tournament, edition: year });
      return matchConnection(context, matches, page, info);
    },
    sources: ({ sourceId, citedBy }, _, { reference }) => sourcesOf(reference, sourceId, citedBy),
  },
};
