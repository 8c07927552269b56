import { currentRuns, longestRuns } from '../../analysis/runs.js';
import { buildScope, completenessIn } from '../../analysis/scope.js';
import {
  buildHeadToHead,
  buildOpponentRecords,
  buildTeamRecord,
  groupByVenue,
} from '../../analysis/team-records.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { teamNameAsOf } from '../../record/reference.js';
import { aliasesOf, codeOf } from '../../record/team-names.js';
import { scorerKey } from '../../record/team-scorers.js';
import { completenessOf } from '../../statistics/coverage.js';
import { buildScoringRecord } from '../../statistics/scoring-record.js';
import {
  matchConnection,
  omitParentConditions,
  parentMatchConnection,
  teamConnection,
  teamScorerConnection,
} from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';
import { parsePageSize } from '../pagination.js';
import { resolveSources } from '../sources.js';

export const teamResolvers: Resolvers = {
  Query: {
    team: (_, { slug }, { reference }) => reference.teams.find(slug) ?? null,
    teams: (_, { category, ...page }, { reference }) =>
      teamConnection(reference, category ?? null, page),
    headToHead: async (_, { team: slug, opponent: other, asOf = null, filter }, context, info) => {
      const team = context.reference.teams.find(slug);
      const opponent = context.reference.teams.find(other);
      if (!team || !opponent) return null;
      const both = { team: slug, opponent: other };
      const meetings = { ...omitParentConditions(filter, both), ...both };
      const rows = await context.teamLoaders.record(team.id, {
        filter: meetings,
        asOf,
        projection: buildProjection(info),
      });
      return buildHeadToHead(context.reference, team, opponent, meetings, asOf, rows);
    },
  },
  Team: {
    id: ({ slug }) => toGlobalId('Team', slug),
    code: codeOf,
    aliases: aliasesOf,
    nameOn: (team, { date }) => teamNameAsOf(team, date),
    record: async (
      team,
      { asOf = null, filter: input },
      { reference, teamLoaders: ofTeam },
      info,
    ) => {
      const filter = omitParentConditions(input, { team: team.slug });
      const rows = await ofTeam.record(team.id, {
        filter,
        asOf,
        projection: buildProjection(info),
      });
      return buildTeamRecord(reference, { ...filter, team: team.slug }, asOf, rows);
    },
    runs: (team, { first, ...input }, context, info) =>
      longestRuns(
        context,
        team,
        { ...input, first: parsePageSize('first', first) },
        buildProjection(info),
      ),
    currentRuns: (team, { asOf = null }, context, info) =>
      currentRuns(context, team, asOf, buildProjection(info)),
    opponents: async (team, { asOf = null, orderBy }, { reference, teamLoaders: ofTeam }) =>
      buildOpponentRecords(
        reference,
        team,
        asOf,
        orderBy,
        await ofTeam.opponents(team.id, { asOf }),
      ),
    shootouts: async ({ id, slug }, { asOf = null }, { teamLoaders: ofTeam, reference }) => {
      const tally = await ofTeam.shootouts(id, { asOf });
      const { played, won, withKicks, kicksTaken, kicksScored } = tally;
      return {
        played,
        won,
        lost: played - won,
        kicks: {
          taken: withKicks > 0 ? kicksTaken : null,
          scored: withKicks > 0 ? kicksScored : null,
          completeness: completenessOf(
            withKicks,
            played,
            completenessIn(buildScope(reference, { team: slug }, asOf), played),
          ),
        },
      };
    },
    scoringRecord: async ({ id }, { asOf = null }, { teamLoaders: ofTeam }) =>
      buildScoringRecord(await ofTeam.goals(id, { asOf })),
    scorers: (team, page, context, info) => teamScorerConnection(context, team, page, info),
    matches: (team, { filter, ...page }, context, info) =>
      parentMatchConnection(
        context,
        'teams',
        team,
        omitParentConditions(filter, { team: team.slug }),
        page,
        info,
      ),
    sources: ({ sourceId }, _, { reference }) => resolveSources(reference, sourceId),
  },
  Scorer: {
    id: (scorer, _, { reference }) => toGlobalId('Scorer', scorerKey(scorer, reference.teams)),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    player: ({ player }) => requireLoaded(player),
    sources: ({ sources }, _, { reference }) =>
      requireLoaded(sources).map((id) => reference.sources.get(id)),
  },
  TeamRecord: {
    byVenue: ({ byVenue }) => groupByVenue(byVenue),
  },
  OpponentRecord: {
    firstMatch: ({ firstMatchId }, _, { rowLoaders: rows }, info) =>
      rows.match(firstMatchId, buildProjection(info)),
    lastMatch: ({ lastMatchId }, _, { rowLoaders: rows }, info) =>
      rows.match(lastMatchId, buildProjection(info)),
  },
  HeadToHead: {
    matches: ({ meetings }, page, context, info) => matchConnection(context, meetings, page, info),
  },
};
