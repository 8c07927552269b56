import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { lineupsOf } from '../../record/appearances.js';
import { findMatch, type MatchRow, winnerOf } from '../../record/matches.js';
import { teamNameAsOf } from '../../record/reference.js';
import { toInstant } from '../../statistics/days.js';
import { matchConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection, requireLoaded } from '../look-ahead.js';
import { resolveSources } from '../sources.js';

export const matchResolvers: Resolvers = {
  Query: {
    match: (_, { slug }, { db }, info) => findMatch(db, slug, buildProjection(info)),
    matches: (_, { filter, ...page }, context, info) =>
      matchConnection(context, filter ?? {}, page, info),
  },
  Match: {
    id: ({ slug }) => toGlobalId('Match', slug),
    tournament: ({ tournamentId }, _, { reference }) => reference.tournaments.get(tournamentId),
    edition: ({ editionId }, _, { reference }) =>
      editionId === null ? null : reference.editions.get(editionId),
    home: ({ homeId }, _, { reference }) => reference.teams.get(homeId),
    away: ({ awayId }, _, { reference }) => reference.teams.get(awayId),
    homeNameOnDate: ({ homeId, date }, _, { reference }) =>
      teamNameAsOf(reference.teams.get(homeId), date),
    awayNameOnDate: ({ awayId, date }, _, { reference }) =>
      teamNameAsOf(reference.teams.get(awayId), date),
    score: (match) => scoreOf(match),
    result: (match) => resultOf(scoreOf(match)),
    winner: (match, _, { reference }) => {
      const winner = winnerOf(match);
      return winner === null ? null : reference.teams.get(winner);
    },
    kickOff: ({ date, kickOffTime: time, utcOffset }) =>
      time === null ? null : { time, utcOffset, at: utcOffset && toInstant(date, time, utcOffset) },
    referee: ({ refereeName: name, refereeCountry: country }) =>
      name === null ? null : { name, country },
    lineups: (match) =>
      lineupsOf(match, requireLoaded(match.appearances), requireLoaded(match.managers)),
    managers: ({ managers }) => requireLoaded(managers),
    bookings: ({ bookings }) => requireLoaded(bookings),
    venue: ({ stadium, city, country }) => ({ stadium, city, country }),
    goals: ({ goals }) => requireLoaded(goals),
    scorersComplete: (match) => scorersComplete(match),
    penalties: ({ penalties }) => requireLoaded(penalties),
    shootout: ({ shootout }) => requireLoaded(shootout),
    quotes: ({ quotes }) => requireLoaded(quotes),
    discrepancies: ({ discrepancies }) => requireLoaded(discrepancies),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
  Shootout: {
    winner: ({ winnerId }, _, { reference }) => reference.teams.get(winnerId),
    firstShooter: ({ firstShooterId }, _, { reference }) =>
      firstShooterId === null ? null : reference.teams.get(firstShooterId),
    score: ({ score }) => requireLoaded(score),
    kicks: ({ kicks }) => requireLoaded(kicks),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
  Discrepancy: {
    values: ({ values }) => requireLoaded(values),
  },
  DiscrepancyValue: {
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

interface Score {
  home: number;
  away: number;
}

function scoreOf({ homeScore, awayScore }: MatchRow): Score | null {
  return homeScore === null || awayScore === null ? null : { home: homeScore, away: awayScore };
}

function resultOf(score: Score | null) {
  if (!score) return null;
  if (score.home === score.away) return 'DRAW';
  return score.home > score.away ? 'HOME_WIN' : 'AWAY_WIN';
}

function scorersComplete(match: MatchRow): boolean {
  const score = scoreOf(match);
  return (
    score !== null && score.home + score.away === match.homeGoalsRecorded + match.awayGoalsRecorded
  );
}
