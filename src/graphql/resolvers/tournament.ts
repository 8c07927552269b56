import { buildLeaderboard } from '../../analysis/leaderboards.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { omitParentConditions, parentMatchConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection } from '../look-ahead.js';
import { parsePageSize } from '../pagination.js';
import { resolveSources } from '../sources.js';

export const tournamentResolvers: Resolvers = {
  Query: {
    tournament: (_, { slug }, { reference }) => reference.tournaments.find(slug) ?? null,
    tournaments: (_, _arguments, { reference }) => [...reference.tournaments.all],
  },
  Tournament: {
    id: ({ slug }) => toGlobalId('Tournament', slug),
    editions: ({ id }, _, { reference }) =>
      reference.editions.all.filter(({ tournamentId }) => tournamentId === id),
    edition: ({ id }, { year }, { reference }) =>
      reference.editions.all.find(
        (edition) => edition.tournamentId === id && edition.year === year,
      ) ?? null,
    matches: (tournament, { filter: input, ...page }, context, info) => {
      const filter = omitParentConditions(input, { tournament: tournament.slug });
      return parentMatchConnection(context, 'tournaments', tournament, filter, page, info);
    },
    sources: ({ sourceId }, _, { reference }) => resolveSources(reference, sourceId),
  },
  Edition: {
    id: ({ slug }) => toGlobalId('Edition', slug),
    tournament: ({ tournamentId }, _, { reference }) => reference.tournaments.get(tournamentId),
    hosts: ({ hostIds }, _, { reference }) => hostIds.map((id) => reference.teams.get(id)),
    winner: ({ winnerId }, _, { reference }) =>
      winnerId === null ? null : reference.teams.get(winnerId),
    runnerUp: ({ runnerUpId }, _, { reference }) =>
      runnerUpId === null ? null : reference.teams.get(runnerUpId),
    matches: (edition, { filter: input, ...page }, context, info) => {
      const tournament = context.reference.tournaments.get(edition.tournamentId).slug;
      const filter = omitParentConditions(input, { tournament, edition: edition.year });
      return parentMatchConnection(context, 'editions', edition, filter, page, info);
    },
    topScorers: ({ tournamentId, year }, { asOf = null, first }, context, info) => {
      const tournament = context.reference.tournaments.get(tournamentId).slug;
      return buildLeaderboard(
        context,
        { tournament, edition: year },
        { asOf, first: parsePageSize('first', first) },
        buildProjection(info),
      );
    },
    sources: ({ sourceId, citedBy }, _, { reference }) =>
      resolveSources(reference, sourceId, citedBy),
  },
};
