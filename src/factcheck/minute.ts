/** Comparison of minutes that sources count differently. */

import { formatMinute } from '../text/minute.js';

/** POSSIBLE: the same as far as the record can tell. DISPUTED: sources disagree. */
export type Agreement = 'SAME' | 'POSSIBLE' | 'DISPUTED' | 'OTHER';

const AGREEMENTS: readonly Agreement[] = ['SAME', 'POSSIBLE', 'DISPUTED', 'OTHER'];

export function worstAgreement(agreements: readonly Agreement[]): Agreement {
  return (
    AGREEMENTS[Math.max(0, ...agreements.map((agreement) => AGREEMENTS.indexOf(agreement)))] ??
    'OTHER'
  );
}

/** The item in closest agreement, the first of equals; null without any. */
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

/** The last minute of each half: stands for all its stoppage time in a source without it. */
const HALF_END_MINUTES = [45, 90, 105, 120];
const MAX_STOPPAGE_MINUTES = 20;

/** The largest difference between sources for one goal, in minutes. */
const MINUTE_TOLERANCE = 2;

/**
 * 45+2 is 45 and 47. Recorded 90 without stoppage time is POSSIBLE up to 110; so is any minute within the tolerance.
 */
export function compareMinute(
  recorded: Minute,
  claimed: number | undefined,
  /** Minutes by further sources. */
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

/** Whether a minute without stoppage time may include it. */
export function mayBeStoppage(minute: number): boolean {
  return HALF_END_MINUTES.includes(minute);
}

/** `45+2'`, `an unknown minute`. */
export const describeMinute = (minute: Minute) => formatMinute(minute) ?? 'an unknown minute';
