import type { CareerAsOf } from '../../analysis/career-loader.js';
import { buildScope } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import type { TeamMatchRow } from '../../record/figures.js';
import { buildSourceKey } from '../../record/nodes.js';
import { completenessOf, sumCoverage } from '../../statistics/coverage.js';
import { END_OF_TIME, isWithin } from '../../statistics/days.js';
import { roundTo } from '../../statistics/rounding.js';
import { countBy, groupByMinuteBand } from '../../statistics/scoring.js';
import { careerGoalConnection } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildProjection } from '../look-ahead.js';

export const careerResolvers: Resolvers = {
  Career: {
    penalties: ({ taken }) => penaltyCount(taken),
    hatTricks: async ({ player, team, asOf }, _, { playerLoaders: ofPlayer }, info) => {
      const hatTricks = await ofPlayer.hatTricks(player.id, buildProjection(info));
      return hatTricks.filter(
        ({ teamId, date }) => teamId === team.id && date <= (asOf ?? END_OF_TIME),
      );
    },
    firstGoal: ({ scored: [first] }, _, { rowLoaders: rows }, info) =>
      first ? rows.goal(first.goalId, buildProjection(info)) : null,
    lastGoal: ({ scored }, _, { rowLoaders: rows }, info) => {
      const last = scored.at(-1);
      return last ? rows.goal(last.goalId, buildProjection(info)) : null;
    },
    byMinute: ({ scored }) => groupByMinuteBand(scored),
    byTournament: (career, _, { reference }) =>
      byGoalsDescending(countBy(career.scored, ({ tournamentId }) => tournamentId)).map(
        ({ key, goals }) => {
          const matches = matchesBetweenGoals(career).filter((match) => match.tournamentId === key);
          return {
            tournament: reference.tournaments.get(key),
            goals,
            matchesWithScorers: matches.filter((match) => match.scorersComplete).length,
            matches: matches.length,
          };
        },
      ),
    byOpponent: ({ scored }, _, { reference }) =>
      byGoalsDescending(countBy(scored, ({ opponentId }) => opponentId)).map(({ key, goals }) => ({
        opponent: reference.teams.get(key),
        goals,
      })),
    coverage: (career, _, { reference }) => {
      const matches = matchesBetweenGoals(career);
      const [from, to] = [matches[0]?.date, matches.at(-1)?.date];
      return sumCoverage(
        matches.map(({ goals, goalsRecorded }) => ({
          matches: 1,
          goals,
          goalsRecorded,
          matchesWithoutScorers: goals > 0 && goalsRecorded === 0 ? 1 : 0,
        })),
        buildScope(reference, { team: career.team.slug, from, to }, career.asOf),
      );
    },
    lastSupportedOn: ({ goals, caps, goalsPerCap }) => ({
      goals: goals.lastSupportedOn,
      caps: caps.lastSupportedOn,
      goalsPerCap: goalsPerCap.lastSupportedOn,
    }),
    goalEvents: (career, page, context, info) => careerGoalConnection(context, career, page, info),
  },
  Figure: {
    sources: ({ sourceIds }, _, { reference }) => sourceIds.map((id) => reference.sources.get(id)),
  },
  Ratio: {
    value: ({ value }) => (value === null ? null : roundTo(value, 4)),
    sources: ({ sourceIds }, _, { reference }) => sourceIds.map((id) => reference.sources.get(id)),
  },
  PublishedFigure: {
    id: (figure, _, { reference }) =>
      toGlobalId('PublishedFigure', buildSourceKey(figure, reference)),
    player: ({ player, playerId }, _, { rowLoaders: rows }, info) =>
      player ?? rows.player(playerId, buildProjection(info)),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

/** From the first recorded goal to the last. */
function matchesBetweenGoals({ scored, matches }: CareerAsOf): readonly TeamMatchRow[] {
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last) return [];
  return matches.filter(({ date }) => isWithin(date, { from: first.date, to: last.date }));
}

/** Ties in order of appearance. */
function byGoalsDescending<Count extends { goals: number }>(counts: Count[]): Count[] {
  return counts.sort((one, other) => other.goals - one.goals);
}

function penaltyCount(taken: CareerAsOf['taken']) {
  const count = (kind: 'IN_PLAY' | 'SHOOTOUT', scored: boolean) =>
    taken.filter((penalty) => penalty.kind === kind && penalty.scored === scored).length;
  return {
    scored: count('IN_PLAY', true),
    notScored: count('IN_PLAY', false),
    shootoutScored: count('SHOOTOUT', true),
    shootoutNotScored: count('SHOOTOUT', false),
    // Misses in play are known from reports alone: one more is always possible.
    completeness: completenessOf(taken.length, taken.length + 1),
  };
}
