/** Penalties of every dataset: their names within a match, their order, kicks of a shoot-out. */
import { slugify } from '../text/slug.js';
import type { GoalFact, PenaltyFact, PlayerName } from './facts.js';

/** What a penalty in play is known by within its match: `84-harry-kane`. */
export function inPlayPenaltyName(minute: number | null, taker: string): string {
  return `${minute ?? 'unknown'}-${slugify(taker)}`;
}

/** Penalties in play by the minute, then the kicks as they were listed. */
export function sortPenalties(penalties: readonly PenaltyFact[]): PenaltyFact[] {
  const place = ({ kind, minute }: PenaltyFact) => (kind === 'SHOOTOUT' ? 1_000 : (minute ?? 999));
  return [...penalties].sort((one, other) => place(one) - place(other));
}

/** A goal from the spot is a penalty scored. */
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

/** A second penalty of the same taker in the same minute is known by a number. */
export function disambiguatePenaltyName(
  penalty: PenaltyFact,
  before: readonly PenaltyFact[],
): PenaltyFact {
  const same = before.filter(({ name }) => name.replace(/\.\d+$/, '') === penalty.name).length;
  return same === 0 ? penalty : { ...penalty, name: `${penalty.name}.${same + 1}` };
}

/** A kick of a shoot-out as a source lists it. */
interface ListedKick {
  key: string;
  /** The side that kicks; the taker's listing may be for another team. */
  team?: string;
  taker: PlayerName;
  scored: boolean;
}

/** The kicks of a shoot-out, the home side's first, each side in its own order: sources do not say how the sides alternate. */
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
