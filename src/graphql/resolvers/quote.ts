import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { buildSourceKey } from '../../record/nodes.js';
import { countQuotes, listQuotes, type QuoteFilter } from '../../record/quotes.js';
import { rejectAmbiguousPlayer } from '../connections.js';
import { badUserInput } from '../errors.js';
import { toGlobalId } from '../global-id.js';
import { buildRowProjection, requireLoaded } from '../look-ahead.js';
import { createConnection } from '../pagination.js';

export const quoteResolvers: Resolvers = {
  Query: {
    quotes: (_, { filter, ...page }, { db, reference }, info) => {
      checkText(filter ?? {});
      return createConnection({
        list: 'quotes',
        arguments: page,
        keyOf: (quote) => buildSourceKey(quote, reference),
        read: (window) =>
          rejectAmbiguousPlayer(
            db,
            filter?.speaker,
            listQuotes(db, filter ?? {}, window, buildRowProjection(info)),
          ),
        count: () => countQuotes(db, filter ?? {}),
      });
    },
  },
  Quote: {
    id: (quote, _, { reference }) => toGlobalId('Quote', buildSourceKey(quote, reference)),
    speaker: ({ speaker }) => requireLoaded(speaker),
    match: ({ match }) => requireLoaded(match),
    article: ({ article }) => requireLoaded(article),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

function checkText({ text }: QuoteFilter): void {
  if (text != null && (text.length < 2 || text.length > 100)) {
    throw badUserInput(`filter.text must have 2 to 100 characters, got ${text.length}`);
  }
}
