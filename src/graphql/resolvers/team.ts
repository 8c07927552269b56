/** Teams, their records, runs and shoot-outs, and two of them head to head. */
import { meetingRecord, recordByVenue, teamRecord } from '../../analysis/records.js';
import { completenessIn, scopeOf } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { nameOn } from '../../record/reference.js';
import { scorerKey } from '../../record/team-scorers.js';
import { completenessOf } from '../../statistics/coverage.js';
import { scoringRecord } from '../../statistics/scoring-record.js';
import {
  beyond,
  matchConnection,
  matchConnectionOf,
  scorerConnectionOf,
  teamConnection,
} from '../connections.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf } from '../look-ahead.js';
import { longestRuns } from '../runs.js';
import { sourcesOf } from '../sources.js';

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
      const meetings = { ...beyond(filter, both), ...both };
      const rows = await context.ofTeam.record(team.id, {
        filter: meetings,
        asOf,
        wants: wantsOf(info),
      });
      return meetingRecord(context.reference, team, opponent, meetings, asOf, rows);
    },
  },
  Team: {
    id: ({ slug }) => idOf('Team', slug),
    nameOn: (team, { date }) => nameOn(team, date),
    record: async (team, { asOf = null, filter: asked }, { reference, ofTeam }, info) => {
      const filter = beyond(asked, { team: team.slug });
      const rows = await ofTeam.record(team.id, { filter, asOf, wants: wantsOf(info) });
      return teamRecord(reference, { ...filter, team: team.slug }, asOf, rows);
    },
    runs: (team, input, context, info) => longestRuns(context, team, input, wantsOf(info)),
    shootouts: async ({ id, slug }, { asOf = null }, { ofTeam, reference }) => {
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
            completenessIn(scopeOf(reference, { team: slug }, asOf), played),
          ),
        },
      };
    },
    scoringRecord: async ({ id }, { asOf = null }, { ofTeam }) =>
      scoringRecord(await ofTeam.goals(id, { asOf })),
    scorers: (team, page, context, info) => scorerConnectionOf(context, team, page, info),
    matches: (team, { filter, ...page }, context, info) =>
      matchConnectionOf(context, 'teams', team, beyond(filter, { team: team.slug }), page, info),
    sources: ({ sourceId }, _, { reference }) => sourcesOf(reference, sourceId),
  },
  Scorer: {
    id: (scorer, _, { reference }) => idOf('Scorer', scorerKey(scorer, reference.teams)),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    player: ({ player }) => ahead(player),
    sources: ({ sources }, _, { reference }) =>
      ahead(sources).map((id) => reference.sources.get(id)),
  },
  TeamRecord: {
    byVenue: ({ byVenue }) => recordByVenue(byVenue),
  },
  HeadToHead: {
    matches: ({ meetings }, page, context, info) => matchConnection(context, meetings, page, info),
  },
};
