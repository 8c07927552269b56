/** Who held a team's record of recorded goals by one player: a walk over its goals, one by one. */
import type { Match, Results } from './results.js';
import { recordedGoals } from './scorers.js';

/** What a goal can do to the record, the least first. */
const FEATS = ['EXTENDED', 'EQUALLED', 'SET'] as const;

export interface Step {
  player: string;
  /** After the match. */
  goals: number;
  match: Match;
  kind: (typeof FEATS)[number];
}

/**
 * The steps of a team's record as of a day, oldest first. A player has one step a match, the greatest of what his goals
 * there did; the steps of a match stand in the order of each player's last goal that counted.
 */
export function scoringRecordOf(results: Results, team: string, asOf: string | null): Step[] {
  const totals = new Map<string, number>();
  let steps: Step[] = [];
  for (const { match, scorer } of recordedGoals(results, { team }, asOf)) {
    const player = scorer?.slug ?? '';
    const before = totals.get(player) ?? 0;
    const goals = before + 1;
    totals.set(player, goals);
    const others = Math.max(
      0,
      ...[...totals].filter(([who]) => who !== player).map(([, all]) => all),
    );
    const isSame = (step: Step) => step.match === match && step.player === player;
    const earlier = steps.find(isSame);
    if (earlier) earlier.goals = goals;
    if (goals < others) continue;
    const kind = goals === others ? 'EQUALLED' : before > others ? 'EXTENDED' : 'SET';
    const greatest =
      earlier && FEATS.indexOf(earlier.kind) > FEATS.indexOf(kind) ? earlier.kind : kind;
    steps = [...steps.filter((step) => !isSame(step)), { player, goals, match, kind: greatest }];
  }
  return steps;
}
