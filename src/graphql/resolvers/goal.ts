/** Goals. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { goalKey } from '../../record/goals.js';
import { goalConnection } from '../connections.js';
import { idOf } from '../ids.js';
import { labelOf } from '../labels.js';
import { ahead } from '../look-ahead.js';
import { sourcesOf } from '../sources.js';

export const goalResolvers: Resolvers = {
  Query: {
    goals: (_, { filter, ...page }, context, info) =>
      goalConnection(context, filter ?? {}, page, info),
  },
  Goal: {
    id: (goal) => idOf('Goal', goalKey(goal)),
    match: ({ match }) => ahead(match),
    label: (goal) => labelOf(goal),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    scorer: ({ scorer }) => ahead(scorer),
    scoreAfter: ({ scoreAfter }) => ahead(scoreAfter),
    sources: ({ sourceId, sources }, _, { reference }) =>
      sourcesOf(reference, sourceId, ahead(sources)),
  },
};
