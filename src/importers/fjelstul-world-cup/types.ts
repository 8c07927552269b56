/** Teams are slugs of the record. */
import type { BookingFact, Category, Confederation, RejectedRow } from '../facts.js';

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
  bookings: CupBooking[];
}

export interface CupMatchPart {
  key: string;
  /** The side credited. */
  team: string;
  player: string;
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

export interface CupBooking
  extends CupMatchPart,
    Pick<BookingFact, 'minute' | 'stoppage' | 'card'> {}

export interface CupPlayer {
  key: string;
  name: string;
  birthDate: string | null;
  /** First to last day of tournaments. */
  teams: { team: string; from: string; to: string }[];
  /** False: known by goals or kicks only. */
  hasRow: boolean;
}

export interface CupRows {
  cups: Cup[];
  matches: CupMatch[];
  players: CupPlayer[];
  /** By listed team name. */
  confederations: ReadonlyMap<string, Confederation>;
  rejected: RejectedRow[];
  warnings: Record<string, number>;
}

export type ResolveTeamSlug = (category: Category, name: string, date: string) => string;
