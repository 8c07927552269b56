/** Hat-tricks, derived from the goals, so that a list of them need not look at every goal. */
import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

/** How many goals of one player in one match make a hat-trick (rule 10); own goals and rows that name nobody count for none. */
const HAT_TRICK_MIN_GOALS = 3;

/** Derives them anew where goals or matches have changed. */
export async function writeHatTricks(tx: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasTouched(['goals', 'matches'])) return;
  const scored = await tx.prisma.goal.groupBy({
    by: ['matchId', 'scorerId', 'teamId'],
    where: { scorerId: { not: null }, ownGoal: false },
    having: { id: { _count: { gte: HAT_TRICK_MIN_GOALS } } },
    _count: { id: true },
  });
  await tx.prisma.hatTrick.deleteMany();
  await tx.insert(
    'hat_tricks',
    scored.map(({ matchId, scorerId, teamId, _count }) => ({
      matchId,
      playerId: scorerId,
      teamId,
      goals: _count.id,
    })),
  );
}
