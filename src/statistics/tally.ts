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

export interface Standing extends Tally {
  goalDifference: number;
  /** 0 to 100, two decimals; null without matches. */
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
