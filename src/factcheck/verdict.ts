/** What the record has to say about a claim, by rules 19 to 22 of the conventions; the kinds are described in the schema. */

export type VerdictKind =
  | 'CONFIRMED'
  | 'CONSISTENT'
  | 'CONTRADICTED'
  | 'DISPUTED'
  | 'NOT_IN_RECORD'
  | 'NOT_YET';

/** In the order in which they are told. */
const VERDICT_KINDS: readonly VerdictKind[] = [
  'CONFIRMED',
  'CONSISTENT',
  'CONTRADICTED',
  'DISPUTED',
  'NOT_IN_RECORD',
  'NOT_YET',
];

/** The better verdict of two days first: a morning that knows nothing yet excuses no mistake of the evening. */
const PREFERENCE: readonly VerdictKind[] = [
  'CONFIRMED',
  'CONSISTENT',
  'DISPUTED',
  'NOT_IN_RECORD',
  'CONTRADICTED',
  'NOT_YET',
];

/** A row of the record that a verdict rests on, and the day on which it became a fact; null where it has none. */
export interface Evidence {
  kind: 'Match' | 'Goal' | 'Penalty' | 'PublishedFigure' | 'Edition' | 'Source';
  id: number;
  day: string | null;
}

/** Something that a name may mean. */
export interface Suggestion {
  kind: 'Player' | 'Team' | 'Tournament' | 'Match';
  id: number;
  name: string;
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
  /** What may be meant by names that the record does not know, or not where they are claimed. */
  suggestions: Suggestion[];
}

/** A finding as of a day, with what happened later apart from it. */
export interface Verdict extends Finding {
  asOf: string | null;
  /** The day at whose end the verdict holds; null for the whole record. */
  judgedBy: string | null;
  /** What of the claim was held against the record. */
  checked: string;
  later: LaterFinding | null;
}

export interface LaterFinding {
  found: string;
  explanation: string;
  evidence: Evidence[];
}

/** How a claim stands, as a check says it: the claim itself is added by whoever knows it. */
export type CheckResult = Omit<Finding, 'claimed'>;

/** A check's answer with something found. */
export function buildResult(
  kind: VerdictKind,
  found: string | null,
  explanation: string,
  evidence: Evidence[] = [],
): CheckResult {
  return { kind, found, explanation, evidence, suggestions: [] };
}

/** The answer where the record has nothing of the kind. */
export function notInRecord(explanation: string, evidence: Evidence[] = []): CheckResult {
  return buildResult('NOT_IN_RECORD', null, explanation, evidence);
}

/** The answer where a name is not known, with what may be meant. */
export function unknown(explanation: string, suggestions: readonly Suggestion[]): CheckResult {
  return { ...notInRecord(explanation), suggestions: [...suggestions] };
}

/** Whether something that was looked for is an answer in its place. */
export function isAnswer(found: object): found is CheckResult {
  return 'explanation' in found;
}

/** The best answer for some items, the first of those as good, and its item; nothing is judged after CONFIRMED. One item at least. */
export function judgeBest<Item>(
  items: readonly Item[],
  judge: (item: Item) => CheckResult,
): { item: Item; answer: CheckResult } {
  let best: { item: Item; answer: CheckResult } | undefined;
  for (const item of items) {
    const answer = judge(item);
    if (!best || rankOf(answer) < rankOf(best.answer)) best = { item, answer };
    if (answer.kind === 'CONFIRMED') break;
  }
  if (!best) throw new Error('There is nothing to judge.');
  return best;
}

const rankOf = ({ kind }: CheckResult) => PREFERENCE.indexOf(kind);

/** The evidence of some sources. */
export function sourceEvidence(ids: readonly number[]): Evidence[] {
  return [...new Set(ids)].map((id) => ({ kind: 'Source', id, day: null }));
}

/** How many verdicts there are of each kind, in the order of the kinds; kinds without any are left out. */
export function countVerdictKinds(
  verdicts: readonly Verdict[],
): { kind: VerdictKind; count: number }[] {
  return VERDICT_KINDS.map((kind) => ({
    kind,
    count: verdicts.filter((verdict) => verdict.kind === kind).length,
  })).filter(({ count }) => count > 0);
}
