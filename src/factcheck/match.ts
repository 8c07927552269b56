/** The match that a claim is about. */

import type { PersonRow } from '../record/claims.js';
import type { MatchRow } from '../record/matches.js';
import { type Facts, listPlayersOf, severalPlayers, unknownPlayer } from './facts.js';
import { type Answer, answer, type Evidence, judgeBest, silent, unknown } from './verdict.js';

/** The day of a match, by its slug. */
export const dayOfMatch = (slug: string) => slug.slice(0, 10);

/**
 * Judges a claim about a match, where the match was played by the day. A match of a later day is NOT_YET, also where the
 * record knows how it ended; one that the record does not have proves nothing.
 */
export function inMatch(
  slug: string,
  asOf: string | null,
  { matches, alike }: Facts,
  judge: (match: Played) => Answer,
): Answer {
  const day = dayOfMatch(slug);
  if (asOf !== null && day > asOf) {
    return answer('NOT_YET', null, `${day} lies after ${asOf}.`);
  }
  const match = matches.get(slug);
  if (!match) return unknown(`The record has no match "${slug}".`, alike.Match.get(slug) ?? []);
  if (!isPlayed(match)) return silent('The record has no score of this match.', [matchAs(match)]);
  return judge(match);
}

export type Played = MatchRow & { homeScore: number; awayScore: number };

/** Whether a match has a score. */
export function isPlayed(match: MatchRow): match is Played {
  return match.homeScore !== null && match.awayScore !== null;
}

/** `England 1-2 France`. */
export function scoreline({ homeId, awayId, homeScore, awayScore }: Played, facts: Facts): string {
  const { teams } = facts.reference;
  return `${teams.get(homeId).name} ${homeScore}-${awayScore} ${teams.get(awayId).name}`;
}

/** `England v France`; the slug where the record has no such match. */
export function pairing(slug: string, { matches, reference: { teams } }: Facts): string {
  const match = matches.get(slug);
  return match ? `${teams.get(match.homeId).name} v ${teams.get(match.awayId).name}` : slug;
}

/**
 * Judges a claim by every player of the two sides whom a name may mean: of several the record has to confirm one, else nobody
 * knows who is meant.
 */
export function judgePlayer(
  { homeId, awayId }: Played,
  name: string,
  facts: Facts,
  judge: (player: PersonRow) => Answer,
): Answer {
  const players = listPlayersOf(facts, name, [homeId, awayId]);
  if (players.length === 0) return unknownPlayer(facts, name, [homeId, awayId]);
  const { answer } = judgeBest(players, judge);
  const isSure = players.length === 1 || ['CONFIRMED', 'CONSISTENT'].includes(answer.kind);
  return isSure ? answer : severalPlayers(name, players);
}

/** How many goals of the score have a row that names the scorer. */
export function goalsNamed({ goals = [] }: MatchRow): number {
  return goals.filter(({ scorer }) => scorer != null).length;
}

/** Whether every goal of the score has a row that names the scorer; true for 0-0. */
export function namesEveryScorer(match: Played): boolean {
  const { goals = [], homeScore, awayScore } = match;
  return goals.length === homeScore + awayScore && goalsNamed(match) === goals.length;
}

/** A match as evidence. */
export function matchAs({ id, date }: MatchRow): Evidence {
  return { kind: 'Match', id, day: date };
}
