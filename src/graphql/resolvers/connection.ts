import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import type { Connection } from '../pagination.js';

const totalCount = {
  totalCount: ({ totalCount }: Pick<Connection<unknown>, 'totalCount'>) => totalCount(),
};

export const connectionResolvers: Resolvers = {
  MatchConnection: totalCount,
  TeamConnection: totalCount,
  PlayerConnection: totalCount,
  GoalConnection: totalCount,
  PenaltyConnection: totalCount,
  AppearanceConnection: totalCount,
  QuoteConnection: totalCount,
  HatTrickConnection: totalCount,
  ScorerConnection: totalCount,
  ChangeConnection: totalCount,
};
