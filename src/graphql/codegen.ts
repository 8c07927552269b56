/** schema.graphql → src/generated/graphql.ts: the types of every resolver, with the rows that stand behind the types. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../graphql/context.js#Context',
        // The contract has a type Record, and so has TypeScript.
        typesPrefix: 'Schema',
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        scalars: { ID: 'string', Date: 'string', DateTime: 'string' },
        makeResolverTypeCallable: true,
        mappers: {
          Match: '../record/matches.js#MatchRow',
          Discrepancy: '../record/discrepancies.js#DiscrepancyRow',
          DiscrepancyValue: '../record/discrepancies.js#ValueRow',
          Goal: '../record/goals.js#GoalRow',
          Penalty: '../record/penalties.js#PenaltyRow',
          Shootout: '../record/penalties.js#ShootoutRow',
          Quote: '../record/quotes.js#QuoteRow',
          Article: '../record/articles.js#ArticleRow',
          Claim: '../record/claims.js#ClaimRow',
          Verdict: '../factcheck/verdict.js#Verdict',
          LaterFacts: '../factcheck/verdict.js#Later',
          Player: '../record/players.js#PlayerRow',
          PublishedFigure: '../record/figures.js#PublishedFigureRow',
          Team: '../record/reference.js#TeamRow',
          Tournament: '../record/reference.js#TournamentRow',
          Edition: '../record/reference.js#EditionRow',
          Rating: '../record/ratings.js#RatingRow',
          Source: '../record/reference.js#SourceRow',
          Holding: '../record/reference.js#HoldingRow',
          Dataset: '../record/dataset.js#DatasetRow',
          Import: '../record/dataset.js#ImportRow',
          MatchConnection: '../graphql/pagination.js#Connection<MatchRow>',
          TeamConnection: '../graphql/pagination.js#Connection<TeamRow>',
          PlayerConnection: '../graphql/pagination.js#Connection<PlayerRow>',
          GoalConnection: '../graphql/pagination.js#Connection<GoalRow>',
          PenaltyConnection: '../graphql/pagination.js#Connection<PenaltyRow>',
          QuoteConnection: '../graphql/pagination.js#Connection<QuoteRow>',
          TeamRecord: '../analysis/records.js#TeamRecordOf',
          HeadToHead: '../analysis/records.js#MeetingRecordOf',
          Scorer: '../record/team-scorers.js#ScorerRow',
          ScorerConnection: '../graphql/pagination.js#Connection<ScorerRow>',
          HatTrickConnection: '../graphql/pagination.js#Connection<HatTrickRow>',
          HatTrick: '../record/hat-tricks.js#HatTrickRow',
          Leaderboard: '../graphql/scorers.js#Leaderboard',
          LeaderboardEntry: '../graphql/scorers.js#LeaderboardEntry',
          ScoringRecordStep: '../statistics/scoring-record.js#Step',
          Career: '../graphql/careers.js#CareerOf',
          Figure: '../analysis/careers.js#FigureOf',
          Ratio: '../analysis/careers.js#RatioOf',
        },
      },
    },
  },
};

export default config;
