/** Computed Elo after every match, for a category of which the record holds every match. */
import type { Transaction } from '../database.js';
import { elo } from '../statistics/elo.js';
import type { Ledger } from './table.js';

/** Rates anew where matches have changed: a result of long ago moves every rating after it. A tournament's name weighs. */
export async function writeRatings(tx: Transaction, ledger: Ledger): Promise<void> {
  if (!ledger.hasTouched(['matches', 'holdings', 'tournaments'])) return;
  await tx.rows.teamRating.deleteMany();
  const whole = await tx.rows.holding.findMany({ where: { teamId: null, tournamentId: null } });
  for (const { category } of whole) {
    const matches = await tx.rows.match.findMany({
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
    const ratings = elo(
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
