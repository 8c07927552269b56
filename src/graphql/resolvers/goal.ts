import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { goalKey } from '../../record/goals.js';
import { formatMinute } from '../../text/minute.js';
import { goalConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { requireLoaded } from '../look-ahead.js';
import { resolveSources } from '../sources.js';

export const goalResolvers: Resolvers = {
  Query: {
    goals: (_, { filter, ...page }, context, info) =>
      goalConnection(context, filter ?? {}, page, info),
  },
  Goal: {
    id: (goal) => toGlobalId('Goal', goalKey(goal)),
    match: ({ match }) => requireLoaded(match),
    label: (goal) => formatMinute(goal),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    scorer: ({ scorer }) => requireLoaded(scorer),
    scoreAfter: ({ scoreAfter }) => requireLoaded(scoreAfter),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
};
