/** Who held a team's record of recorded goals, and from when. */

/** A recorded goal. */
export interface RecordedGoal {
  matchId: number;
  playerId: number;
  minute: number | null;
  stoppage: number | null;
}

export type StepKind = 'SET' | 'EQUALLED' | 'EXTENDED';

/** What a player did to the record in one match. */
export interface Step {
  matchId: number;
  playerId: number;
  /** The player's goals after the match. */
  goals: number;
  kind: StepKind;
}

/** Of several feats of one player in one match the greatest counts. */
const STEP_RANK: Record<StepKind, number> = { SET: 3, EQUALLED: 2, EXTENDED: 1 };

/**
 * The steps of the record over a team's goals, given match by match, oldest first (rule 7). The goals of a match count moment
 * by moment: those of which nobody knows the order count together. After a moment each scorer who has as many as anybody is
 * held against the record as it stood before the moment. Who is level with it equals it. Who has passed it sets it, unless he
 * held it alone, and then he extends it; so two players who pass it in one moment and end level both set it. A player has one
 * step a match, the greatest of his feats there: to set is more than to equal, and that more than to extend. Steps of one
 * match stand in the order of each player's last feat; those of one moment as their goals were given, which says nothing.
 */
export function buildScoringRecord(goals: readonly RecordedGoal[]): Step[] {
  const sumTallies: Standing = { totals: new Map(), most: 0, holders: new Set() };
  return matchesIn(goals).flatMap((match) => {
    const feats = new Map<number, StepKind>();
    for (const moment of momentsOf(match)) {
      for (const [playerId, feat] of featsOf(moment, sumTallies)) {
        const kind = greater(feats.get(playerId), feat);
        feats.delete(playerId);
        feats.set(playerId, kind);
      }
    }
    const matchId = match[0]?.matchId ?? 0;
    return [...feats].map(([playerId, kind]) => ({
      matchId,
      playerId,
      goals: sumTallies.totals.get(playerId) ?? 0,
      kind,
    }));
  });
}

/** Where the record stands: the goals of each player, the most of them, and who has as many. */
interface Standing {
  totals: Map<number, number>;
  most: number;
  holders: ReadonlySet<number>;
}

/** What the goals of a moment do to the record, which they bring up to date. */
function featsOf(moment: readonly RecordedGoal[], sumTallies: Standing): [number, StepKind][] {
  const { totals, most, holders } = sumTallies;
  let after = most;
  for (const { playerId } of moment) {
    const total = (totals.get(playerId) ?? 0) + 1;
    totals.set(playerId, total);
    after = Math.max(after, total);
  }
  const level = moment
    .map(({ playerId }) => playerId)
    .filter((id, place, all) => totals.get(id) === after && all.indexOf(id) === place);
  if (level.length === 0) return [];
  sumTallies.most = after;
  sumTallies.holders = new Set(after === most ? [...holders, ...level] : level);
  const kindOf = (id: number) => (holders.size === 1 && holders.has(id) ? 'EXTENDED' : 'SET');
  return level.map((id) => [id, after === most ? 'EQUALLED' : kindOf(id)]);
}

function greater(one: StepKind | undefined, other: StepKind): StepKind {
  return one && STEP_RANK[one] > STEP_RANK[other] ? one : other;
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
  if (match.length === 1) return [[...match]];
  if (match.some(({ minute }) => minute === null)) return [[...match]];
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
