/** What recognition compares: two states of the record as plain rows that name each other by slug. */

export interface TeamRow {
  slug: string;
  name: string;
  category: string;
}

export interface MatchRow {
  slug: string;
  date: string;
  /** The slugs of the two teams. */
  home: string;
  away: string;
  /** Null while it is not played. */
  homeScore: number | null;
  awayScore: number | null;
  /** The slug of its tournament. */
  tournament: string;
}

export interface GoalRow {
  /** The slug of its match. */
  match: string;
  /** The slug of the team that gains it. */
  team: string;
  minute: number | null;
  /** Its place among the goals of the match. */
  ordinal: number;
  /** The slug of the player; null where nobody is named. */
  scorer: string | null;
  ownGoal: boolean;
}

/** One state of the whole record. */
export interface RecordRows {
  teams: readonly TeamRow[];
  tournaments: readonly { slug: string }[];
  matches: readonly MatchRow[];
  goals: readonly GoalRow[];
  players: readonly { slug: string }[];
}

/** A slug that nothing bears any more, and the slug of what it was the slug of. */
export interface RenamedEntity {
  entity: 'Team' | 'Tournament' | 'Player';
  slug: string;
  currentSlug: string;
  /** The old name of a team; null for all else. */
  name: string | null;
}

/** A match whose old slug no match bears any more. RENAMED: same day, sides and order, under another slug. */
export interface MovedMatch {
  slug: string;
  currentSlug: string;
  kind: 'MOVED' | 'SWAPPED' | 'RENAMED';
}

/** What looks alike and is not sure, as a sentence. Nothing was recognised of it. */
export interface Suspected {
  what: string;
}

/** Which current team each renamed team is, by old slug. */
export type TeamRenames = ReadonlyMap<string, string>;

/** The slugs of some rows. */
export const slugsOf = (rows: readonly { slug: string }[]) => new Set(rows.map(({ slug }) => slug));

/** The rows whose slug is not among some slugs. */
export function rowsWithout<Row extends { slug: string }>(
  rows: readonly Row[],
  slugs: ReadonlySet<string>,
): Row[] {
  return rows.filter(({ slug }) => !slugs.has(slug));
}

/** Adds a value to the list of a key. */
export function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
