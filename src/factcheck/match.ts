/** The match that a claim is about. */

import type { PlayerCandidateRow } from '../record/claims.js';
import type { MatchRow } from '../record/matches.js';
import { ambiguousPlayers, type ClaimFacts, listPlayersOf, unknownPlayer } from './claim-facts.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  judgeBest,
  notInRecord,
  unknown,
} from './verdict.js';

/** The day of a match, by its slug. */
export const dayOfMatch = (slug: string) => slug.slice(0, 10);

/**
 * Judges a claim about a match, where the match was played by the day. A match of a later day is NOT_YET, also where the
 * record knows how it ended; one that the record does not have proves nothing.
 */
export function judgeInMatch(
  slug: string,
  asOf: string | null,
  { matches, alike }: ClaimFacts,
  judge: (match: PlayedMatch) => CheckResult,
): CheckResult {
  const day = dayOfMatch(slug);
  if (asOf !== null && day > asOf) {
    return buildResult('NOT_YET', null, `${day} lies after ${asOf}.`);
  }
  const match = matches.get(slug);
  if (!match) return unknown(`The record has no match "${slug}".`, alike.Match.get(slug) ?? []);
  if (!isPlayed(match))
    return notInRecord('The record has no score of this match.', [matchEvidence(match)]);
  return judge(match);
}

export type PlayedMatch = MatchRow & { homeScore: number; awayScore: number };

/** Whether a match has a score. */
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

/** `England v France`; the slug where the record has no such match. */
export function formatPairing(slug: string, { matches, reference: { teams } }: ClaimFacts): string {
  const match = matches.get(slug);
  return match ? `${teams.get(match.homeId).name} v ${teams.get(match.awayId).name}` : slug;
}

/**
 * Judges a claim by every player of the two sides whom a name may mean: of several the record has to confirm one, else nobody
 * knows who is meant.
 */
export function judgeAnyPlayer(
  { homeId, awayId }: PlayedMatch,
  name: string,
  facts: ClaimFacts,
  judge: (player: PlayerCandidateRow) => CheckResult,
): CheckResult {
  const players = listPlayersOf(facts, name, [homeId, awayId]);
  if (players.length === 0) return unknownPlayer(facts, name, [homeId, awayId]);
  const { answer } = judgeBest(players, judge);
  const isSure = players.length === 1 || ['CONFIRMED', 'CONSISTENT'].includes(answer.kind);
  return isSure ? answer : ambiguousPlayers(name, players);
}

/** How many goals of the score have a row that names the scorer. */
export function countNamedGoals({ goals = [] }: MatchRow): number {
  return goals.filter(({ scorer }) => scorer != null).length;
}

/** Whether every goal of the score has a row that names the scorer; true for 0-0. */
export function hasAllScorers(match: PlayedMatch): boolean {
  const { goals = [], homeScore, awayScore } = match;
  return goals.length === homeScore + awayScore && countNamedGoals(match) === goals.length;
}

/** A match as evidence. */
export function matchEvidence({ id, date }: MatchRow): Evidence {
  return { kind: 'Match', id, day: date };
}
