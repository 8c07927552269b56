import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { appearanceResolvers } from './appearance.js';
import { articleResolvers } from './article.js';
import { careerResolvers } from './career.js';
import { changeResolvers } from './change.js';
import { claimResolvers } from './claim.js';
import { connectionResolvers } from './connection.js';
import { datasetResolvers } from './dataset.js';
import { goalResolvers } from './goal.js';
import { limitsResolvers } from './limits.js';
import { matchResolvers } from './match.js';
import { onThisDayResolvers } from './on-this-day.js';
import { penaltyResolvers } from './penalty.js';
import { playerResolvers } from './player.js';
import { quoteResolvers } from './quote.js';
import { ratingResolvers } from './rating.js';
import { scorerResolvers } from './scorer.js';
import { searchResolvers } from './search.js';
import { teamResolvers } from './team.js';
import { tournamentResolvers } from './tournament.js';

export const resolvers: Resolvers[] = [
  { Date: DateScalar, DateTime: DateTimeScalar },
  matchResolvers,
  onThisDayResolvers,
  teamResolvers,
  ratingResolvers,
  playerResolvers,
  careerResolvers,
  scorerResolvers,
  goalResolvers,
  penaltyResolvers,
  appearanceResolvers,
  quoteResolvers,
  articleResolvers,
  claimResolvers,
  tournamentResolvers,
  searchResolvers,
  datasetResolvers,
  changeResolvers,
  connectionResolvers,
  limitsResolvers,
];
