import type { SchemaResolvers as Resolvers, SchemaClaimKind } from '../../generated/graphql.js';
import { claimKey } from '../../record/claims.js';
import { loadEvidence, loadVerdict, parseReaderClaim, suggestionsOf } from '../claims.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';

export const claimResolvers: Resolvers = {
  Query: {
    checkClaim: async (_, { claim, asOf = null }, context) =>
      context.verdicts.load({ claim: parseReaderClaim(claim), asOf, claimSourceId: null }),
  },
  Claim: {
    id: (claim) => toGlobalId('Claim', claimKey(claim)),
    kind: ({ kind }) => kind as SchemaClaimKind,
    asOf: ({ publishedOn }) => publishedOn,
    article: ({ article }) => requireLoaded(article),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
    verdict: (claim, { asOf }, context) => loadVerdict(context, claim, asOf),
  },
  Verdict: {
    suggestions: ({ suggestions }, _, context, info) =>
      suggestionsOf(context, suggestions, buildProjection(info)),
    evidence: ({ evidence }, _, context, info) =>
      loadEvidence(context, evidence, buildProjection(info)),
  },
  LaterFacts: {
    evidence: ({ evidence }, _, context, info) =>
      loadEvidence(context, evidence, buildProjection(info)),
  },
};
