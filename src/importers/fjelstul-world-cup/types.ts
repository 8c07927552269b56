/** Values of the dataset. Teams are slugs of the record. */
import type { Category, RejectedRow } from '../facts.js';

/** Teams are slugs of the record. */
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

export interface CupMatch {
  key: string;
  cup: Cup;
  date: string;
  home: string;
  away: string;
  /** As in the files. */
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

export interface CupMatchPart {
  key: string;
  /** The side credited. */
  team: string;
  player: string;
  /** The player's side. */
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
  /** First to last day of the team's tournaments. */
  teams: { team: string; from: string; to: string }[];
  /** False if known by goals or kicks only. */
  hasRow: boolean;
}

export interface CupRows {
  cups: Cup[];
  matches: CupMatch[];
  players: CupPlayer[];
  rejected: RejectedRow[];
  /** Counts by kind. */
  warnings: Record<string, number>;
}

/** The slug of a team's name on a day. */
export type ResolveTeamSlug = (category: Category, name: string, date: string) => string;
