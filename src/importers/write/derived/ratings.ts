/** Elo, for categories with a holding of all matches. */
import type { Transaction } from '../../../database/types.js';
import { computeRatings } from '../../../statistics/elo.js';
import type { ImportCounts } from '../upsert.js';

/** Old results move later ratings; names decide weights. */
export async function writeRatings(tx: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasTouched(['matches', 'holdings', 'tournaments'])) return;
  await tx.prisma.teamRating.deleteMany();
  const whole = await tx.prisma.holding.findMany({ where: { teamId: null, tournamentId: null } });
  for (const { category } of whole) {
    const matches = await tx.prisma.match.findMany({
      where: { homeScore: { not: null }, tournament: { category } },
      orderBy: [{ date: 'asc' }, { ordinal: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        date: true,
        ordinal: true,
        homeId: true,
        awayId: true,
        homeScore: true,
        awayScore: true,
        neutral: true,
        tournament: { select: { name: true } },
      },
    });
    const ratings = computeRatings(
      matches.map((match) => ({
        home: match.homeId,
        away: match.awayId,
        homeScore: match.homeScore ?? 0,
        awayScore: match.awayScore ?? 0,
        neutral: match.neutral,
        tournament: match.tournament.name,
      })),
    );
    await tx.insert(
      'team_ratings',
      matches.flatMap(({ id: matchId, date, ordinal, homeId, awayId }, place) => {
        const after = ratings[place] ?? { home: 0, away: 0 };
        const row = { matchId, date, ordinal };
        return [
          { ...row, teamId: homeId, value: after.home },
          { ...row, teamId: awayId, value: after.away },
        ];
      }),
    );
  }
}
