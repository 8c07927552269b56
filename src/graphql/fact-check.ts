/** Claims as they are asked and answered: what a reader claims, the verdicts of a request, and the nodes behind them. */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import { type Asked, checkClaims } from '../factcheck/check.js';
import { namesakes, playersIn } from '../factcheck/facts.js';
import type { Evidence, Verdict } from '../factcheck/verdict.js';
import { type Claim, claimInput } from '../record/claim-input.js';
import { type ClaimRow, listPeople } from '../record/claims.js';
import type { StoredRows } from '../record/nodes.js';
import type { EditionRow, Reference, SourceRow } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import type { Context } from './context.js';
import { ambiguous, badInput } from './errors.js';

/** Verdicts of one request: as many statements for all its claims as for one. */
export function verdictLoader(db: Database, reference: Reference) {
  return new DataLoader<Asked, Verdict, string>((asked) => checkClaims(db, reference, asked), {
    cacheKeyFn: (asked) => JSON.stringify(asked),
  });
}

/** The claim of a reader, of exactly one kind. A name that several players share is an error, as it is elsewhere. */
export async function readerClaim({ db }: Context, input: object): Promise<Claim> {
  const { success, data: claim, error } = claimInput.safeParse(withoutNulls(input));
  if (!success) {
    const [issue] = error.issues;
    const field = ['claim', ...(issue?.path ?? [])].join('.');
    throw badInput(`${field}: ${issue?.message}; got ${JSON.stringify(input)}`);
  }
  const slugs = playersIn(claim);
  const people = await listPeople(db, slugs);
  for (const slug of slugs) {
    const sharing = namesakes(people, slug);
    if (sharing.length > 0) throw ambiguous(slug, sharing);
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
