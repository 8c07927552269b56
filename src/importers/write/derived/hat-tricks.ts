import type { Transaction } from '../../../database/types.js';
import type { ImportCounts } from '../upsert.js';

/** Rule 10, without own goals. */
const HAT_TRICK_MIN_GOALS = 3;

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
