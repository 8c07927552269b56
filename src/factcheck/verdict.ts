/** Rules 19 to 22. */

export type VerdictKind =
  | 'CONFIRMED'
  | 'CONSISTENT'
  | 'CONTRADICTED'
  | 'DISPUTED'
  | 'NOT_IN_RECORD'
  | 'NOT_YET';

const VERDICT_KINDS: readonly VerdictKind[] = [
  'CONFIRMED',
  'CONSISTENT',
  'CONTRADICTED',
  'DISPUTED',
  'NOT_IN_RECORD',
  'NOT_YET',
];

/** Better first; NOT_IN_RECORD in the morning excuses no CONTRADICTED in the evening. */
const PREFERENCE: readonly VerdictKind[] = [
  'CONFIRMED',
  'CONSISTENT',
  'DISPUTED',
  'NOT_IN_RECORD',
  'CONTRADICTED',
  'NOT_YET',
];

/** `day` is null for a source. */
export interface Evidence {
  kind: 'Match' | 'Goal' | 'Penalty' | 'PublishedFigure' | 'Edition' | 'Source';
  id: number;
  day: string | null;
}

export interface Suggestion {
  kind: 'Player' | 'Team' | 'Tournament' | 'Match';
  id: number;
  name: string;
}

export interface Finding {
  kind: VerdictKind;
  claimed: string;
  /** What the record has instead. */
  found: string | null;
  explanation: string;
  evidence: Evidence[];
  suggestions: Suggestion[];
}

export interface Verdict extends Finding {
  asOf: string | null;
  /** Null: the whole record. */
  judgedBy: string | null;
  checked: string;
  later: LaterFinding | null;
}

export interface LaterFinding {
  found: string;
  explanation: string;
  evidence: Evidence[];
}

export type CheckResult = Omit<Finding, 'claimed'>;

export function buildResult(
  kind: VerdictKind,
  found: string | null,
  explanation: string,
  evidence: Evidence[] = [],
): CheckResult {
  return { kind, found, explanation, evidence, suggestions: [] };
}

export function notInRecord(explanation: string, evidence: Evidence[] = []): CheckResult {
  return buildResult('NOT_IN_RECORD', null, explanation, evidence);
}

export function unknownName(explanation: string, suggestions: readonly Suggestion[]): CheckResult {
  return { ...notInRecord(explanation), suggestions: [...suggestions] };
}

export function isCheckResult(found: object): found is CheckResult {
  return 'explanation' in found;
}

/** First of equals; stops at CONFIRMED. Throws without items. */
export function judgeBest<Item>(
  items: readonly Item[],
  judge: (item: Item) => CheckResult,
): { item: Item; result: CheckResult } {
  let best: { item: Item; result: CheckResult } | undefined;
  for (const item of items) {
    const result = judge(item);
    if (!best || rankOf(result) < rankOf(best.result)) best = { item, result };
    if (result.kind === 'CONFIRMED') break;
  }
  if (!best) throw new Error('There is nothing to judge.');
  return best;
}

const rankOf = ({ kind }: CheckResult) => PREFERENCE.indexOf(kind);

export function sourceEvidence(ids: readonly number[]): Evidence[] {
  return [...new Set(ids)].map((id) => ({ kind: 'Source', id, day: null }));
}

/** In order of output, without zeros. */
export function countVerdictKinds(
  verdicts: readonly Verdict[],
): { kind: VerdictKind; count: number }[] {
  return VERDICT_KINDS.map((kind) => ({
    kind,
    count: verdicts.filter((verdict) => verdict.kind === kind).length,
  })).filter(({ count }) => count > 0);
}
