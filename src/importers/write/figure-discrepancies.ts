/** Marks figures that contradict other figures or the rows. */
import type { Transaction } from '../../database/types.js';
import type {
  Goal,
  Holding,
  Match,
  Player,
  PublishedFigure,
  Source,
  Team,
} from '../../generated/sqlite/client.js';
import { coversRange, dayBefore, nextDay } from '../../statistics/days.js';
import { playingYears } from '../../statistics/playing-years.js';
import { findImpossibleFigures, type Series } from '../../statistics/published-series.js';
import type { ImportCounts } from './upsert.js';

/** After any change: goals, matches and birth dates matter too. */
export async function writeFigureDiscrepancies(
  tx: Transaction,
  counts: ImportCounts,
): Promise<void> {
  if (!counts.hasChanges()) return;
  const figures = await tx.readAll<PublishedFigure>('published_figures');
  if (figures.length === 0) return;
  const series = await buildSeries(tx, figures);
  const reasons = findImpossibleFigures(series);
  const changed = figures
    .map((figure) => ({ ...figure, discrepancy: reasons.get(figure.id) ?? null }))
    .filter(({ discrepancy }, place) => discrepancy !== figures[place]?.discrepancy);
  counts.count('figure discrepancies', changed.length, 0);
  await tx.update('published_figures', changed);
}

/** By player, team and measure. */
async function buildSeries(
  tx: Transaction,
  figures: readonly PublishedFigure[],
): Promise<Series[]> {
  const sources = await tx.readAll<Source>('sources');
  const datasets = new Set(sources.filter(({ kind }) => kind === 'DATASET').map(({ id }) => id));
  const played = await playedDays(tx);
  const scored = await scoredDays(tx, played.dateOf);
  const births = new Map(
    (await tx.readAll<Player>('players')).map(({ id, birthDate }) => [id, birthDate]),
  );
  const groups = Map.groupBy(
    figures.filter(({ sourceId }) => datasets.has(sourceId)),
    ({ playerId, teamId, measure }) => `${playerId} ${teamId} ${measure}`,
  );
  return [...groups.values()].map((group) => {
    const [{ playerId = 0, teamId = 0, measure = '' } = {}] = group;
    const days = scored.get(`${playerId} ${teamId}`) ?? [];
    const known = [...days, ...group.map(({ asOf }) => asOf)];
    const years = playingYears(births.get(playerId) ?? null, known);
    const isIn = (day: string, after: string, to: string) => after < day && day <= to;
    return {
      figures: group
        .map(({ id, sourceId, value, asOf }) => ({
          id,
          list: `${sourceId}/${teamId}/${asOf}/${measure}`,
          value,
          asOf,
          through: dayBefore(asOf),
        }))
        .sort((one, other) => (one.asOf < other.asOf ? -1 : 1)),
      minIncrease(after, to) {
        const inside = days.filter((day) => isIn(day, after, to));
        return measure === 'GOALS' ? inside.length : new Set(inside).size;
      },
      maxIncrease(after, to) {
        // A match without scorers may have any number of goals.
        const from = after === '' ? years.from : nextDay(after);
        if (measure === 'GOALS' || !coversRange(played.listed(teamId), from, to)) return null;
        return played.daysOf(teamId).filter((day) => from <= day && day <= to).length;
      },
    };
  });
}

async function playedDays(tx: Transaction) {
  const matches = await tx.readAll<Match>('matches');
  const holdings = await tx.readAll<Holding>('holdings');
  const teams = new Map((await tx.readAll<Team>('teams')).map((team) => [team.id, team]));
  const days = new Map<number, string[]>();
  for (const { homeId, awayId, date, homeScore } of matches) {
    if (homeScore === null) continue;
    for (const id of [homeId, awayId]) {
      const list = days.get(id);
      if (list) list.push(date);
      else days.set(id, [date]);
    }
  }
  const dates = new Map(matches.map(({ id, date }) => [id, date]));
  return {
    dateOf: (matchId: number) => dates.get(matchId) ?? '',
    daysOf: (teamId: number) => days.get(teamId) ?? [],
    listed: (teamId: number) =>
      holdings.filter(
        (holding) =>
          holding.tournamentId === null &&
          holding.category === teams.get(teamId)?.category &&
          (holding.teamId === null || holding.teamId === teamId),
      ),
  };
}

/** By player and team, once per goal. */
async function scoredDays(tx: Transaction, dateOf: (matchId: number) => string) {
  const days = new Map<string, string[]>();
  for (const { scorerId, teamId, matchId, ownGoal } of await tx.readAll<Goal>('goals')) {
    if (scorerId === null || ownGoal) continue;
    const key = `${scorerId} ${teamId}`;
    const list = days.get(key);
    if (list) list.push(dateOf(matchId));
    else days.set(key, [dateOf(matchId)]);
  }
  return days;
}
