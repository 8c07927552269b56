/** Teams, their records, runs and shoot-outs, and two of them head to head. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { findRecord, findShootouts } from '../../record/records.js';
import { nameOn } from '../../record/reference.js';
import { completenessOf } from '../../statistics/coverage.js';
import { matchConnection, narrowed, teamConnection } from '../connections.js';
import { idOf } from '../ids.js';
import { wantsOf } from '../look-ahead.js';
import { meetingRecord, recordByVenue, teamRecord } from '../records.js';
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
      const meetings = narrowed(filter, { team: slug, opponent: other });
      const rows = await findRecord(
        context.db,
        context.reference,
        team,
        meetings,
        asOf,
        wantsOf(info),
      );
      return meetingRecord(context.reference, team, opponent, meetings, asOf, rows);
    },
  },
  Team: {
    id: ({ slug }) => idOf('Team', slug),
    nameOn: (team, { date }) => nameOn(team, date),
    record: async (team, { asOf = null, filter }, { db, reference }, info) => {
      const matches = narrowed(filter, { team: team.slug });
      const rows = await findRecord(db, reference, team, matches, asOf, wantsOf(info));
      return teamRecord(reference, team, asOf, rows);
    },
    runs: (team, input, context, info) => longestRuns(context, team, input, wantsOf(info)),
    shootouts: async (team, { asOf = null }, { db }) => {
      const { played, won, withKicks, kicksTaken, kicksScored } = await findShootouts(
        db,
        team,
        asOf,
      );
      return {
        played,
        won,
        lost: played - won,
        kicks: {
          taken: withKicks > 0 ? kicksTaken : null,
          scored: withKicks > 0 ? kicksScored : null,
          completeness: completenessOf(withKicks, played),
        },
      };
    },
    matches: (team, { filter, ...page }, context, info) =>
      matchConnection(context, narrowed(filter, { team: team.slug }), page, info),
    sources: ({ sourceId }, _, { reference }) => sourcesOf(reference, sourceId),
  },
  TeamRecord: {
    byVenue: ({ byVenue }) => recordByVenue(byVenue),
  },
  HeadToHead: {
    matches: ({ meetings }, page, context, info) => matchConnection(context, meetings, page, info),
  },
};
