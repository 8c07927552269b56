/**
 * What the record has to say about a claim. The rules behind the kinds:
 *
 * - CONFIRMED needs a record that covers the fact completely. What was published is no coverage: a figure that sources
 *   publish is CONSISTENT however many they are, and the explanation says whether one of them is other than the claim's own.
 * - CONTRADICTED needs a complete record that says otherwise, or bounds that no unknown fact can widen.
 * - DISPUTED is what published sources say against each other or against the claim where the record cannot decide.
 * - Silence is NOT_IN_RECORD, never a no; what lies after the day is NOT_YET, also where the record knows how it ended.
 */

export type VerdictKind =
  | 'CONFIRMED'
  | 'CONSISTENT'
  | 'CONTRADICTED'
  | 'DISPUTED'
  | 'NOT_IN_RECORD'
  | 'NOT_YET';

/** In the order in which they are told. */
const KINDS: readonly VerdictKind[] = [
  'CONFIRMED',
  'CONSISTENT',
  'CONTRADICTED',
  'DISPUTED',
  'NOT_IN_RECORD',
  'NOT_YET',
];

/** A row of the record that a verdict rests on, and the day on which it became a fact; null where it has none. */
export interface Evidence {
  kind: 'Match' | 'Goal' | 'Penalty' | 'PublishedFigure' | 'Edition' | 'Source';
  id: number;
  day: string | null;
}

/** How a claim stands as of a day. */
export interface Finding {
  kind: VerdictKind;
  /** The claim in short, with the names of the record. */
  claimed: string;
  /** What the record has in its place, in short; null where it has nothing of the kind. */
  found: string | null;
  /** One plain sentence, with the numbers. */
  explanation: string;
  evidence: Evidence[];
}

/** A finding as of a day, with what happened later apart from it. */
export interface Verdict extends Finding {
  asOf: string | null;
  later: Later | null;
}

export interface Later {
  found: string;
  explanation: string;
  evidence: Evidence[];
}

/** How a claim stands, as a check says it: the claim itself is added by whoever knows it. */
export type Answer = Omit<Finding, 'claimed'>;

/** A check's answer with something found. */
export function answer(
  kind: VerdictKind,
  found: string | null,
  explanation: string,
  evidence: Evidence[] = [],
): Answer {
  return { kind, found, explanation, evidence };
}

/** The answer where the record has nothing of the kind. */
export function silent(explanation: string, evidence: Evidence[] = []): Answer {
  return answer('NOT_IN_RECORD', null, explanation, evidence);
}

/** The evidence of some sources. */
export function sourcesAsEvidence(ids: readonly number[]): Evidence[] {
  return [...new Set(ids)].map((id) => ({ kind: 'Source', id, day: null }));
}

/** How many verdicts there are of each kind, in the order of the kinds; kinds without any are left out. */
export function countKinds(verdicts: readonly Verdict[]): { kind: VerdictKind; count: number }[] {
  return KINDS.map((kind) => ({
    kind,
    count: verdicts.filter((verdict) => verdict.kind === kind).length,
  })).filter(({ count }) => count > 0);
}
