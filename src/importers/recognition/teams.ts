/** Another team has their matches. */
import {
  append,
  type MatchRow,
  type RecordRows,
  rowsWithout,
  type Suspected,
  slugsOf,
  type TeamRenames,
  type TeamRow,
} from './rows.js';

interface TeamMatch {
  date: string;
  opponent: string;
  own: number | null;
  other: number | null;
  isHome: boolean;
}

interface Candidate {
  team: TeamRow;
  /** Same day, opponent and score. */
  equal: number;
  sameSide: number;
  /** Of the old team. */
  total: number;
}

interface TeamComparison {
  gone: readonly TeamRow[];
  added: readonly TeamRow[];
  goneSlugs: ReadonlySet<string>;
  addedSlugs: ReadonlySet<string>;
  oldMatches: ReadonlyMap<string, readonly TeamMatch[]>;
  newMatches: ReadonlyMap<string, ReadonlyMap<string, readonly TeamMatch[]>>;
}

/** Certain, and possible. */
const MIN_RECOGNISED_SHARE = 0.9;
const MIN_SIMILAR_SHARE = 0.8;

/** Removes contradictory renames, adds implied ones. Starting from none misses two at once. */
export function recogniseTeams(
  before: RecordRows,
  after: RecordRows,
): { renames: TeamRenames; suspected: Suspected[] } {
  const comparison = compareTeams(before, after);
  const renames = addImplied(
    comparison,
    removeContradictory(comparison, chooseBest(findCandidates(comparison, null))),
  );
  const candidates = findCandidates(comparison, renames);
  return { renames, suspected: listSuspected(comparison, candidates, renames) };
}

function removeContradictory(compared: TeamComparison, renames: TeamRenames): TeamRenames {
  const held = chooseBest(findCandidates(compared, renames));
  const kept = new Map([...renames].filter(([slug, current]) => held.get(slug) === current));
  return kept.size === renames.size ? renames : removeContradictory(compared, kept);
}

function addImplied(compared: TeamComparison, renames: TeamRenames): TeamRenames {
  const found = chooseBest(findCandidates(compared, renames));
  return found.size <= renames.size ? renames : addImplied(compared, found);
}

function compareTeams(before: RecordRows, after: RecordRows): TeamComparison {
  const gone = rowsWithout(before.teams, slugsOf(after.teams));
  const added = rowsWithout(after.teams, slugsOf(before.teams));
  const [goneSlugs, addedSlugs] = [slugsOf(gone), slugsOf(added)];
  const newMatches = new Map(
    [...matchesOf(after.matches, addedSlugs)].map(([slug, matches]) => {
      const byDay = new Map<string, TeamMatch[]>();
      for (const match of matches) append(byDay, match.date, match);
      return [slug, byDay] as const;
    }),
  );
  const oldMatches = matchesOf(before.matches, goneSlugs);
  return { gone, added: added, goneSlugs, addedSlugs: addedSlugs, oldMatches, newMatches };
}

function matchesOf(matches: readonly MatchRow[], teams: ReadonlySet<string>) {
  const found = new Map<string, TeamMatch[]>();
  for (const { date, home, away, homeScore, awayScore } of matches) {
    if (teams.has(home)) {
      const visited = { date, opponent: away, own: homeScore, other: awayScore, isHome: true };
      append(found, home, visited);
    }
    if (teams.has(away)) {
      const visited = { date, opponent: home, own: awayScore, other: homeScore, isHome: false };
      append(found, away, visited);
    }
  }
  return found;
}

/** Best first. Unknown opponents match any. */
function findCandidates(
  compared: TeamComparison,
  renames: TeamRenames | null,
): ReadonlyMap<string, readonly Candidate[]> {
  return new Map(
    compared.gone.map((old) => {
      const candidates = compared.added
        .filter(({ category }) => category === old.category)
        .map((team) => buildCandidate(compared, old, team, renames))
        .filter(({ equal, total }) => total > 0 && equal / total >= MIN_SIMILAR_SHARE);
      return [old.slug, candidates.sort(bySimilarity)] as const;
    }),
  );
}

const bySimilarity = (one: Candidate, two: Candidate) =>
  two.equal - one.equal || two.sameSide - one.sameSide;

function buildCandidate(
  { oldMatches, newMatches, goneSlugs, addedSlugs }: TeamComparison,
  old: TeamRow,
  team: TeamRow,
  renames: TeamRenames | null,
): Candidate {
  const isSameOpponent = (was: string, is: string) => {
    if (was === is) return true;
    return renames ? renames.get(was) === is : goneSlugs.has(was) && addedSlugs.has(is);
  };
  const days = newMatches.get(team.slug);
  const matches = oldMatches.get(old.slug) ?? [];
  const candidate = { team, equal: 0, sameSide: 0, total: matches.length };
  for (const match of matches) {
    const equals = (days?.get(match.date) ?? []).filter(
      (one) => isSameOpponent(match.opponent, one.opponent) && isScoreCompatible(match, one),
    );
    if (equals.length > 0) candidate.equal += 1;
    if (equals.some(({ isHome }) => isHome === match.isHome)) candidate.sameSide += 1;
  }
  return candidate;
}

/** Unplayed: any score. */
const isScoreCompatible = (was: TeamMatch, is: TeamMatch) =>
  was.own === null || (was.own === is.own && was.other === is.other);

const isRecognised = ({ equal, total }: Candidate) => equal / total >= MIN_RECOGNISED_SHARE;

/** None on a tie. */
function chooseBest(candidates: ReadonlyMap<string, readonly Candidate[]>): TeamRenames {
  const claims = new Map<string, string[]>();
  for (const [slug, found] of candidates) {
    const [best, next] = found.filter(isRecognised);
    if (!best || (next && bySimilarity(best, next) === 0)) continue;
    append(claims, best.team.slug, slug);
  }
  const alone = [...claims].flatMap(([current, slugs]) =>
    slugs.length === 1 ? slugs.map((slug) => [slug, current] as const) : [],
  );
  return new Map(alone);
}

function listSuspected(
  { gone }: TeamComparison,
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  renames: TeamRenames,
): Suspected[] {
  const taken = new Set(renames.values());
  return gone
    .filter(({ slug }) => !renames.has(slug))
    .flatMap((old) =>
      (candidates.get(old.slug) ?? [])
        .filter(({ team }) => !taken.has(team.slug))
        .map(({ team, equal, total }) => ({
          what:
            `The team ${old.name} (${old.slug}) may be ${team.name} (${team.slug}) now: ` +
            `${equal} of its ${total} matches have the same day, opponent and score.`,
        })),
    );
}
