/** Careers, figures and what they are made of. */
import { scopeOf } from '../../analysis/scope.js';
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import type { TeamMatchRow } from '../../record/figures.js';
import { sourceKey } from '../../record/nodes.js';
import { completenessOf, coverage } from '../../statistics/coverage.js';
import { ALWAYS, within } from '../../statistics/days.js';
import { rounded } from '../../statistics/rounding.js';
import { countBy, minuteBands } from '../../statistics/scoring.js';
import type { CareerOf } from '../careers.js';
import { careerGoalConnection } from '../connections.js';
import { idOf } from '../ids.js';
import { wantsOf } from '../look-ahead.js';

export const careerResolvers: Resolvers = {
  Career: {
    penalties: ({ taken }) => penaltyCount(taken),
    hatTricks: async ({ player, team, asOf }, _, { ofPlayer }, info) => {
      const hatTricks = await ofPlayer.hatTricks(player.id, wantsOf(info));
      return hatTricks.filter(({ teamId, date }) => teamId === team.id && date <= (asOf ?? ALWAYS));
    },
    firstGoal: ({ scored: [first] }, _, { rows }, info) =>
      first ? rows.goal(first.goalId, wantsOf(info)) : null,
    lastGoal: ({ scored }, _, { rows }, info) => {
      const last = scored.at(-1);
      return last ? rows.goal(last.goalId, wantsOf(info)) : null;
    },
    byMinute: ({ scored }) => minuteBands(scored),
    byTournament: (career, _, { reference }) =>
      mostFirst(countBy(career.scored, ({ tournamentId }) => tournamentId)).map(
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
      mostFirst(countBy(scored, ({ opponentId }) => opponentId)).map(({ key, goals }) => ({
        opponent: reference.teams.get(key),
        goals,
      })),
    coverage: (career, _, { reference }) => {
      const matches = matchesBetweenGoals(career);
      const [from, to] = [matches[0]?.date, matches.at(-1)?.date];
      return coverage(
        matches.map(({ goals, goalsRecorded }) => ({
          matches: 1,
          goals,
          goalsRecorded,
          matchesWithoutScorers: goals > 0 && goalsRecorded === 0 ? 1 : 0,
        })),
        scopeOf(reference, { team: career.team.slug, from, to }, career.asOf),
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
    value: ({ value }) => (value === null ? null : rounded(value, 4)),
    sources: ({ sourceIds }, _, { reference }) => sourceIds.map((id) => reference.sources.get(id)),
  },
  PublishedFigure: {
    id: (figure, _, { reference }) => idOf('PublishedFigure', sourceKey(figure, reference)),
    player: ({ player, playerId }, _, { rows }, info) =>
      player ?? rows.player(playerId, wantsOf(info)),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

/** The team's matches from the player's first recorded goal to the last. */
function matchesBetweenGoals({ scored, matches }: CareerOf): readonly TeamMatchRow[] {
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last) return [];
  return matches.filter(({ date }) => within(date, { from: first.date, to: last.date }));
}

/** Most goals first; what ties stays in the order in which it first appeared. */
function mostFirst<Count extends { goals: number }>(counts: Count[]): Count[] {
  return counts.sort((one, other) => other.goals - one.goals);
}

function penaltyCount(taken: CareerOf['taken']) {
  const count = (kind: 'IN_PLAY' | 'SHOOTOUT', scored: boolean) =>
    taken.filter((penalty) => penalty.kind === kind && penalty.scored === scored).length;
  return {
    scored: count('IN_PLAY', true),
    notScored: count('IN_PLAY', false),
    shootoutScored: count('SHOOTOUT', true),
    shootoutNotScored: count('SHOOTOUT', false),
    // Misses in play are known only where a report names them, so that one more is always possible.
    completeness: completenessOf(taken.length, taken.length + 1),
  };
}
