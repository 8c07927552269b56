/** Whether two minutes can be one and the same, however sources count. */

/**
 * How well a recorded fact fits a claimed one: it is the same; it may be the same as far as the record can tell; sources
 * disagree about it; or it is another.
 */
export type Agreement = 'SAME' | 'POSSIBLE' | 'DISPUTED' | 'OTHER';

const AGREEMENTS: readonly Agreement[] = ['SAME', 'POSSIBLE', 'DISPUTED', 'OTHER'];

/** The worst of some fits: a fact fits as badly as what fits least. */
export function worstAgreement(fits: readonly Agreement[]): Agreement {
  return AGREEMENTS[Math.max(0, ...fits.map((fit) => AGREEMENTS.indexOf(fit)))] ?? 'OTHER';
}

/** Where the best of some fits is; null without any. */
export function bestAgreementIndex<Item extends { fit: Agreement }>(
  items: readonly Item[],
): Item | null {
  const [first] = [...items].sort(
    (one, other) => AGREEMENTS.indexOf(one.fit) - AGREEMENTS.indexOf(other.fit),
  );
  return first ?? null;
}

export interface Minute {
  minute: number | null;
  stoppage: number | null;
}

/** The last minute of each half: a source without stoppage time has there whatever was added. */
const HALF_END_MINUTES = [45, 90, 105, 120];
const MAX_STOPPAGE_MINUTES = 20;

/** As far as the sources of the record differ from each other about the minute of one goal. */
const MINUTE_TOLERANCE = 2;

/**
 * How a recorded minute fits a claimed one. 45+2 is 45 and 47. Where the record has no stoppage time, 90 may be any minute
 * that was added; and a goal may be a minute or two away in another source, which counts or reports otherwise.
 */
export function compareMinute(
  recorded: Minute,
  claimed: number | undefined,
  /** What further sources have in its place. */
  disputed: readonly number[] = [],
): Agreement {
  if (claimed === undefined) return 'SAME';
  if (disputed.includes(claimed)) return 'DISPUTED';
  const { minute, stoppage } = recorded;
  if (minute === null) return 'POSSIBLE';
  const written = [minute, minute + (stoppage ?? 0)];
  if (written.includes(claimed)) return 'SAME';
  const added = stoppage === null && mayBeStoppage(minute) && claimed > minute;
  if (added && claimed <= minute + MAX_STOPPAGE_MINUTES) return 'POSSIBLE';
  return [...written, ...disputed].some((one) => Math.abs(one - claimed) <= MINUTE_TOLERANCE)
    ? 'POSSIBLE'
    : 'OTHER';
}

/** Whether a minute without stoppage time may stand for one that was added. */
export function mayBeStoppage(minute: number): boolean {
  return HALF_END_MINUTES.includes(minute);
}

/** `45+2'`; `an unknown minute` where there is none. */
export function written({ minute, stoppage }: Minute): string {
  if (minute === null) return 'an unknown minute';
  return stoppage ? `${minute}+${stoppage}'` : `${minute}'`;
}
