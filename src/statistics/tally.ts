/** Won, drawn, lost and goals, summed. */
import { roundTo } from './rounding.js';

export interface Tally {
  played: number;
  won: number;
  drawn: number;
  lost: number;
  goalsFor: number;
  goalsAgainst: number;
  cleanSheets: number;
}

/** A tally with what follows from it. */
export interface Standing extends Tally {
  goalDifference: number;
  /** 0 to 100, two decimals; null where nothing was played. */
  winPercentage: number | null;
}

const EMPTY_TALLY: Tally = {
  played: 0,
  won: 0,
  drawn: 0,
  lost: 0,
  goalsFor: 0,
  goalsAgainst: 0,
  cleanSheets: 0,
};

/** The sum of some tallies, with goal difference and share of wins. */
export function sumTallies(tallies: readonly Tally[]): Standing {
  const sum = { ...EMPTY_TALLY };
  for (const tally of tallies) {
    for (const field of Object.keys(EMPTY_TALLY) as (keyof Tally)[]) sum[field] += tally[field];
  }
  return {
    ...sum,
    goalDifference: sum.goalsFor - sum.goalsAgainst,
    winPercentage: sum.played === 0 ? null : roundTo((100 * sum.won) / sum.played, 2),
  };
}
