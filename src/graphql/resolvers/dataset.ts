import { buildScope, dayOf, type ScopeFilter, withMissing } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countUndecided, listCoverage } from '../../record/coverage.js';
import { findDataset } from '../../record/dataset.js';
import { undecidedMatches } from '../../record/query/undecided-matches.js';
import { groupCoverage, sumCoverage } from '../../statistics/coverage.js';
import { validateMatchFilter } from '../connections.js';
import { emptyRecord } from '../errors.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection } from '../look-ahead.js';
import { loadNodes } from '../nodes.js';

export const datasetResolvers: Resolvers = {
  Query: {
    dataset: async (_, _arguments, { db }) => {
      const dataset = await findDataset(db);
      if (!dataset) throw emptyRecord();
      return dataset;
    },
    coverage: async (_, { filter, asOf = null }, { db, reference }) => {
      validateMatchFilter(filter ?? {});
      const input = filter ?? {};
      const undecided = undecidedMatches(reference, input);
      const [counts, lacking] = await Promise.all([
        listCoverage(db, reference, input, asOf),
        undecided ? countUndecided(db, reference, undecided, asOf) : 0,
      ]);
      const within = (part: ScopeFilter) =>
        withMissing(
          buildScope(reference, { ...input, ...part }, asOf),
          lacking,
          undecided?.fields ?? [],
        );
      const { tournaments } = reference;
      const byTournament = groupCoverage(
        counts,
        ({ tournamentId }) => tournamentId,
        (id) => within({ tournament: tournaments.get(id).slug }),
      );
      const byDecade = groupCoverage(
        counts,
        ({ decade }) => decade,
        (decade) => within(daysIn(decade, input, dayOf(reference, asOf))),
      );
      return {
        ...sumCoverage(counts, within({})),
        byTournament: byTournament
          .map(({ key, coverage }) => ({ tournament: tournaments.get(key), coverage }))
          .sort((one, other) => other.coverage.matches - one.coverage.matches),
        byDecade: byDecade
          .map(({ key, coverage }) => ({ decade: key, coverage }))
          .sort((one, other) => one.decade - other.decade),
      };
    },
    node: async (_, { id }, context, info) =>
      (await loadNodes(context, [id], buildProjection(info)))[0] ?? null,
    nodes: (_, { ids }, context, info) => loadNodes(context, ids, buildProjection(info)),
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
    id: ({ slug }) => toGlobalId('Source', slug),
  },
};

/** Ends with the record in the last decade. */
function daysIn(decade: number, { from, to }: ScopeFilter, last: string): ScopeFilter {
  const [first, end] = [`${decade}-01-01`, `${decade + 9}-12-31`];
  return {
    from: from != null && from > first ? from : first,
    to: [to ?? end, end, last].sort()[0],
  };
}
