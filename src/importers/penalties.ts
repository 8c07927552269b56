/** Penalties: names within a match, order, shoot-out kicks. */
import { slugify } from '../text/slug.js';
import type { GoalFact, PenaltyFact, PlayerName } from './facts.js';

/** `84-harry-kane`, unique within a match but for `disambiguatePenaltyName`. */
export function inPlayPenaltyName(minute: number | null, taker: string): string {
  return `${minute ?? 'unknown'}-${slugify(taker)}`;
}

/** In play by minute, then shoot-out kicks in their order. */
export function sortPenalties(penalties: readonly PenaltyFact[]): PenaltyFact[] {
  const place = ({ kind, minute }: PenaltyFact) => (kind === 'SHOOTOUT' ? 1_000 : (minute ?? 999));
  return [...penalties].sort((one, other) => place(one) - place(other));
}

/** Empty unless scored by penalty. */
export function penaltyFromGoal(goal: GoalFact): PenaltyFact[] {
  if (!goal.penalty || !goal.scorer) return [];
  return [
    {
      source: goal.source,
      key: `${goal.key}/penalty`,
      name: inPlayPenaltyName(goal.minute, goal.scorer.name),
      kind: 'IN_PLAY',
      team: goal.team,
      taker: goal.scorer,
      minute: goal.minute,
      stoppage: goal.stoppage,
      outcome: 'SCORED',
      detail: null,
      foulBy: null,
      foulOn: null,
      citedBy: [],
    },
  ];
}

export function disambiguatePenaltyName(
  penalty: PenaltyFact,
  before: readonly PenaltyFact[],
): PenaltyFact {
  const same = before.filter(({ name }) => name.replace(/\.\d+$/, '') === penalty.name).length;
  return same === 0 ? penalty : { ...penalty, name: `${penalty.name}.${same + 1}` };
}

interface ListedKick {
  key: string;
  /** By default that of the taker's listing. */
  team?: string;
  taker: PlayerName;
  scored: boolean;
}

/** Home side first; sources lack the order of turns. */
export function orderKicks(
  source: string,
  kicks: readonly ListedKick[],
  home: string,
): PenaltyFact[] {
  const sides = [[], []] as PenaltyFact[][];
  for (const { key, taker, team = taker.team, scored } of kicks) {
    const side = sides[team === home ? 0 : 1] ?? [];
    side.push({
      source,
      key,
      name: `${team}-${side.length + 1}`,
      kind: 'SHOOTOUT',
      team,
      taker,
      minute: null,
      stoppage: null,
      outcome: scored ? 'SCORED' : 'NOT_SCORED',
      detail: null,
      foulBy: null,
      foulOn: null,
      citedBy: [],
    });
  }
  return sides.flat();
}
