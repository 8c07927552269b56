/** Won, drawn and lost, runs and shoot-outs of a team: counted match by match. */
import { type Seen, seenFrom, through } from './filter.js';
import { plainly } from './names.js';
import { type Match, otherSide, type Results } from './results.js';
import { completenessOf, dayOf, lastDayOf, scopeOf } from './scope.js';

type Played = Seen & { goals: NonNullable<Seen['goals']> };

/** The matches with a score, seen from a team. */
function playedBy(team: string, matches: readonly Match[]): Played[] {
  return matches
    .map((match) => seenFrom(team, match))
    .filter((seen): seen is Played => !!seen.goals);
}

/** What some matches add up to for a team, as the API shows it. */
export function recordOf(team: string, matches: readonly Match[]) {
  const all = playedBy(team, matches);
  const on = (venue: Seen['venue']) => sumOf(all.filter((seen) => seen.venue === venue));
  return {
    ...sumOf(all),
    byVenue: { home: on('HOME'), away: on('AWAY'), neutral: on('NEUTRAL') },
    firstMatch: slugIn(all.at(0)),
    lastMatch: slugIn(all.at(-1)),
  };
}

function sumOf(played: readonly Played[]) {
  const sum = { won: 0, drawn: 0, lost: 0, goalsFor: 0, goalsAgainst: 0, cleanSheets: 0 };
  for (const { goals } of played) {
    // A shoot-out decides nothing here (rule 3).
    if (goals.own > goals.other) sum.won += 1;
    if (goals.own === goals.other) sum.drawn += 1;
    if (goals.own < goals.other) sum.lost += 1;
    sum.goalsFor += goals.own;
    sum.goalsAgainst += goals.other;
    if (goals.other === 0) sum.cleanSheets += 1;
  }
  return {
    ...sum,
    played: played.length,
    goalDifference: sum.goalsFor - sum.goalsAgainst,
    winPercentage:
      played.length === 0 ? null : Math.round((10_000 * sum.won) / played.length) / 100,
  };
}

const slugIn = (seen: Seen | undefined) => (seen ? { slug: seen.match.slug } : null);

/** What must hold in every match of a run. */
const RUNS: Record<string, (own: number, other: number) => boolean> = {
  WINNING: (own, other) => own > other,
  UNBEATEN: (own, other) => own > other || own === other,
  WINLESS: (own, other) => own === other || own < other,
  LOSING: (own, other) => own < other,
  SCORING: (own) => own >= 1,
  CLEAN_SHEETS: (_, other) => other === 0,
};

export const RUN_KINDS = Object.keys(RUNS);

/** A team's longest runs of a kind in all tournaments as of a day, and those as long as the last of them. */
export function runsOf(
  results: Results,
  team: string,
  kind: string,
  asOf: string | null,
  first: number,
) {
  const played = playedBy(team, through(results, { team }, asOf));
  const runs: Played[][] = [];
  let current: Played[] = [];
  for (const seen of played) {
    if (RUNS[kind]?.(seen.goals.own, seen.goals.other)) {
      if (current.length === 0) runs.push(current);
      current.push(seen);
    } else {
      current = [];
    }
  }
  const day = dayOf(results, asOf);
  const isOver = day > lastDayOf(results);
  // Of equal length, the earlier one comes first: they were found in that order, and sorting keeps it.
  const longest = [...runs].sort((one, other) => other.length - one.length);
  const shortest = longest[first - 1]?.length ?? 0;
  return longest
    .filter((run) => run.length >= shortest)
    .map((run) => {
      const [begin, end] = [run.at(0), run.at(-1)];
      const isOpen = isOver && end === played.at(-1);
      // What was played since the last match of all nobody knows.
      const days = { from: begin?.match.date, to: isOpen ? day : end?.match.date };
      return {
        length: run.length,
        firstMatch: slugIn(begin),
        lastMatch: slugIn(end),
        ongoing: isOpen ? null : end === played.at(-1),
        completeness: scopeOf(results, { team, ...days }, asOf),
      };
    });
}

/** The runs that no match has ended by a day, by kind. */
export function currentRunsOf(results: Results, team: string, asOf: string | null) {
  return RUN_KINDS.flatMap((kind) =>
    runsOf(results, team, kind, asOf, Number.POSITIVE_INFINITY)
      .filter(({ ongoing }) => ongoing !== false)
      .map((run) => ({ kind, ...run })),
  );
}

/** The record against every team met by a day, most matches first, ties by slug. */
export function opponentsOf(results: Results, team: string, asOf: string | null) {
  const matches = through(results, { team }, asOf);
  const met = new Set(playedBy(team, matches).map(({ match }) => otherSide(match, team)));
  return [...met]
    .map((opponent) => {
      const meetings = matches.filter((match) => otherSide(match, team) === opponent);
      const { byVenue: _, ...record } = recordOf(team, meetings);
      const completeness = scopeOf(results, { team, opponent }, asOf);
      return { opponent: { slug: opponent }, ...record, completeness };
    })
    .sort(
      (one, other) => other.played - one.played || plainly(one.opponent.slug, other.opponent.slug),
    );
}

/** A team's shoot-outs as of a day. This dataset lists no kick. */
export function shootoutsOf(results: Results, team: string, asOf: string | null) {
  const matches = through(results, { team, shootout: true }, asOf);
  const won = matches.filter(({ shootout }) => shootout?.winner === team).length;
  const none = completenessOf(scopeOf(results, { team }, asOf), 0);
  return {
    played: matches.length,
    won,
    lost: matches.length - won,
    kicks: { taken: null, scored: null, completeness: matches.length === 0 ? none : 'NONE' },
  };
}
