/** Who held a team's record of recorded goals, and from when. */

/** A recorded goal. */
export interface RecordedGoal {
  matchId: number;
  playerId: number;
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
 * The steps of the record over a team's goals, oldest first (rule 7) and in the order of each match. The goals count one
 * by one, also those of two players in one match: each stands against the record as the goal before has left it. A goal
 * that passes everybody sets the record, unless its scorer held it alone, who extends it; one that draws level with the
 * record equals it. A player has one step a match, the greatest of his feats there: to set is more than to equal, and that
 * more than to extend. Steps of one match stand in the order of each player's last feat.
 */
export function scoringRecord(goals: readonly RecordedGoal[]): Step[] {
  const totals = new Map<number, number>();
  const steps = new Map<string, Step>();
  let most = 0;
  let holders = 0;
  for (const { matchId, playerId } of goals) {
    const total = (totals.get(playerId) ?? 0) + 1;
    totals.set(playerId, total);
    const key = `${matchId} ${playerId}`;
    const known = steps.get(key);
    if (known) known.goals = total;
    if (total < most) continue;
    // Whoever passes the record has held it, since goals count one by one.
    const kind = total === most ? 'EQUALLED' : holders === 1 ? 'EXTENDED' : 'SET';
    holders = total === most ? holders + 1 : 1;
    most = total;
    steps.delete(key);
    steps.set(key, { matchId, playerId, goals: total, kind: greater(known?.kind, kind) });
  }
  return [...steps.values()];
}

function greater(one: Feat | undefined, other: Feat): Feat {
  return one && GREATNESS[one] > GREATNESS[other] ? one : other;
}
