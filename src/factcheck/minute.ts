import { formatMinute } from '../text/minute.js';

/** POSSIBLE: the record cannot tell. DISPUTED: sources disagree. */
export type Agreement = 'SAME' | 'POSSIBLE' | 'DISPUTED' | 'OTHER';

const AGREEMENTS: readonly Agreement[] = ['SAME', 'POSSIBLE', 'DISPUTED', 'OTHER'];

export function worstAgreement(agreements: readonly Agreement[]): Agreement {
  return (
    AGREEMENTS[Math.max(0, ...agreements.map((agreement) => AGREEMENTS.indexOf(agreement)))] ??
    'OTHER'
  );
}

/** First of equals; null without items. */
export function bestAgreement<Item extends { agreement: Agreement }>(
  items: readonly Item[],
): Item | null {
  const [closest] = [...items].sort(
    (one, other) => AGREEMENTS.indexOf(one.agreement) - AGREEMENTS.indexOf(other.agreement),
  );
  return closest ?? null;
}

export interface Minute {
  minute: number | null;
  stoppage: number | null;
}

/** Stands for stoppage time in sources without it. */
const HALF_END_MINUTES = [45, 90, 105, 120];
const MAX_STOPPAGE_MINUTES = 20;

/** Between sources, minutes. */
const MINUTE_TOLERANCE = 2;

/** 45+2 is 45 and 47. 90 without stoppage time is POSSIBLE up to 110, as is the tolerance. */
export function compareMinute(
  recorded: Minute,
  claimed: number | undefined,
  disputed: readonly number[] = [],
): Agreement {
  if (claimed === undefined) return 'SAME';
  if (disputed.includes(claimed)) return 'DISPUTED';
  const { minute, stoppage } = recorded;
  if (minute === null) return 'POSSIBLE';
  const minutes = [minute, minute + (stoppage ?? 0)];
  if (minutes.includes(claimed)) return 'SAME';
  const isStoppage = stoppage === null && mayBeStoppage(minute) && claimed > minute;
  if (isStoppage && claimed <= minute + MAX_STOPPAGE_MINUTES) return 'POSSIBLE';
  return [...minutes, ...disputed].some((one) => Math.abs(one - claimed) <= MINUTE_TOLERANCE)
    ? 'POSSIBLE'
    : 'OTHER';
}

export function mayBeStoppage(minute: number): boolean {
  return HALF_END_MINUTES.includes(minute);
}

/** `45+2'`, `an unknown minute`. */
export const describeMinute = (minute: Minute) => formatMinute(minute) ?? 'an unknown minute';
