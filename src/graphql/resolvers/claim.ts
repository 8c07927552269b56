/** Claims, of articles and of readers, and the verdicts on them. */
import type { SchemaResolvers as Resolvers, SchemaClaimKind } from '../../generated/graphql.js';
import { claimKey } from '../../record/claims.js';
import { evidenceOf, readerClaim, suggestionsOf, verdictOn } from '../fact-check.js';
import { idOf } from '../ids.js';
import { ahead, wantsOf } from '../look-ahead.js';

export const claimResolvers: Resolvers = {
  Query: {
    checkClaim: async (_, { claim, asOf = null }, context) =>
      context.verdicts.load({ claim: readerClaim(claim), asOf, claimant: null }),
  },
  Claim: {
    id: (claim) => idOf('Claim', claimKey(claim)),
    kind: ({ kind }) => kind as SchemaClaimKind,
    asOf: ({ publishedOn }) => publishedOn,
    article: ({ article }) => ahead(article),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
    verdict: (claim, { asOf }, context) => verdictOn(context, claim, asOf),
  },
  Verdict: {
    suggestions: ({ suggestions }, _, context, info) =>
      suggestionsOf(context, suggestions, wantsOf(info)),
    evidence: ({ evidence }, _, context, info) => evidenceOf(context, evidence, wantsOf(info)),
  },
  LaterFacts: {
    evidence: ({ evidence }, _, context, info) => evidenceOf(context, evidence, wantsOf(info)),
  },
};
