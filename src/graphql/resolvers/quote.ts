/** Quotes, and the articles that carry them. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { findArticle, listArticles } from '../../record/articles.js';
import { sourceKey } from '../../record/nodes.js';
import { countQuotes, listQuotes, type QuoteFilter } from '../../record/quotes.js';
import { badInput } from '../errors.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf, wantsOfRows } from '../look-ahead.js';
import { connection } from '../pagination.js';

export const quoteResolvers: Resolvers = {
  Query: {
    quotes: (_, { filter, ...page }, { db, reference }, info) => {
      checkText(filter ?? {});
      return connection({
        list: 'quotes',
        arguments: page,
        keyOf: (quote) => sourceKey(quote, reference),
        read: (window) => listQuotes(db, filter ?? {}, window, wantsOfRows(info)),
        count: () => countQuotes(db, filter ?? {}),
      });
    },
    article: (_, { slug }, { db }, info) => findArticle(db, slug, wantsOf(info)),
    articles: (_, _arguments, { db }, info) => listArticles(db, wantsOf(info)),
  },
  Quote: {
    id: (quote, _, { reference }) => idOf('Quote', sourceKey(quote, reference)),
    speaker: ({ speaker }) => ahead(speaker),
    match: ({ match }) => ahead(match),
    article: ({ article }) => ahead(article),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
  Article: {
    id: ({ slug }) => idOf('Article', slug),
    quotes: ({ quotes }) => ahead(quotes),
    figures: ({ figures }) => ahead(figures),
  },
};

function checkText({ text }: QuoteFilter): void {
  if (text != null && (text.length < 2 || text.length > 100)) {
    throw badInput(`filter.text must have 2 to 100 characters, got ${text.length}`);
  }
}
