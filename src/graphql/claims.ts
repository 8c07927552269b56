import type { Evidence, Suggestion, Verdict } from '../factcheck/verdict.js';
import { type Claim, claimInputSchema } from '../record/claim-input.js';
import type { ClaimRow } from '../record/claims.js';
import type { RowByKind } from '../record/nodes.js';
import type { Projection } from '../record/query/projection.js';
import type { EditionRow, SourceRow } from '../record/reference.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';

/** Throws unless the input has exactly one kind. */
export function parseReaderClaim(input: object): Claim {
  const { success, data: claim, error } = claimInputSchema.safeParse(omitNulls(input));
  if (!success) {
    const [issue] = error.issues;
    const field = ['claim', ...(issue?.path ?? [])].join('.');
    throw badUserInput(`${field}: ${issue?.message}; got ${JSON.stringify(input)}`);
  }
  return claim;
}

/** As of the article's day by default. */
export function loadVerdict(
  { verdicts }: Context,
  { input, publishedOn, sourceId }: ClaimRow,
  asOf: string | null | undefined,
): Promise<Verdict> {
  const claim = claimInputSchema.parse(JSON.parse(input));
  return verdicts.load({ claim, asOf: asOf ?? publishedOn, claimSourceId: sourceId });
}

function omitNulls(input: object): object {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [field, isObject(value) ? omitNulls(value) : value]),
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function suggestionsOf(
  { rowLoaders: rows, reference }: Context,
  suggestions: readonly Suggestion[],
  { node = {} }: Projection,
) {
  const rowOf = ({ kind, id }: Suggestion) => {
    switch (kind) {
      case 'Player':
        return rows.player(id, node);
      case 'Match':
        return rows.match(id, node);
      case 'Team':
        return reference.teams.get(id);
      case 'Tournament':
        return reference.tournaments.get(id);
    }
  };
  return Promise.all(
    suggestions.map(async (one) => ({
      name: one.name,
      node: { __typename: one.kind, ...(await rowOf(one)) },
    })),
  );
}

type EvidenceRow =
  | RowByKind['Match' | 'Goal' | 'Penalty' | 'PublishedFigure']
  | EditionRow
  | SourceRow;

/** One statement a kind for the whole request. */
export function loadEvidence(
  context: Context,
  evidence: readonly Evidence[],
  projection: Projection,
): Promise<(EvidenceRow & { __typename: Evidence['kind'] })[]> {
  return Promise.all(
    evidence.map(async (one) => ({
      __typename: one.kind,
      ...(await loadEvidenceRow(context, one, projection)),
    })),
  );
}

function loadEvidenceRow(
  { rowLoaders: rows, reference }: Context,
  { kind, id }: Evidence,
  projection: Projection,
): Promise<EvidenceRow> | EvidenceRow {
  switch (kind) {
    case 'Match':
      return rows.match(id, projection);
    case 'Goal':
      return rows.goal(id, projection);
    case 'Penalty':
      return rows.penalty(id, projection);
    case 'PublishedFigure':
      return rows.figure(id, projection);
    case 'Edition':
      return reference.editions.get(id);
    case 'Source':
      return reference.sources.get(id);
  }
}
