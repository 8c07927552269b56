/** What the record has already, as facts: further sources look there for the matches and people that they mean. */
import type { Database } from '../database.js';
import type { MatchFact, PlayerName } from './facts.js';

/** A person as some list has him, with the names and teams under which he is listed. */
export interface KnownPlayer {
  listings: PlayerName[];
  birthDate: string | null;
}

export interface Known {
  /** The matches of a tournament, by its slug, as the facts that wrote them would say it again. */
  matchesOf(tournament: string): readonly MatchFact[];
  players: readonly KnownPlayer[];
}

/** Reads it. */
export async function readKnown(db: Database): Promise<Known> {
  throw new Error(`not yet: ${db.provider}`);
}
