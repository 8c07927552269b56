/** Rows for recognition; references are slugs. */

export interface TeamRow {
  slug: string;
  name: string;
  category: string;
}

export interface MatchRow {
  slug: string;
  date: string;
  /** Team slugs. */
  home: string;
  away: string;
  /** Null until played. */
  homeScore: number | null;
  awayScore: number | null;
  /** Tournament slug. */
  tournament: string;
}

export interface GoalRow {
  /** Match slug. */
  match: string;
  /** Slug of the team credited. */
  team: string;
  minute: number | null;
  /** Within the match. */
  ordinal: number;
  /** Player slug; null if not named. */
  scorer: string | null;
  ownGoal: boolean;
}

export interface RecordRows {
  teams: readonly TeamRow[];
  tournaments: readonly { slug: string }[];
  matches: readonly MatchRow[];
  goals: readonly GoalRow[];
  players: readonly { slug: string }[];
}

export interface RenamedEntity {
  entity: 'Team' | 'Tournament' | 'Player';
  slug: string;
  currentSlug: string;
  /** Null except for teams. */
  name: string | null;
}

/** RENAMED: same day, sides and order. */
export interface MovedMatch {
  slug: string;
  currentSlug: string;
  kind: 'MOVED' | 'SWAPPED' | 'RENAMED';
}

/** A possible match as a sentence; not recognised. */
export interface Suspected {
  what: string;
}

/** Current team slugs by old ones. */
export type TeamRenames = ReadonlyMap<string, string>;

export const slugsOf = (rows: readonly { slug: string }[]) => new Set(rows.map(({ slug }) => slug));

export function rowsWithout<Row extends { slug: string }>(
  rows: readonly Row[],
  slugs: ReadonlySet<string>,
): Row[] {
  return rows.filter(({ slug }) => !slugs.has(slug));
}

export function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
