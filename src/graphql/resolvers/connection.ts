/** Pages of lists. How many rows there are over all pages is counted only where it is asked for. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import type { Connection } from '../pagination.js';

const counted = {
  totalCount: ({ totalCount }: Pick<Connection<unknown>, 'totalCount'>) => totalCount(),
};

export const connectionResolvers: Resolvers = {
  MatchConnection: counted,
  TeamConnection: counted,
  PlayerConnection: counted,
  GoalConnection: counted,
  PenaltyConnection: counted,
  QuoteConnection: counted,
  HatTrickConnection: counted,
  ScorerConnection: counted,
  ChangeConnection: counted,
};
