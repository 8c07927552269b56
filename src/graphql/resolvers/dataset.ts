/** What the record holds, how complete it is, and any of its entities by id. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { listCoverage } from '../../record/coverage.js';
import { findDataset } from '../../record/dataset.js';
import { coverage, coverageBy } from '../../statistics/coverage.js';
import { checkFilter } from '../connections.js';
import { emptyRecord } from '../errors.js';
import { idOf } from '../ids.js';
import { wantsOf } from '../look-ahead.js';
import { nodesOf } from '../nodes.js';

export const datasetResolvers: Resolvers = {
  Query: {
    dataset: async (_, _arguments, { db }) => {
      const dataset = await findDataset(db);
      if (!dataset) throw emptyRecord();
      return dataset;
    },
    coverage: async (_, { filter, asOf = null }, { db, reference }) => {
      checkFilter(filter ?? {});
      const counts = await listCoverage(db, reference, filter ?? {}, asOf);
      const byTournament = coverageBy(counts, ({ tournamentId }) => tournamentId);
      const byDecade = coverageBy(counts, ({ decade }) => decade);
      return {
        ...coverage(counts),
        byTournament: byTournament
          .map(({ key, coverage }) => ({ tournament: reference.tournaments.get(key), coverage }))
          .sort((one, other) => other.coverage.matches - one.coverage.matches),
        byDecade: byDecade
          .map(({ key, coverage }) => ({ decade: key, coverage }))
          .sort((one, other) => one.decade - other.decade),
      };
    },
    node: async (_, { id }, context, info) =>
      (await nodesOf(context, [id], wantsOf(info)))[0] ?? null,
    nodes: (_, { ids }, context, info) => nodesOf(context, ids, wantsOf(info)),
  },
  Dataset: {
    holdings: (_, _arguments, { reference }) => [...reference.holdings],
    sources: (_, _arguments, { reference }) => [...reference.sources.all],
  },
  Holding: {
    team: ({ teamId }, _, { reference }) => (teamId === null ? null : reference.teams.get(teamId)),
    tournament: ({ tournamentId }, _, { reference }) =>
      tournamentId === null ? null : reference.tournaments.get(tournamentId),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
  Import: {
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
  Source: {
    id: ({ slug }) => idOf('Source', slug),
  },
};
