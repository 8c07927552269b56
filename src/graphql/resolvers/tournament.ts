/** Tournaments and their editions. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { beyond, matchConnectionOf } from '../connections.js';
import { idOf } from '../ids.js';
import { leaderboard } from '../scorers.js';
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
    matches: (tournament, { filter: asked, ...page }, context, info) => {
      const filter = beyond(asked, { tournament: tournament.slug });
      return matchConnectionOf(context, 'tournaments', tournament, filter, page, info);
    },
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
    matches: (edition, { filter: asked, ...page }, context, info) => {
      const tournament = context.reference.tournaments.get(edition.tournamentId).slug;
      const filter = beyond(asked, { tournament, edition: edition.year });
      return matchConnectionOf(context, 'editions', edition, filter, page, info);
    },
    topScorers: ({ tournamentId, year }, { asOf = null, first }, context, info) => {
      const tournament = context.reference.tournaments.get(tournamentId).slug;
      return leaderboard(context, { tournament, edition: year }, { asOf, first }, info);
    },
    sources: ({ sourceId, citedBy }, _, { reference }) => sourcesOf(reference, sourceId, citedBy),
  },
};
