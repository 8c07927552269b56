/** Who held a team's record of recorded goals, and from when. */

/** A recorded goal. */
export interface RecordedGoal {
  matchId: number;
  playerId: number;
  minute: number | null;
  stoppage: number | null;
}

export type Feat = 'SET' | 'EQUALLED' | 'EXTENDED';

/** What a player did to the record in one match. */
export interface Step {
  matchId: number;
  playerId: number;
  /** The player's goals after the match. */
  goals: number;
  kind: Feat;
}

/** Of several feats of one player in one match the greatest counts. */
const GREATNESS: Record<Feat, number> = { SET: 3, EQUALLED: 2, EXTENDED: 1 };

/**
 * The steps of the record over a team's goals, given match by match, oldest first (rule 7). The goals of a match count moment
 * by moment: those of which nobody knows the order count together. After a moment each scorer who has as many as anybody is
 * held against the record as it stood before the moment. Who is level with it equals it. Who has passed it sets it, unless he
 * held it alone, and then he extends it; so two players who pass it in one moment and end level both set it. A player has one
 * step a match, the greatest of his feats there: to set is more than to equal, and that more than to extend. Steps of one
 * match stand in the order of each player's last feat; those of one moment as their goals were given, which says nothing.
 */
export function scoringRecord(goals: readonly RecordedGoal[]): Step[] {
  const totals = new Map<number, number>();
  const steps = new Map<string, Step>();
  let holders = new Set<number>();
  let most = 0;
  for (const moment of matchesIn(goals).flatMap(momentsOf)) {
    for (const { playerId } of moment) totals.set(playerId, (totals.get(playerId) ?? 0) + 1);
    const scorers = new Map(moment.map((goal) => [goal.playerId, goal.matchId]));
    const before = most;
    most = Math.max(before, ...[...scorers.keys()].map((id) => totals.get(id) ?? 0));
    const isSoleHolder = (id: number) => holders.size === 1 && holders.has(id);
    const level = [...scorers].filter(([id]) => totals.get(id) === most);
    for (const [playerId, matchId] of scorers) {
      const known = steps.get(`${matchId} ${playerId}`);
      if (known) known.goals = totals.get(playerId) ?? 0;
    }
    for (const [playerId, matchId] of level) {
      const kind = most === before ? 'EQUALLED' : isSoleHolder(playerId) ? 'EXTENDED' : 'SET';
      enter(steps, { matchId, playerId, goals: most, kind });
    }
    const newcomers = level.map(([playerId]) => playerId);
    holders = new Set(most === before ? [...holders, ...newcomers] : newcomers);
  }
  return [...steps.values()];
}

/** Enters a step behind all others, in the place of the player's earlier one of the match. */
function enter(steps: Map<string, Step>, step: Step): void {
  const key = `${step.matchId} ${step.playerId}`;
  const known = steps.get(key);
  const kind = known && GREATNESS[known.kind] > GREATNESS[step.kind] ? known.kind : step.kind;
  steps.delete(key);
  steps.set(key, { ...step, kind });
}

/** The goals of each match. */
function matchesIn(goals: readonly RecordedGoal[]): RecordedGoal[][] {
  const matches: RecordedGoal[][] = [];
  for (const goal of goals) {
    const last = matches.at(-1);
    if (last?.[0]?.matchId === goal.matchId) last.push(goal);
    else matches.push([goal]);
  }
  return matches;
}

/**
 * The goals of a match, those together whose order is not known: all of them where one lacks its minute, else those of a
 * minute; where each goal of a minute has its stoppage time, those of the same.
 */
function momentsOf(match: readonly RecordedGoal[]): RecordedGoal[][] {
  if (match.length === 1 || match.some(({ minute }) => minute === null)) return [[...match]];
  return groupsBy(match, ({ minute }) => minute ?? 0).flatMap((goals) =>
    goals.some(({ stoppage }) => stoppage === null)
      ? [goals]
      : groupsBy(goals, ({ stoppage }) => stoppage ?? 0),
  );
}

/** Goals with the same number together, the least number first. */
function groupsBy(
  goals: readonly RecordedGoal[],
  of: (goal: RecordedGoal) => number,
): RecordedGoal[][] {
  const groups = new Map<number, RecordedGoal[]>();
  for (const goal of goals) groups.set(of(goal), [...(groups.get(of(goal)) ?? []), goal]);
  return [...groups].sort(([one], [other]) => one - other).map(([, group]) => group);
}
