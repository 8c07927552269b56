/** What a list published of a player before a World Cup, as figures: shared by the seed and by the import of the lists. */
import type { FigureFact, PlayerName } from './facts.js';

/** What was counted and published, out of goals and caps. */
export interface PublishedCounts {
  goals?: number | undefined;
  caps?: number | undefined;
}

/** What was counted and published, as measures with their values. */
export function parsePublishedCounts({ goals, caps }: PublishedCounts) {
  return [
    ...(goals === undefined ? [] : [{ measure: 'GOALS' as const, value: goals }]),
    ...(caps === undefined ? [] : [{ measure: 'CAPS' as const, value: caps }]),
  ];
}

/** A player's line in the list of a squad: names as the list has them, and whom of the record it means. */
export interface SquadLine extends PublishedCounts {
  source: string;
  /** `2022/England/9` */
  key: string;
  name: string;
  team: string;
  player: PlayerName;
  asOf: string;
}

/** The figures of a line, each with a sentence in our own words. */
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
