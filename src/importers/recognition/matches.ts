import {
  type MatchRow,
  type MovedMatch,
  type RecordRows,
  type Suspected,
  slugsOf,
  type TeamRenames,
} from './rows.js';

interface OldMatch extends MatchRow {
  /** Slug of these days, teams and suffix. */
  expected: string;
}

interface Pair {
  old: OldMatch;
  current: MatchRow;
  kind: MovedMatch['kind'];
}

interface Unpaired {
  gone: OldMatch[];
  added: MatchRow[];
}

/** Days: certain, and possible. */
const MAX_MOVED_DAYS = 7;
const MAX_SIMILAR_DAYS = 30;

const DAY_MS = 86_400_000;

/** `current`: new slugs by old. `moved`: old slug unused. */
export interface RecognisedMatches {
  current: ReadonlyMap<string, string>;
  moved: MovedMatch[];
  suspected: Suspected[];
}

export function recogniseMatches(
  before: RecordRows,
  after: RecordRows,
  renames: TeamRenames,
): RecognisedMatches {
  const currentSlugs = slugsOf(after.matches);
  const teamChanges = compareTeams(before, after, renames);
  const unpaired = {
    gone: before.matches.map((row) => withCurrentTeams(row, renames)),
    added: [...after.matches],
  };
  const pairs = [...pairUnchanged(unpaired), ...pairEqualKeys(unpaired)];
  const pairings = [
    createPairing('SWAPPED', swappedKey, keyOf, isSwapped),
    createPairing('RENAMED', dayOf, dayOf, (old, current) =>
      isTransferred(old, current, teamChanges),
    ),
    createPairing('MOVED', sidesOf, sidesOf, (old, current) =>
      isMoved(old, current, MAX_MOVED_DAYS),
    ),
  ];
  const suspected: Suspected[] = [];
  for (const pair of pairings) pairs.push(...pair(unpaired, suspected));
  suspected.push(...similarMatches(unpaired));
  return {
    current: new Map(pairs.map(({ old, current }) => [old.slug, current.slug])),
    moved: pairs
      .filter(({ old }) => !currentSlugs.has(old.slug))
      .map(({ old, current, kind }) => ({ slug: old.slug, currentSlug: current.slug, kind })),
    suspected,
  };
}

function withCurrentTeams(row: MatchRow, renames: TeamRenames): OldMatch {
  const home = renames.get(row.home) ?? row.home;
  const away = renames.get(row.away) ?? row.away;
  if (home === row.home && away === row.away) return { ...row, expected: row.slug };
  const suffix = row.slug.slice(`${row.date}-${row.home}-${row.away}`.length);
  return { ...row, home, away, expected: `${row.date}-${home}-${away}${suffix}` };
}

const dayOf = ({ date }: MatchRow) => date;
const sidesOf = ({ home, away }: MatchRow) => `${home} ${away}`;
const keyOf = ({ date, home, away }: MatchRow) => `${date} ${home} ${away}`;
const swappedKey = ({ date, home, away }: MatchRow) => `${date} ${away} ${home}`;

const hasSameScore = (old: MatchRow, current: MatchRow) =>
  old.homeScore === current.homeScore && old.awayScore === current.awayScore;

/** Unplayed: any score. */
const isScoreCompatible = (old: MatchRow, current: MatchRow) =>
  old.homeScore === null || hasSameScore(old, current);

const isSwapped = (old: MatchRow, current: MatchRow) =>
  isScoreCompatible(old, current) ||
  (old.homeScore === current.awayScore && old.awayScore === current.homeScore);

const daysBetween = (old: MatchRow, current: MatchRow) =>
  Math.abs(Date.parse(old.date) - Date.parse(current.date)) / DAY_MS;

const isMoved = (old: MatchRow, current: MatchRow, days: number) =>
  daysBetween(old, current) <= days && isScoreCompatible(old, current);

interface TeamChanges {
  gone: ReadonlySet<string>;
  kept: ReadonlySet<string>;
}

function compareTeams(before: RecordRows, after: RecordRows, renames: TeamRenames): TeamChanges {
  const living = slugsOf(after.teams);
  const slugs = before.teams.map(({ slug }) => slug);
  return {
    gone: new Set(slugs.filter((slug) => !living.has(slug) && !renames.has(slug))),
    kept: new Set(slugs.filter((slug) => living.has(slug))),
  };
}

