/** The Fjelstul World Cup Database as values. Its teams are slugs of the record. */
import type { Category, RejectedRow } from '../facts.js';

/** A tournament. Its teams, as all teams here, are slugs of the record. */
export interface Cup {
  key: string;
  category: Category;
  year: number;
  startDate: string;
  endDate: string;
  hosts: string[];
  winner: string | null;
  runnerUp: string | null;
}

/** A match with its goals and kicks, in the order of the files. */
export interface CupMatch {
  key: string;
  cup: Cup;
  date: string;
  home: string;
  away: string;
  /** The sides as the files call them. */
  names: readonly string[];
  homeScore: number;
  awayScore: number;
  stage: string | null;
  group: string | null;
  stadium: string | null;
  city: string;
  country: string;
  afterExtraTime: boolean;
  shootout: { winner: string } | null;
  goals: CupGoal[];
  kicks: CupKick[];
}

/** What somebody did in a match; the name is the one beside the deed. */
export interface CupMatchPart {
  key: string;
  /** The side that gains by it. */
  team: string;
  player: string;
  /** The side of the player. */
  playerTeam: string;
  playerName: string;
}

export interface CupGoal extends CupMatchPart {
  minute: number;
  stoppage: number | null;
  ownGoal: boolean;
  penalty: boolean;
}

export interface CupKick extends CupMatchPart {
  scored: boolean;
}

export interface CupPlayer {
  key: string;
  name: string;
  birthDate: string | null;
  /** The teams that named the player, from the first day of the first tournament to the last day of the last. */
  teams: { team: string; from: string; to: string }[];
  /** Whether the file of players has a row that can be used; else goals or kicks alone tell of the player. */
  stated: boolean;
}

/** Everything that can be used, and what cannot. */
export interface CupRows {
  cups: Cup[];
  matches: CupMatch[];
  players: CupPlayer[];
  rejected: RejectedRow[];
  /** What was odd, by kind. */
  warnings: Record<string, number>;
}

/** The slug of the team that the files call so on a day. */
export type ResolveTeamSlug = (category: Category, name: string, date: string) => string;
