/** Recognises players with another slug: one player has all their goals. */
import type { RecognisedMatches } from './matches.js';
import {
  type GoalRow,
  type RecordRows,
  type RenamedEntity,
  rowsWithout,
  slugsOf,
  type TeamRenames,
} from './rows.js';

/** Slug unused, and all remaining goals belong to one player. */
export function recognisePlayers(
  before: RecordRows,
  after: RecordRows,
  renames: TeamRenames,
  { current }: Pick<RecognisedMatches, 'current'>,
): RenamedEntity[] {
  const gone = slugsOf(rowsWithout(before.players, slugsOf(after.players)));
  if (gone.size === 0) return [];
  const keyOfOld = ({ match, team, minute, ownGoal }: GoalRow) =>
    keyOf({ match: current.get(match) ?? '', team: renames.get(team) ?? team, minute, ownGoal });
  const lost = before.goals.filter(({ scorer }) => scorer !== null && gone.has(scorer));
  const keys = new Set(lost.map(keyOfOld));
  const old = Map.groupBy(before.goals, keyOfOld);
  const now = Map.groupBy(
    after.goals.filter((goal) => keys.has(keyOf(goal))),
    keyOf,
  );
  const successors = new Map<string, Set<string | null>>();
  for (const key of keys) {
    for (const [was, is] of scorersOf(old.get(key) ?? [], now.get(key) ?? [])) {
      successors.set(was, (successors.get(was) ?? new Set()).add(is));
    }
  }
  return [...gone].flatMap((slug) => findRename(slug, successors.get(slug)));
}

function findRename(slug: string, heirs: ReadonlySet<string | null> | undefined): RenamedEntity[] {
  const [successor] = heirs ?? [];
  if (heirs?.size !== 1 || successor == null) return [];
  return [{ entity: 'Player', slug, currentSlug: successor, name: null }];
}

const keyOf = ({ match, team, minute, ownGoal }: Omit<GoalRow, 'ordinal' | 'scorer'>) =>
  `${match} ${team} ${minute} ${ownGoal}`;

/** Scorers of one match, team and minute, old and new. Unchanged ones first; others by order, if equally many. */
function scorersOf(old: readonly GoalRow[], now: readonly GoalRow[]): [string, string | null][] {
  const rest = [...now].sort(byOrdinal);
  const others = [...old].sort(byOrdinal).filter(({ scorer }) => {
    const place = rest.findIndex((goal) => goal.scorer === scorer);
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
  if (others.length !== rest.length) return [];
  return others.flatMap(({ scorer }, place) => {
    const is = rest[place]?.scorer ?? null;
    return scorer === null ? [] : [[scorer, is] as [string, string | null]];
  });
}

const byOrdinal = (one: GoalRow, two: GoalRow) => one.ordinal - two.ordinal;
