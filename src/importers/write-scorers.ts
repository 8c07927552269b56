/** Scorers of each team, summed from the goals, so that a list of them need not look at every goal. */
import type { Transaction } from '../database.js';
import { groupBy } from './groups.js';
import type { Ledger } from './table.js';

/** Goals of a player for a team. */
interface Sum {
  teamId: number;
  scorerId: number | null;
  _count: { id: number };
  _min: { id: number | null };
}

/** Sums them anew where goals or matches have changed. Own goals and rows that name nobody count for none (rule 4). */
export async function writeScorers(tx: Transaction, ledger: Ledger): Promise<void> {
  if (ledger.sum(['goals', 'matches']).written === 0) return;
  const scored = await sums(tx, {});
  const converted = await sums(tx, { penalty: true });
  const penalties = new Map(converted.map((sum) => [keyOf(sum), sum._count.id]));
  await tx.rows.scorer.deleteMany();
  await tx.insert(
    'scorers',
    [...groupBy(scored, ({ teamId }) => teamId)].flatMap(([teamId, ofTeam]) =>
      ofTeam.sort(compare).map((sum, index) => ({
        teamId,
        playerId: sum.scorerId,
        goals: sum._count.id,
        penalties: penalties.get(keyOf(sum)) ?? 0,
        place: index + 1,
      })),
    ),
  );
}

async function sums(tx: Transaction, further: { penalty?: boolean }): Promise<Sum[]> {
  const found = await tx.rows.goal.groupBy({
    by: ['teamId', 'scorerId'],
    where: { scorerId: { not: null }, ownGoal: false, ...further },
    _count: { id: true },
    _min: { id: true },
  });
  return found;
}

const keyOf = ({ teamId, scorerId }: Sum) => `${teamId} ${scorerId}`;

/** Most goals first, those level in the order of their first goal row. */
function compare(one: Sum, other: Sum): number {
  return other._count.id - one._count.id || (one._min.id ?? 0) - (other._min.id ?? 0);
}
