import type { Transaction } from '../../database/types.js';
import type { Goal, Penalty } from '../../generated/sqlite/client.js';
import type { GoalFact, MatchFact, PenaltyFact } from '../facts.js';
import type { PlayerResolver } from './players.js';
import type { ReferenceIds } from './reference.js';
import {
  citationColumns,
  deleteRows,
  type IdByKey,
  type ImportCounts,
  reconcile,
  requireId,
} from './upsert.js';

export interface MatchEntry {
  fact: MatchFact;
  matchId: number;
}

/** One difference rewrites all goals of a match: none inherits a citation. */
export async function writeGoals(
  tx: Transaction,
  entries: readonly MatchEntry[],
  references: ReferenceIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<IdByKey> {
  const known = Map.groupBy(await tx.readAll<Goal>('goals'), ({ matchId }) => matchId);
  const rows = entries.map(({ fact, matchId }) =>
    fact.goals.map((goal, place) => goalRow(goal, matchId, place + 1, references, resolvePlayer)),
  );
  const stale = entries.flatMap(({ matchId }, place) => {
    const old = known.get(matchId) ?? [];
    return old.every((goal) => isSameGoal(goal, rows[place]?.[goal.ordinal - 1])) ? [] : old;
  });
  await deleteRows(tx, 'goals', stale, counts);
  const keyOf = ({ matchId, ordinal }: Omit<Goal, 'id'>) => `${matchId}/${ordinal}`;
  return reconcile<Goal>(tx, 'goals', keyOf, rows.flat(), counts);
}

function isSameGoal(old: Goal, wanted: ReturnType<typeof goalRow> | undefined): boolean {
  return (
    wanted !== undefined &&
    old.teamId === wanted.teamId &&
    old.scorerId === (wanted.scorerId ?? old.scorerId) &&
    old.minute === (wanted.minute ?? old.minute) &&
    old.ownGoal === wanted.ownGoal &&
    old.penalty === wanted.penalty
  );
}

/** In play, gone from the main source. */
export async function writePenalties(
  tx: Transaction,
  entries: readonly MatchEntry[],
  references: ReferenceIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<IdByKey> {
  const rows = entries.flatMap(({ fact, matchId }) =>
    fact.penalties.map((penalty, place) =>
      penaltyRow(penalty, matchId, place + 1, references, resolvePlayer),
    ),
  );
  const keyOf = ({ matchId, key, sourceKey }: Omit<Penalty, 'id'>) =>
    `${matchId}/${key}/${sourceKey}`;
  const wanted = new Set(rows.map(keyOf));
  const sources = new Map(
    entries.map(({ fact, matchId }) => [matchId, requireId(references.sources, fact.source)]),
  );
  const stale = (await tx.readAll<Penalty>('penalties')).filter(
    (old) =>
      old.kind === 'IN_PLAY' &&
      old.sourceId === sources.get(old.matchId) &&
      !wanted.has(keyOf(old)),
  );
  await deleteRows(tx, 'penalties', stale, counts);
  return reconcile<Penalty>(
    tx,
    'penalties',
    ({ matchId, key }) => `${matchId}/${key}`,
    rows,
    counts,
  );
}

function goalRow(
  goal: GoalFact,
  matchId: number,
  ordinal: number,
  { sources, teams }: ReferenceIds,
  resolvePlayer: PlayerResolver,
) {
  return {
    matchId,
    ordinal,
    teamId: requireId(teams, goal.team),
    scorerId: goal.scorer && resolvePlayer(goal.scorer),
    minute: goal.minute,
    stoppage: goal.stoppage,
    ownGoal: goal.ownGoal,
    penalty: goal.penalty,
    ...citationColumns(sources, goal),
  };
}

function penaltyRow(
  penalty: PenaltyFact,
  matchId: number,
  ordinal: number,
  { sources, teams }: ReferenceIds,
  resolvePlayer: PlayerResolver,
) {
  return {
    matchId,
    kind: penalty.kind,
    key: penalty.name,
    ordinal,
    teamId: requireId(teams, penalty.team),
    takerId: penalty.taker && resolvePlayer(penalty.taker),
    minute: penalty.minute,
    stoppage: penalty.stoppage,
    outcome: penalty.outcome,
    detail: penalty.detail,
    foulById: penalty.foulBy && resolvePlayer(penalty.foulBy),
    foulOnId: penalty.foulOn && resolvePlayer(penalty.foulOn),
    ...citationColumns(sources, penalty),
  };
}
