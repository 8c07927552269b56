/** What players said. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { sourceKey } from '../../record/nodes.js';
import { countQuotes, listQuotes, type QuoteFilter } from '../../record/quotes.js';
import { ofPlayer } from '../connections.js';
import { badInput } from '../errors.js';
import { idOf } from '../ids.js';
import { ahead, wantsOfRows } from '../look-ahead.js';
import { connection } from '../pagination.js';

export const quoteResolvers: Resolvers = {
  Query: {
    quotes: (_, { filter, ...page }, { db, reference }, info) => {
      checkText(filter ?? {});
      return connection({
        list: 'quotes',
        arguments: page,
        keyOf: (quote) => sourceKey(quote, reference),
        read: (window) =>
          ofPlayer(db, filter?.speaker, listQuotes(db, filter ?? {}, window, wantsOfRows(info))),
        count: () => countQuotes(db, filter ?? {}),
      });
    },
  },
  Quote: {
    id: (quote, _, { reference }) => idOf('Quote', sourceKey(quote, reference)),
    speaker: ({ speaker }) => ahead(speaker),
    match: ({ match }) => ahead(match),
    article: ({ article }) => ahead(article),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

function checkText({ text }: QuoteFilter): void {
  if (text != null && (text.length < 2 || text.length > 100)) {
    throw badInput(`filter.text must have 2 to 100 characters, got ${text.length}`);
  }
}
