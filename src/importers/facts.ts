/** Teams and tournaments by slug, players by name and team. */

import type { Claim } from '../record/claim-input.js';

export interface Citation {
  source: string;
  key: string;
}

export interface SourceFact {
  slug: string;
  title: string;
  kind: 'DATASET' | 'ARTICLE' | 'REPORT';
  publisher: string | null;
  publishedOn: string | null;
  url: string | null;
  license: string | null;
  attribution: string | null;
}

export interface TeamFact extends Citation {
  slug: string;
  name: string;
  category: Category;
  formerNames: (Citation & { name: string; from: string | null; to: string | null })[];
}

/** Undated. */
export interface OtherNameFact extends Citation {
  team: string;
  name: string;
  kind: 'ALIAS' | 'FIFA_CODE' | 'CODE' | 'FOREIGN';
  /** Slug of the women's team of that name. */
  womensTeam?: string | null;
}

export const CONFEDERATIONS = ['AFC', 'CAF', 'CONCACAF', 'CONMEBOL', 'OFC', 'UEFA'] as const;

export type Confederation = (typeof CONFEDERATIONS)[number];

export interface AffiliationFact extends Citation {
  team: string;
  confederation: Confederation;
}

export type Category = 'MEN' | 'WOMEN';

export interface TournamentFact extends Citation {
  slug: string;
  name: string;
  category: Category;
}

export interface EditionFact extends Citation {
  tournament: string;
  year: number;
  hosts: string[];
  winner: string | null;
  runnerUp: string | null;
  startDate: string | null;
  endDate: string | null;
}

export interface PlayerName {
  name: string;
  team: string;
}

/** Dated if it means two players. */
export interface AliasFact extends Citation, PlayerName {
  person: PlayerName;
  from: string | null;
  to: string | null;
  reason: string;
}

export interface PlayerFact extends Citation, PlayerName {
  birthDate: string | null;
}

export interface MatchFact extends Citation {
  slug: string;
  date: string;
  /** Null unless the source lists every match. */
  ordinal: number | null;
  home: string;
  away: string;
  homeScore: number | null;
  awayScore: number | null;
  tournament: string;
  /** Null: derived from days. */
  edition: number | null;
  stage: string | null;
  group: string | null;
  stadium: string | null;
  city: string;
  country: string;
  neutral: boolean;
  afterExtraTime: boolean | null;
  possiblyAwarded: boolean;
  /** Default: `EMPTY_SHEET`. */
  sheet?: MatchSheet;
  goals: GoalFact[];
  penalties: PenaltyFact[];
  shootout: ShootoutFact | null;
  discrepancies: DiscrepancyFact[];
  citedBy: Citation[];
}

/** Who played, booked, managed and refereed. Null: not stated. */
export interface MatchSheet {
  /** Local: `22:00`. */
  kickOffTime: string | null;
  /** As stated: `+03:00`. */
  utcOffset: string | null;
  attendance: number | null;
  referee: Official | null;
  managers: ManagerFact[];
  appearances: AppearanceFact[];
  bookings: BookingFact[];
}

export const EMPTY_SHEET: MatchSheet = {
  kickOffTime: null,
  utcOffset: null,
  attendance: null,
  referee: null,
  managers: [],
  appearances: [],
  bookings: [],
};

export interface Official {
  name: string;
  country: string | null;
}

export interface ManagerFact extends Citation, Official {
  team: string;
}

export interface Minute {
  minute: number;
  stoppage: number | null;
}

/** Started or came on. */
export interface AppearanceFact extends Citation {
  /** `england-harry-kane`, unique in its match. */
  id: string;
  team: string;
  player: PlayerName | null;
  /** As the source lists it. */
  name: string;
  started: boolean;
  cameOn: Minute | null;
  wentOff: Minute | null;
  /** Null: the side's captain is unknown. */
  captain: boolean | null;
  position: string | null;
  shirtNumber: number | null;
  citedBy: Citation[];
}

export interface BookingFact extends Citation {
  team: string;
  player: PlayerName | null;
  name: string;
  minute: number | null;
  stoppage: number | null;
  card: 'YELLOW' | 'SECOND_YELLOW' | 'RED';
  citedBy: Citation[];
}

export interface GoalFact extends Citation {
  team: string;
  scorer: PlayerName | null;
  minute: number | null;
  stoppage: number | null;
  ownGoal: boolean;
  penalty: boolean;
  citedBy: Citation[];
}

export interface PenaltyFact {
  /** `84-harry-kane`, unique in its match. */
  name: string;
  kind: 'IN_PLAY' | 'SHOOTOUT';
  team: string;
  taker: PlayerName | null;
  minute: number | null;
  stoppage: number | null;
  outcome: 'SCORED' | 'MISSED' | 'SAVED' | 'HIT_WOODWORK' | 'NOT_SCORED';
  detail: string | null;
  foulBy: PlayerName | null;
  foulOn: PlayerName | null;
  source: string;
  key: string;
  citedBy: Citation[];
}

export interface ShootoutFact extends Citation {
  winner: string;
  firstShooter: string | null;
}

export interface DiscrepancyFact {
  field: string;
  values: { source: string; value: string }[];
}

export interface ArticleFact extends Citation {
  slug: string;
  title: string;
  publisher: string;
  publishedOn: string;
  url: string | null;
}

export interface ClaimFact {
  article: string;
  /** From 1. */
  ordinal: number;
  statement: string;
  claim: Claim;
}

export interface QuoteFact extends Citation {
  speaker: PlayerName;
  text: string;
  reportedBy: string;
  saidOn: string | null;
  match: string | null;
  article: string | null;
}

export interface FigureFact extends Citation {
  player: PlayerName;
  measure: 'CAPS' | 'GOALS';
  value: number;
  asOf: string;
  statement: string;
}

export interface HoldingFact extends Citation {
  category: Category;
  /** LISTED: some may be missing. COMPLETE: none. */
  completeness: 'LISTED' | 'COMPLETE';
  team: string | null;
  tournament: string | null;
  from: string;
  to: string;
}

export interface RejectedRow {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
  text: string;
}

export interface Facts {
  sources: SourceFact[];
  teams: TeamFact[];
  otherNames: OtherNameFact[];
  affiliations: AffiliationFact[];
  tournaments: TournamentFact[];
  editions: EditionFact[];
  players: PlayerFact[];
  aliases: AliasFact[];
  matches: MatchFact[];
  articles: ArticleFact[];
  claims: ClaimFact[];
  quotes: QuoteFact[];
  figures: FigureFact[];
  holdings: HoldingFact[];
}

export const EMPTY_FACTS: Facts = {
  sources: [],
  teams: [],
  otherNames: [],
  affiliations: [],
  tournaments: [],
  editions: [],
  players: [],
  aliases: [],
  matches: [],
  articles: [],
  claims: [],
  quotes: [],
  figures: [],
  holdings: [],
};

export interface Warning {
  kind: string;
  count: number;
}

export interface ShapedFacts {
  facts: Facts;
  rejected: RejectedRow[];
  warnings: Warning[];
  /** For review. */
  suggestions?: string[];
}
