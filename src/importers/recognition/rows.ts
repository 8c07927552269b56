/** References are slugs. */

export interface TeamRow {
  slug: string;
  name: string;
  category: string;
}

export interface MatchRow {
  slug: string;
  date: string;
  home: string;
  away: string;
  /** Null until played. */
  homeScore: number | null;
  awayScore: number | null;
  tournament: string;
}

export interface GoalRow {
  match: string;
  /** Credited. */
  team: string;
  minute: number | null;
  ordinal: number;
  /** Null if not named. */
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

/** Possible; not recognised. */
export interface Suspected {
  what: string;
}

/** Current by old slugs. */
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
