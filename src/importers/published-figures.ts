/** Squad lists before a World Cup. */
import type { FigureFact, PlayerName } from './facts.js';

export interface PublishedCounts {
  goals?: number | undefined;
  caps?: number | undefined;
}

export function parsePublishedCounts({ goals, caps }: PublishedCounts) {
  return [
    ...(goals === undefined ? [] : [{ measure: 'GOALS' as const, value: goals }]),
    ...(caps === undefined ? [] : [{ measure: 'CAPS' as const, value: caps }]),
  ];
}

/** `player`: as listed in the record. */
export interface SquadLine extends PublishedCounts {
  source: string;
  /** `2022/England/9` */
  key: string;
  name: string;
  team: string;
  player: PlayerName;
  asOf: string;
}

export function buildFigures({
  source,
  key,
  name,
  team,
  player,
  asOf,
  ...counts
}: SquadLine): FigureFact[] {
  return parsePublishedCounts(counts).map(({ measure, value }) => {
    const counted = `${value} ${value === 1 ? MEASURE_NAME[measure] : measure.toLowerCase()}`;
    const statement = `${name} went to the World Cup of ${asOf.slice(0, 4)} with ${counted} for ${team}.`;
    return { source, key: `${key}/${measure}`, player, measure, value, asOf, statement };
  });
}

const MEASURE_NAME = { CAPS: 'cap', GOALS: 'goal' };