/** From a gone to a kept team: same day, opponent and score. */
function isTransferred(old: MatchRow, current: MatchRow, { gone, kept }: TeamChanges): boolean {
  const isHome = old.away === current.away && gone.has(old.home) && kept.has(current.home);
  const isAway = old.home === current.home && gone.has(old.away) && kept.has(current.away);
  return (isHome || isAway) && hasSameScore(old, current);
}

/** Nearly all matches. */
function pairUnchanged(unpaired: Unpaired): Pair[] {
  const added = new Map(unpaired.added.map((current) => [current.slug, current]));
  const pairs = unpaired.gone.flatMap((old) => {
    const current = added.get(old.expected);
    const isSame = current && keyOf(old) === keyOf(current) && hasSameScore(old, current);
    return isSame ? [{ old, current, kind: 'RENAMED' as const }] : [];
  });
  return withoutPaired(unpaired, pairs);
}

/** By score, then slug. */
function pairEqualKeys(unpaired: Unpaired): Pair[] {
  const added = Map.groupBy(unpaired.added, keyOf);
  const pairWhere = (isSame: (old: OldMatch, current: MatchRow) => boolean): Pair[] => {
    const pairs = unpaired.gone.flatMap((old): Pair[] => {
      const rest = added.get(keyOf(old)) ?? [];
      const place = rest.findIndex((one) => isSame(old, one));
      return place < 0
        ? []
        : rest.splice(place, 1).map((current) => ({ old, current, kind: 'RENAMED' }));
    });
    return withoutPaired(unpaired, pairs);
  };
  return [
    ...pairWhere(hasSameScore),
    ...pairWhere((old, current) => old.expected === current.slug),
  ];
}

function withoutPaired(unpaired: Unpaired, pairs: Pair[]): Pair[] {
  const gone = new Set<MatchRow>(pairs.map(({ old }) => old));
  const added = new Set(pairs.map(({ current }) => current));
  unpaired.gone = unpaired.gone.filter((old) => !gone.has(old));
  unpaired.added = unpaired.added.filter((current) => !added.has(current));
  return pairs;
}

/** With one candidate; several are suspected. */
function createPairing(
  kind: Pair['kind'],
  goneKey: (old: OldMatch) => string,
  addedKey: (current: MatchRow) => string,
  isSame: (old: OldMatch, current: MatchRow) => boolean,
) {
  return (unpaired: Unpaired, suspected: Suspected[]): Pair[] => {
    const added = Map.groupBy(unpaired.added, addedKey);
    const found = unpaired.gone.map((old) => ({
      old,
      candidates: (added.get(goneKey(old)) ?? []).filter((current) => isSame(old, current)),
    }));
    const wanted = Map.groupBy(
      found.flatMap(({ candidates }) => candidates),
      ({ slug }) => slug,
    );
    const pairs: Pair[] = [];
    for (const { old, candidates } of found) {
      const [current, ...others] = candidates;
      if (!current) continue;
      if (others.length === 0 && wanted.get(current.slug)?.length === 1) {
        pairs.push({ old, current, kind });
      } else {
        suspected.push(describeSuspected(old, candidates, 'more than one match fits'));
      }
    }
    return withoutPaired(unpaired, pairs);
  };
}

function similarMatches({ gone, added }: Unpaired): Suspected[] {
  const bySides = Map.groupBy(added, sidesOf);
  return gone.flatMap((old) => {
    const alike = (bySides.get(sidesOf(old)) ?? []).filter(
      (current) =>
        daysBetween(old, current) > MAX_MOVED_DAYS && isMoved(old, current, MAX_SIMILAR_DAYS),
    );
    return alike.length === 0
      ? []
      : [describeSuspected(old, alike, `the days are more than ${MAX_MOVED_DAYS} apart`)];
  });
}

function describeSuspected(old: MatchRow, candidates: readonly MatchRow[], why: string): Suspected {
  const slugs = candidates.map(({ slug }) => slug).join(' or ');
  return { what: `The match ${old.slug} may be ${slugs} now: ${why}.` };
}
