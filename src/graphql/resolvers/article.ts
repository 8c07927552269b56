import { countVerdictKinds } from '../../factcheck/verdict.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { findArticle, listArticles } from '../../record/articles.js';
import { loadVerdict } from '../claims.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';

export const articleResolvers: Resolvers = {
  Query: {
    article: (_, { slug }, { db }, info) => findArticle(db, slug, buildProjection(info)),
    articles: (_, _arguments, { db }, info) => listArticles(db, buildProjection(info)),
  },
  Article: {
    id: ({ slug }) => toGlobalId('Article', slug),
    quotes: ({ quotes }) => requireLoaded(quotes),
    figures: ({ figures }) => requireLoaded(figures),
    claims: ({ claims }) => requireLoaded(claims),
    verdicts: async ({ claims }, { asOf }, context) =>
      countVerdictKinds(
        await Promise.all(requireLoaded(claims).map((claim) => loadVerdict(context, claim, asOf))),
      ),
  },
};
