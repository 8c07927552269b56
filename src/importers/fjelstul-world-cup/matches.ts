import { fold } from '../../text/fold.js';
import { buildMatchSlug } from '../../text/slug.js';
import {
  type BookingFact,
  type DiscrepancyFact,
  EMPTY_SHEET,
  type GoalFact,
  type MatchFact,
  type MatchSheet,
  type PenaltyFact,
  type PlayerName,
  type ShootoutFact,
} from '../facts.js';
import { addCitation, mergeDiscrepancies } from '../merging.js';
import {
  disambiguatePenaltyName,
  orderKicks,
  penaltyFromGoal,
  sortPenalties,
} from '../penalties.js';
import { canonicalTeamName } from '../world-cup-teams.js';
import type { CupGoal, CupMatch } from './types.js';

/** `goals` with their position in the record. */
export interface MatchPair {
  match: CupMatch;
  known: MatchFact | null;
  goals: { goal: CupGoal; place: number }[];
}

export interface ShapingContext {
  source: string;
  tournament: string;
  nameOf(player: string): PlayerName;
}

/** Record values stay; a discrepancy keeps both. */
export function mergeIntoMatch(
  known: MatchFact,
  { match, goals }: MatchPair,
  shaping: ShapingContext,
): MatchFact {
  const { source } = shaping;
  const cupGoals = new Map(goals.map(({ goal, place }) => [place, goal]));
  const newGoals = known.goals.map((goal, place) => mergeGoal(goal, cupGoals.get(place), source));
  const stoppages = new Map(newGoals.map((goal) => [`${goal.key}/penalty`, goal.stoppage]));
  const inPlay = known.penalties.map((penalty) => ({
    ...penalty,
    stoppage: penalty.stoppage ?? stoppages.get(penalty.key) ?? null,
  }));
  return {
    ...known,
    edition: match.cup.year,
    stage: match.stage,
    group: match.group,
    stadium: match.stadium,
    afterExtraTime: match.afterExtraTime,
    sheet: withBookings(match, shaping, known.sheet),
    goals: newGoals,
    penalties: mergeKicks(inPlay, kicksOf(match, known.home, shaping)),
    shootout: known.shootout ?? shootoutOf(match, source),
    discrepancies: mergeDiscrepancies(
      known.discrepancies,
      discrepanciesOf(known, match, cupGoals, source),
    ),
    citedBy: addCitation(known.citedBy, { source, key: match.key }),
  };
}

/** The host is home, as in the results dataset. */
export function createMatch(match: CupMatch, shaping: ShapingContext): MatchFact {
  const { source, tournament } = shaping;
  const swapped = match.country === match.names[1];
  const [home, away] = swapped ? [match.away, match.home] : [match.home, match.away];
  const goals = match.goals.map((goal) => newGoal(goal, shaping));
  const inPlay: PenaltyFact[] = [];
  for (const penalty of goals.flatMap(penaltyFromGoal))
    inPlay.push(disambiguatePenaltyName(penalty, inPlay));
  return {
    source,
    key: match.key,
    slug: buildMatchSlug(match.date, home, away),
    date: match.date,
    ordinal: null,
    home,
    away,
    homeScore: swapped ? match.awayScore : match.homeScore,
    awayScore: swapped ? match.homeScore : match.awayScore,
    tournament,
    edition: match.cup.year,
    stage: match.stage,
    group: match.group,
    stadium: match.stadium,
    city: match.city,
    country: match.country,
    neutral: !match.names.includes(match.country),
    afterExtraTime: match.afterExtraTime,
    possiblyAwarded: false,
    sheet: withBookings(match, shaping),
    goals,
    penalties: mergeKicks(inPlay, kicksOf(match, home, shaping)),
    shootout: shootoutOf(match, source),
    discrepancies: [],
    citedBy: [],
  };
}

function newGoal(goal: CupGoal, { source, nameOf }: ShapingContext): GoalFact {
  const { key, team, player, minute, stoppage, ownGoal, penalty } = goal;
  const scorer = nameOf(player);
  return { source, key, team, scorer, minute, stoppage, ownGoal, penalty, citedBy: [] };
}

/** Stoppage time only if the minutes agree. */
function mergeGoal(goal: GoalFact, cupGoals: CupGoal | undefined, source: string): GoalFact {
  if (!cupGoals) return goal;
  return {
    ...goal,
    stoppage: goal.stoppage ?? (cupGoals.minute === goal.minute ? cupGoals.stoppage : null),
    citedBy: addCitation(goal.citedBy, { source, key: cupGoals.key }),
  };
}

function withBookings(
  { bookings }: CupMatch,
  { source, nameOf }: ShapingContext,
  sheet: MatchSheet = EMPTY_SHEET,
): MatchSheet {
  const own = bookings.map(
    ({ player, playerTeam: _, playerName: name, ...booking }): BookingFact => ({
      ...booking,
      source,
      player: nameOf(player),
      name,
      citedBy: [],
    }),
  );
  return {
    ...sheet,
    bookings: [...own, ...sheet.bookings.filter((booking) => booking.source !== source)],
  };
}

const kicksOf = ({ kicks }: CupMatch, home: string, { source, nameOf }: ShapingContext) =>
  orderKicks(
    source,
    kicks.map(({ player, ...kick }) => ({ ...kick, taker: nameOf(player) })),
    home,
  );

/** A known kick gains a citation. */
function mergeKicks(penalties: readonly PenaltyFact[], kicks: readonly PenaltyFact[]) {
  const cupGoals = new Map(kicks.map((kick) => [kick.name, kick]));
  const kept = penalties.flatMap((penalty) => {
    const kick = cupGoals.get(penalty.name);
    if (!kick) return [penalty];
    if (kick.source === penalty.source) return [];
    cupGoals.delete(penalty.name);
    return [{ ...penalty, citedBy: addCitation(penalty.citedBy, kick) }];
  });
  return sortPenalties([...kept, ...cupGoals.values()]);
}

function shootoutOf({ key, shootout }: CupMatch, source: string): ShootoutFact | null {
  return shootout && { source, key, winner: shootout.winner, firstShooter: null };
}

/** Record value first; null is no discrepancy. */
function discrepanciesOf(
  known: MatchFact,
  match: CupMatch,
  cupGoals: ReadonlyMap<number, CupGoal>,
  source: string,
): DiscrepancyFact[] {
  const swapped = known.home !== match.home;
  const { homeScore, awayScore } = match;
  const scores = swapped ? [awayScore, homeScore] : [homeScore, awayScore];
  const found: DiscrepancyFact[] = [];
  const compare = (
    field: string,
    ours: SourcedValue,
    theirs: SourcedValue,
    alike = (value: string) => value,
  ) => {
    if (ours === null || theirs === null || alike(`${ours}`) === alike(`${theirs}`)) return;
    const values = [
      { source: known.source, value: `${ours}` },
      { source, value: `${theirs}` },
    ];
    found.push({ field, values });
  };
  if (known.homeScore !== null) {
    compare('score', `${known.homeScore}-${known.awayScore}`, scores.join('-'));
  }
  compare('city', known.city, match.city, fold);
  compare('country', known.country, match.country, (name) => canonicalTeamName(name, match.date));
  compare('shootout winner', known.shootout?.winner ?? null, match.shootout?.winner ?? null);
  for (const [place, { minute }] of known.goals.entries()) {
    compare(`goal ${place + 1} minute`, minute, cupGoals.get(place)?.minute ?? null);
  }
  return found;
}

type SourcedValue = string | number | null;
