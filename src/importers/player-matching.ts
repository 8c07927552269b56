/**
 * Finds players by folded name tokens, in any order, since sources swap given and family names. No fuzzy matching; the
 * caller chooses.
 */

import { isCalendarDay } from '../statistics/days.js';
import { fold } from '../text/fold.js';
import type { ExistingPlayer, PlayerListing } from './existing-players.js';
import type { Citation, PlayerName } from './facts.js';

/** Years by which sources may differ, if name and team fit. */
const BIRTH_YEAR_TOLERANCE = 2;

/** Years. */
const MIN_AGE = 14;
const MAX_AGE = 46;

export interface PlayerDirectory {
  /** Candidates on a day. */
  findByName(player: PlayerName, date: string): ExistingPlayer[];
  /** By undated listing. */
  findByListing(player: PlayerName): ExistingPlayer | undefined;
  /** By a source's key. */
  findByCitation(cited: Citation): ExistingPlayer | undefined;
}

/** Folded and sorted; text in brackets only disambiguates and is dropped. */
export function nameTokens(name: string): string[] {
  return fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort();
}

export function permanentNames({ listings }: ExistingPlayer): string[][] {
  return listings.filter(isPermanent).map(({ name }) => nameTokens(name));
}

export function createPlayerDirectory(players: readonly ExistingPlayer[]): PlayerDirectory {
  const byTokens = new Map<string, { listing: PlayerListing; player: ExistingPlayer }[]>();
  const byListing = new Map<string, ExistingPlayer>();
  const byKey = new Map<string, ExistingPlayer>();
  for (const player of players) {
    for (const listing of player.listings) {
      const words = tokensKey(listing);
      byTokens.set(words, [...(byTokens.get(words) ?? []), { listing, player }]);
      if (isPermanent(listing)) byListing.set(listingKey(listing), player);
    }
    for (const { source, key } of player.keys) byKey.set(`${source}/${key}`, player);
  }
  return {
    findByName(name, date) {
      const entries = byTokens.get(tokensKey(name)) ?? [];
      // A dated listing takes precedence.
      const dated = entries.filter(
        ({ listing }) => !isPermanent(listing) && coversDay(listing, date),
      );
      const found =
        dated.length > 0 ? dated : entries.filter(({ listing }) => isPermanent(listing));
      return [...new Set(found.map(({ player }) => player))];
    },
    findByListing: (name) => byListing.get(listingKey(name)),
    findByCitation: ({ source, key }) => byKey.get(`${source}/${key}`),
  };
}

/** NEAR: within the tolerance. */
export function compareBirthDates(one: string | null, other: string | null) {
  if (one === null || other === null) return 'UNKNOWN';
  if (one === other) return 'SAME';
  return Math.abs(yearOf(one) - yearOf(other)) <= BIRTH_YEAR_TOLERANCE ? 'NEAR' : 'OTHER';
}

export function isPlausibleBirthDate(date: string, played: number): boolean {
  const age = played - yearOf(date);
  return isCalendarDay(date) && MIN_AGE <= age && age <= MAX_AGE;
}

/** By birth date and years of play. */
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

export const listingKey = ({ team, name }: PlayerName) => `${team}/${name}`;

const tokensKey = ({ team, name }: PlayerName) => `${team}/${nameTokens(name).join(' ')}`;

const isPermanent = ({ from, to }: PlayerListing) => from === null && to === null;

const coversDay = ({ from, to }: PlayerListing, date: string) =>
  (from ?? date) <= date && date <= (to ?? date);

const yearOf = (date: string) => Number(date.slice(0, 4));
