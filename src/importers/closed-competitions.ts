/**
 * Which days of closed competitions a list of matches holds whole, shown by the structure of its campaigns.
 * Entry point: `completeHoldings`.
 */
import { isClosedCompetition, isFinals } from '../statistics/closed-competitions.js';
import { addDays, daysBetween, type Span } from '../statistics/days.js';
import { isBracket, isCompleteCompetition, type PlayedMatch } from './competition-structure.js';
import type { HoldingFact, MatchFact, TournamentFact } from './facts.js';
import { groupBy } from './groups.js';

/** Days without a match after which another campaign begins. */
const MAX_PAUSE_DAYS = 45;

/** What tells by the structure of matches, in the order of their days, whether none is missing. */
type Structure = (matches: readonly PlayedMatch[]) => boolean;

/** Matches of a tournament without a long pause: an edition, or a stage of one. */
export interface Campaign extends Span {
  matches: readonly MatchFact[];
  /** Whether its structure shows that it lacks no match. */
  complete: boolean;
}

/** Divides the matches of one tournament into campaigns, at every pause of more than 45 days. */
export function campaignsOf(
  matches: readonly MatchFact[],
  isComplete: Structure = isCompleteCompetition,
): Campaign[] {
  const campaigns: MatchFact[][] = [];
  for (const match of matches.toSorted((one, other) => compare(one.date, other.date))) {
    const campaign = campaigns.at(-1);
    const last = campaign?.at(-1);
    if (last && daysBetween(last.date, match.date) <= MAX_PAUSE_DAYS) campaign?.push(match);
    else campaigns.push([match]);
  }
  return campaigns.map((campaign) => ({
    from: campaign[0]?.date ?? '',
    to: campaign.at(-1)?.date ?? '',
    matches: campaign,
    complete: campaign.every(isPlayed) && isComplete(campaign),
  }));
}

/**
 * The COMPLETE holdings of the closed competitions among some tournaments, up to the last day of which their source lists
 * matches; later campaigns are fixtures.
 * - Finals: campaigns of a complete structure, joined as `joinCampaigns` says.
 * - Qualifications and Nations Leagues: brackets alone, each from its first day to its last. A group leaves no trace of
 *   other groups beside it.
 */
export function completeHoldings(
  source: string,
  tournaments: readonly TournamentFact[],
  matches: readonly MatchFact[],
  lastDay: string,
): HoldingFact[] {
  const matchesOf = groupBy(matches, ({ tournament }) => tournament);
  return tournaments
    .filter(({ name }) => isClosedCompetition(name))
    .flatMap((tournament) => {
      const finals = isFinals(tournament.name);
      const listed = matchesOf.get(tournament.slug) ?? [];
      const campaigns = campaignsOf(listed, finals ? isCompleteCompetition : isBracket).filter(
        ({ from }) => from <= lastDay,
      );
      const spans = finals
        ? joinCampaigns(campaigns, lastDay)
        : campaigns.filter(({ complete }) => complete);
      return spans.map((span) => completeHolding(source, tournament, span));
    });
}

/** A COMPLETE holding of a tournament over a range of days. */
export function completeHolding(
  source: string,
  { slug, category }: Pick<TournamentFact, 'slug' | 'category'>,
  { from, to }: Span,
): HoldingFact {
  return {
    source,
    key: `complete/${slug}/${from}`,
    category,
    completeness: 'COMPLETE',
    team: null,
    tournament: slug,
    from,
    to,
  };
}

/**
 * The ranges of days that the complete campaigns of finals cover. The cycle is the shortest time from the beginning of one
 * campaign to that of the next, complete or not; it is known from three campaigns on.
 * - Two neighbours are one range where less than two cycles lie between their beginnings: a third cannot have begun between.
 * - The range of the last campaign reaches to the last day of the list, but ends before a cycle from its beginning is over.
 */
export function joinCampaigns(campaigns: readonly Campaign[], lastDay: string): Span[] {
  const cycle = cycleOf(campaigns);
  const spans: Span[] = [];
  let previous: Campaign | undefined;
  for (const campaign of campaigns) {
    const span = spans.at(-1);
    const { from, to, complete } = campaign;
    const isNext = previous?.complete && daysBetween(previous.from, from) < 2 * cycle;
    if (complete && isNext && span) span.to = to;
    else if (complete) spans.push({ from, to });
    previous = campaign;
  }
  const last = spans.at(-1);
  if (previous?.complete && last && cycle > 0) {
    const end = addDays(previous.from, cycle - 1);
    const reached = end < lastDay ? end : lastDay;
    if (reached > last.to) last.to = reached;
  }
  return spans;
}

/** Days of the cycle of a tournament; 0 where it is not known. */
function cycleOf(campaigns: readonly Campaign[]): number {
  const times = campaigns
    .slice(1)
    .map(({ from }, place) => daysBetween(campaigns[place]?.from ?? from, from));
  return times.length < 2 ? 0 : Math.min(...times);
}

const isPlayed = (match: MatchFact): match is MatchFact & PlayedMatch =>
  match.homeScore !== null && match.awayScore !== null;

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
