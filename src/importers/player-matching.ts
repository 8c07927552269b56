/**
 * Finds people of the record by their names. Names are the same where their folded words are, in any order: sources turn
 * given and family names. Nobody is found by likeness, and who is meant among several is for the caller to decide.
 */

import { isCalendarDay } from '../statistics/days.js';
import { fold } from '../text/slug.js';
import type { ExistingPlayer, PlayerListing } from './existing-players.js';
import type { Citation, PlayerName } from './facts.js';

/** Two sources may differ by this many years in a birth date and still mean one person, if the name and the team fit. */
const BIRTH_YEAR_TOLERANCE = 2;

/** Nobody plays in a World Cup, or scores for a team, younger or older than this. */
const MIN_AGE = 14;
const MAX_AGE = 46;

export interface PlayerDirectory {
  /** Whom a name in a team's list may mean on a day. */
  named(player: PlayerName, date: string): ExistingPlayer[];
  /** Whom exactly this name always means in a team's list. */
  listed(player: PlayerName): ExistingPlayer | undefined;
  /** Whom a source speaks of under a key. */
  cited(cited: Citation): ExistingPlayer | undefined;
}

/** The words of a name, folded and sorted; what stands in brackets tells namesakes apart and is no part of the name. */
export function nameTokens(name: string): string[] {
  return fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort();
}

/** The names that always mean a person, each as its words. */
export function permanentNames({ listings }: ExistingPlayer): string[][] {
  return listings.filter(isAlways).map(({ name }) => nameTokens(name));
}

/** Looks people up among those that the record has. */
export function createPlayerDirectory(players: readonly ExistingPlayer[]): PlayerDirectory {
  const byWords = new Map<string, { listing: PlayerListing; player: ExistingPlayer }[]>();
  const byListing = new Map<string, ExistingPlayer>();
  const byKey = new Map<string, ExistingPlayer>();
  for (const player of players) {
    for (const listing of player.listings) {
      const words = wordsKey(listing);
      byWords.set(words, [...(byWords.get(words) ?? []), { listing, player }]);
      if (isAlways(listing)) byListing.set(listingKey(listing), player);
    }
    for (const { source, key } of player.keys) byKey.set(`${source}/${key}`, player);
  }
  return {
    named(name, date) {
      const entries = byWords.get(wordsKey(name)) ?? [];
      // What a name means between two days comes before what it means otherwise.
      const dated = entries.filter(({ listing }) => !isAlways(listing) && holdsOn(listing, date));
      const found = dated.length > 0 ? dated : entries.filter(({ listing }) => isAlways(listing));
      return [...new Set(found.map(({ player }) => player))];
    },
    listed: (name) => byListing.get(listingKey(name)),
    cited: ({ source, key }) => byKey.get(`${source}/${key}`),
  };
}

/** Two birth dates, either of which may be unknown: the same, as good as the same, or those of two people. */
export function compareBirthDates(one: string | null, other: string | null) {
  if (one === null || other === null) return 'UNKNOWN';
  if (one === other) return 'SAME';
  return Math.abs(yearOf(one) - yearOf(other)) <= BIRTH_YEAR_TOLERANCE ? 'NEAR' : 'OTHER';
}

/** Whether somebody may have been born on a day, given a year in which he played. */
export function isPlausibleBirthDate(date: string, played: number): boolean {
  const age = played - yearOf(date);
  return isCalendarDay(date) && MIN_AGE <= age && age <= MAX_AGE;
}

/** Whether the goals of a person of the record may be those of somebody who was born then, and played in those years. */
export function couldHaveScored(
  { firstGoal, lastGoal }: ExistingPlayer,
  birthDate: string | null,
  played: { first: number; last: number },
): boolean {
  if (firstGoal === null || lastGoal === null) return true;
  const born = birthDate === null ? null : yearOf(birthDate);
  const from = born === null ? played.last - (MAX_AGE - MIN_AGE) : born + MIN_AGE;
  const to = born === null ? played.first + (MAX_AGE - MIN_AGE) : born + MAX_AGE;
  return from <= yearOf(firstGoal) && yearOf(lastGoal) <= to;
}

/** A name in a team's list, as the key of a map. */
export const listingKey = ({ team, name }: PlayerName) => `${team}/${name}`;

const wordsKey = ({ team, name }: PlayerName) => `${team}/${nameTokens(name).join(' ')}`;

const isAlways = ({ from, to }: PlayerListing) => from === null && to === null;

const holdsOn = ({ from, to }: PlayerListing, date: string) =>
  (from ?? date) <= date && date <= (to ?? date);

const yearOf = (date: string) => Number(date.slice(0, 4));
