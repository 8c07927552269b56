/** Who held a team's record of recorded goals by one player: the goals of one moment are counted together. */
import type { Goal, Match, Results } from './results.js';
import { groupsOf, recordedGoals } from './scorers.js';

/** What a moment can do to the record, the least first. */
const FEATS = ['EXTENDED', 'EQUALLED', 'SET'] as const;

export interface Step {
  player: string;
  /** After the match. */
  goals: number;
  match: Match;
  kind: (typeof FEATS)[number];
}

/**
 * The steps of a team's record as of a day, oldest first. The rows have no stoppage time: a moment is a minute, or a whole
 * match of which one of these goals lacks its minute. A player has one step a match, the greatest of what his moments did;
 * the steps of a match stand in the order of each player's last moment that counted, and those of one moment as in the file.
 */
export function scoringRecordOf(results: Results, team: string, asOf: string | null): Step[] {
  const goals = recordedGoals(results, { team }, asOf);
  const after = new Map<string, number>();
  const steps: Step[] = [];
  for (const ofMatch of groupsOf(goals, ({ match }) => match.slug)) {
    const feats: Omit<Step, 'goals'>[] = [];
    for (const moment of momentsOf(ofMatch)) {
      const before = new Map(after);
      const record = Math.max(0, ...before.values());
      const holders = [...before.keys()].filter((player) => before.get(player) === record);
      for (const goal of moment) after.set(nameOf(goal), (after.get(nameOf(goal)) ?? 0) + 1);
      const greatest = Math.max(...after.values());
      for (const [goal] of groupsOf(moment, nameOf) as [Goal][]) {
        const player = nameOf(goal);
        if (after.get(player) !== greatest) continue;
        const alone = holders.length === 1 && holders[0] === player;
        const kind = greatest === record ? 'EQUALLED' : alone ? 'EXTENDED' : 'SET';
        feats.push({ player, match: goal.match, kind });
      }
    }
    const last = feats.filter(
      ({ player }, place) => !feats.slice(place + 1).some((later) => later.player === player),
    );
    for (const { player, match } of last) {
      const kinds = feats.filter((feat) => feat.player === player).map(({ kind }) => kind);
      const kind = [...FEATS].reverse().find((one) => kinds.includes(one)) ?? 'SET';
      steps.push({ player, match, kind, goals: after.get(player) ?? 0 });
    }
  }
  return steps;
}

const nameOf = ({ scorer }: Goal) => scorer?.slug ?? '';

/** Goals of a match by minute; together where one of them lacks it. */
function momentsOf(goals: readonly Goal[]): Goal[][] {
  if (goals.some(({ minute }) => minute === null)) return [[...goals]];
  const inOrder = [...goals].sort((one, other) => Number(one.minute) - Number(other.minute));
  return groupsOf(inOrder, ({ minute }) => String(minute));
}
