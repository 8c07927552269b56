/** Claims as they are asked and answered: what a reader claims, the verdicts of a request, and the nodes behind them. */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import { type Asked, checkClaims } from '../factcheck/check.js';
import type { Evidence, Suggestion, Verdict } from '../factcheck/verdict.js';
import { type Claim, claimInput } from '../record/claim-input.js';
import type { ClaimRow } from '../record/claims.js';
import type { TeamMatches } from '../record/figures.js';
import type { StoredRows } from '../record/nodes.js';
import type { EditionRow, Reference, SourceRow } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';

/** Verdicts of one request: as many statements for all its claims as for one. */
export function verdictLoader(db: Database, reference: Reference, teamMatches: TeamMatches) {
  return new DataLoader<Asked, Verdict, string>(
    (asked) => checkClaims(db, reference, teamMatches, asked),
    { cacheKeyFn: (asked) => JSON.stringify(asked) },
  );
}

/** The claim of a reader, of exactly one kind. */
export function readerClaim(input: object): Claim {
  const { success, data: claim, error } = claimInput.safeParse(withoutNulls(input));
  if (!success) {
    const [issue] = error.issues;
    const field = ['claim', ...(issue?.path ?? [])].join('.');
    throw badInput(`${field}: ${issue?.message}; got ${JSON.stringify(input)}`);
  }
  return claim;
}

/** The verdict on a claim of an article: as of the day of publication where no other is asked for. */
export function verdictOn(
  { verdicts }: Context,
  { input, publishedOn, sourceId }: ClaimRow,
  asOf: string | null | undefined,
): Promise<Verdict> {
  const claim = claimInput.parse(JSON.parse(input));
  return verdicts.load({ claim, asOf: asOf ?? publishedOn, claimant: sourceId });
}

/** A field that is null says as little as one that is left out. */
function withoutNulls(input: object): object {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [field, isPlain(value) ? withoutNulls(value) : value]),
  );
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entities that unknown names may mean, with as much of each as is wanted. */
export function suggestionsOf(
  { rows, reference }: Context,
  suggestions: readonly Suggestion[],
  { node = {} }: Wants,
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
  | StoredRows['Match' | 'Goal' | 'Penalty' | 'PublishedFigure']
  | EditionRow
  | SourceRow;

/** The entities that a verdict rests on, with as much of each as is wanted: one statement a kind for the whole request. */
export function evidenceOf(
  context: Context,
  evidence: readonly Evidence[],
  wants: Wants,
): Promise<(EvidenceRow & { __typename: Evidence['kind'] })[]> {
  return Promise.all(
    evidence.map(async (one) => ({
      __typename: one.kind,
      ...(await rowOf(context, one, wants)),
    })),
  );
}

function rowOf(
  { rows, reference }: Context,
  { kind, id }: Evidence,
  wants: Wants,
): Promise<EvidenceRow> | EvidenceRow {
  switch (kind) {
    case 'Match':
      return rows.match(id, wants);
    case 'Goal':
      return rows.goal(id, wants);
    case 'Penalty':
      return rows.penalty(id, wants);
    case 'PublishedFigure':
      return rows.figure(id, wants);
    case 'Edition':
      return reference.editions.get(id);
    case 'Source':
      return reference.sources.get(id);
  }
}
