/** Articles, with what they say and claim. */
import { countKinds } from '../../factcheck/verdict.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { findArticle, listArticles } from '../../record/articles.js';
import { verdictOn } from '../fact-check.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf } from '../look-ahead.js';

export const articleResolvers: Resolvers = {
  Query: {
    article: (_, { slug }, { db }, info) => findArticle(db, slug, wantsOf(info)),
    articles: (_, _arguments, { db }, info) => listArticles(db, wantsOf(info)),
  },
  Article: {
    id: ({ slug }) => idOf('Article', slug),
    quotes: ({ quotes }) => ahead(quotes),
    figures: ({ figures }) => ahead(figures),
    claims: ({ claims }) => ahead(claims),
    verdicts: async ({ claims }, { asOf }, context) =>
      countKinds(await Promise.all(ahead(claims).map((claim) => verdictOn(context, claim, asOf)))),
  },
};
