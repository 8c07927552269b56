import type { PlayerCandidateRow } from '../record/claims.js';
import type { MatchRow } from '../record/matches.js';
import {
  ambiguousPlayers,
  type ClaimFacts,
  findNamedPlayers,
  unknownPlayer,
} from './claim-facts.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  judgeBest,
  notInRecord,
  unknownName,
} from './verdict.js';

export const dayOfMatch = (slug: string) => slug.slice(0, 10);

/** NOT_YET after `asOf`; NOT_IN_RECORD without match or score. */
export function judgeInMatch(
  slug: string,
  asOf: string | null,
  { matches, suggestions }: ClaimFacts,
  judge: (match: PlayedMatch) => CheckResult,
): CheckResult {
  const day = dayOfMatch(slug);
  if (asOf !== null && day > asOf) {
    return buildResult('NOT_YET', null, `${day} lies after ${asOf}.`);
  }
  const match = matches.get(slug);
  if (!match)
    return unknownName(`The record has no match "${slug}".`, suggestions.Match.get(slug) ?? []);
  if (!isPlayed(match))
    return notInRecord('The record has no score of this match.', [matchEvidence(match)]);
  return judge(match);
}

export type PlayedMatch = MatchRow & { homeScore: number; awayScore: number };

export function isPlayed(match: MatchRow): match is PlayedMatch {
  return match.homeScore !== null && match.awayScore !== null;
}

/** `England 1-2 France`. */
export function formatScore(
  { homeId, awayId, homeScore, awayScore }: PlayedMatch,
  facts: ClaimFacts,
): string {
  const { teams } = facts.reference;
  return `${teams.get(homeId).name} ${homeScore}-${awayScore} ${teams.get(awayId).name}`;
}

/** The slug if unknown. */
export function formatPairing(slug: string, { matches, reference: { teams } }: ClaimFacts): string {
  const match = matches.get(slug);
  return match ? `${teams.get(match.homeId).name} v ${teams.get(match.awayId).name}` : slug;
}

/** One of several players has to be CONFIRMED or CONSISTENT. */
export function judgeAnyPlayer(
  { homeId, awayId }: PlayedMatch,
  name: string,
  facts: ClaimFacts,
  judge: (player: PlayerCandidateRow) => CheckResult,
): CheckResult {
  const players = findNamedPlayers(facts, name, [homeId, awayId]);
  if (players.length === 0) return unknownPlayer(facts, name, [homeId, awayId]);
  const { result } = judgeBest(players, judge);
  const isSure = players.length === 1 || ['CONFIRMED', 'CONSISTENT'].includes(result.kind);
  return isSure ? result : ambiguousPlayers(name, players);
}

export function countNamedGoals({ goals = [] }: MatchRow): number {
  return goals.filter(({ scorer }) => scorer != null).length;
}

/** True for 0-0. */
export function hasAllScorers(match: PlayedMatch): boolean {
  const { goals = [], homeScore, awayScore } = match;
  return goals.length === homeScore + awayScore && countNamedGoals(match) === goals.length;
}

export function matchEvidence({ id, date }: MatchRow): Evidence {
  return { kind: 'Match', id, day: date };
}
