/** What is known of a career, and the days between which it can have been: rule 14 of the conventions. */
import { ALWAYS, dayAfter, FIRST_MATCH, holds, type Span, within } from './days.js';

/** A figure that a source published. */
export interface Published {
  value: number;
  asOf: string;
  /** Who published it, as a reader would say it. */
  by: string;
}

/** A played match of the team. A goal whose row names nobody may be any player's. */
export interface TeamMatch {
  date: string;
  /** The team's goals, and how many of them have a row that names the scorer. */
  goals: number;
  goalsNamed: number;
  /** Whether every goal of the match, of either side, has such a row. */
  scorersNamed: boolean;
}

/** What is known of a player's career for a team up to a day. */
export interface Evidence {
  /** The last day that counts; null for the whole record. */
  asOf: string | null;
  /** The days of the recorded goals, oldest first; a day stands once for each goal. */
  scored: readonly string[];
  /** Figures published by that day, newest first. */
  goals: readonly Published[];
  caps: readonly Published[];
  /** The team's played matches from the first of those days on, oldest first. */
  matches: readonly TeamMatch[];
  /** The days in which the record holds every match of the team. */
  held: readonly Span[];
}

/** The days between which the player may have played: recorded goals, widened by published figures. Null without either. */
export function windowOf({ asOf, scored, goals, caps }: Evidence): Span | null {
  const published = [...goals, ...caps].map((figure) => figure.asOf);
  const days = [...scored, ...published].filter((day) => day <= (asOf ?? ALWAYS)).sort();
  const [from] = days;
  const to = days.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** What was known by an earlier day. */
export function knownBy(evidence: Evidence, day: string): Evidence {
  const by = (figure: Published) => figure.asOf <= day;
  return {
    ...evidence,
    asOf: day,
    scored: evidence.scored.filter((date) => date <= day),
    goals: evidence.goals.filter(by),
    caps: evidence.caps.filter(by),
    matches: evidence.matches.filter(({ date }) => date <= day),
  };
}

/** The team's matches in a window. */
export const matchesIn = ({ matches }: Evidence, window: Span) =>
  matches.filter(({ date }) => within(date, window));

/** The team's matches after a day. */
export const matchesSince = ({ matches, asOf }: Evidence, day: string) =>
  matches.filter(({ date }) => date > day && date <= (asOf ?? ALWAYS));

/** Whether the record holds every match of the team after a day. */
export const heldSince = ({ held, asOf }: Evidence, day: string) =>
  holds(held, dayAfter(day), asOf ?? ALWAYS);

/**
 * Whether the career lies in the window. It may begin earlier where the record does not hold the team's matches from the
 * first one on, and does where a source has published more than the window up to that day can hold.
 */
export function isBounded(evidence: Evidence, window: Span): boolean {
  const until = (to: string) => matchesIn(evidence, { from: window.from, to });
  return (
    holds(evidence.held, FIRST_MATCH, window.to) &&
    evidence.caps.every(({ value, asOf }) => value <= until(asOf).length) &&
    evidence.goals.every(({ value, asOf }) => {
      const scored = evidence.scored.filter((day) => day <= asOf).length;
      return value <= scored + unrecorded(until(asOf));
    })
  );
}

/** The team's goals in some matches that have no scorer on record. */
export const unrecorded = (matches: readonly TeamMatch[]) =>
  matches.reduce((sum, { goals, goalsNamed }) => sum + goals - goalsNamed, 0);
