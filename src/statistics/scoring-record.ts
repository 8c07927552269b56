export interface RecordedGoal {
  matchId: number;
  playerId: number;
  minute: number | null;
  stoppage: number | null;
}

export type StepKind = 'SET' | 'EQUALLED' | 'EXTENDED';

export interface Step {
  matchId: number;
  playerId: number;
  goals: number;
  kind: StepKind;
}

/** The greatest step of a player in a match counts. */
const STEP_RANK: Record<StepKind, number> = { SET: 3, EQUALLED: 2, EXTENDED: 1 };

/**
 * Steps of the record, match by match (rule 7). Goals of unknown order form one moment, compared with the record before
 * it.
 */
export function buildScoringRecord(goals: readonly RecordedGoal[]): Step[] {
  const state: RecordState = { totals: new Map(), most: 0, holders: new Set() };
  return groupByMatch(goals).flatMap((match) => {
    const steps = new Map<number, StepKind>();
    for (const moment of groupByMoment(match)) {
      for (const [playerId, stepKind] of applyMoment(moment, state)) {
        const kind = greaterStep(steps.get(playerId), stepKind);
        steps.delete(playerId);
        steps.set(playerId, kind);
      }
    }
    const matchId = match[0]?.matchId ?? 0;
    return [...steps].map(([playerId, kind]) => ({
      matchId,
      playerId,
      goals: state.totals.get(playerId) ?? 0,
      kind,
    }));
  });
}

interface RecordState {
  totals: Map<number, number>;
  most: number;
  holders: ReadonlySet<number>;
}

function applyMoment(moment: readonly RecordedGoal[], state: RecordState): [number, StepKind][] {
  const { totals, most, holders } = state;
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
  state.most = after;
  state.holders = new Set(after === most ? [...holders, ...level] : level);
  const kindOf = (id: number) => (holders.size === 1 && holders.has(id) ? 'EXTENDED' : 'SET');
  return level.map((id) => [id, after === most ? 'EQUALLED' : kindOf(id)]);
}

function greaterStep(one: StepKind | undefined, other: StepKind): StepKind {
  return one && STEP_RANK[one] > STEP_RANK[other] ? one : other;
}

function groupByMatch(goals: readonly RecordedGoal[]): RecordedGoal[][] {
  const matches: RecordedGoal[][] = [];
  for (const goal of goals) {
    const last = matches.at(-1);
    if (last?.[0]?.matchId === goal.matchId) last.push(goal);
    else matches.push([goal]);
  }
  return matches;
}

/** The whole match if a minute is missing, else a minute, or a stoppage minute if all have one. */
function groupByMoment(match: readonly RecordedGoal[]): RecordedGoal[][] {
  if (match.length === 1 || match.some(({ minute }) => minute === null)) return [[...match]];
  return groupByNumber(match, ({ minute }) => minute ?? 0).flatMap((goals) =>
    goals.some(({ stoppage }) => stoppage === null)
      ? [goals]
      : groupByNumber(goals, ({ stoppage }) => stoppage ?? 0),
  );
}

function groupByNumber(
  goals: readonly RecordedGoal[],
  of: (goal: RecordedGoal) => number,
): RecordedGoal[][] {
  return [...Map.groupBy(goals, of)]
    .sort(([one], [other]) => one - other)
    .map(([, group]) => group);
}
