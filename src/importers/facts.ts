/**
 * What importers agree on between reading and writing: facts as plain values, named by what they are known by.
 * Teams and tournaments are named by slug, people by the name and team under which their source lists them.
 */

import type { Claim } from '../record/claim-input.js';

/** Who says so, and under which key of its own. */
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

/** Another name by which a source calls a team of the record, on any day. */
export interface OtherNameFact extends Citation {
  /** The slug of the team. */
  team: string;
  name: string;
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

/** A person, by a name in a team's list. */
export interface PlayerName {
  name: string;
  team: string;
}

/** Another name, or another team, under which a source lists a person, between two days where the name meant two men. */
export interface AliasFact extends Citation, PlayerName {
  person: PlayerName;
  from: string | null;
  to: string | null;
  reason: string;
}

/** A source that tells of a person, under a key of its own; where it knows it, the day of birth. */
export interface PlayerFact extends Citation, PlayerName {
  birthDate: string | null;
}

export interface MatchFact extends Citation {
  slug: string;
  date: string;
  /** Order within the day in the source that lists every match; null where a source lists only some. */
  ordinal: number | null;
  home: string;
  away: string;
  homeScore: number | null;
  awayScore: number | null;
  tournament: string;
  /** As the source states it; null where it states none, and then the days of the editions decide. */
  edition: number | null;
  stage: string | null;
  group: string | null;
  stadium: string | null;
  city: string;
  country: string;
  neutral: boolean;
  afterExtraTime: boolean | null;
  possiblyAwarded: boolean;
  goals: GoalFact[];
  penalties: PenaltyFact[];
  shootout: ShootoutFact | null;
  discrepancies: DiscrepancyFact[];
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
  /** Known within its match by this: 84-harry-kane, argentina-1. */
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

/** Something that an article asserts. */
export interface ClaimFact {
  /** The slug of the article. */
  article: string;
  /** Its place among the claims of the article, from 1. */
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

/** A range of days in which a source lists the matches of a category, of one team or of one tournament. */
export interface HoldingFact extends Citation {
  category: Category;
  /** LISTED: the source aims at every match and may miss some. COMPLETE: none is missing, as was shown. */
  completeness: 'LISTED' | 'COMPLETE';
  team: string | null;
  tournament: string | null;
  from: string;
  to: string;
}

/** A row that was turned away. */
export interface RejectedRow {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
  /** As it was read. */
  text: string;
}

/** Everything one import says. */
export interface Facts {
  sources: SourceFact[];
  teams: TeamFact[];
  otherNames: OtherNameFact[];
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

/** Nothing said. */
export const EMPTY_FACTS: Facts = {
  sources: [],
  teams: [],
  otherNames: [],
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

/** Something odd in a dataset that was kept. */
export interface Warning {
  kind: string;
  count: number;
}

/** Facts with what was turned away and what looked odd. */
export interface ShapedFacts {
  facts: Facts;
  rejected: RejectedRow[];
  warnings: Warning[];
  /** Names that may mean one person, for a reviewer. */
  suggestions?: string[];
}
