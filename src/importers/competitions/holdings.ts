/**
 * Which days of closed competitions a list of matches holds whole, shown by the structure of its campaigns.
 * Entry point: `completeHoldings`.
 */
import { isFinals, isNationsLeague } from '../../statistics/closed-competitions.js';
import { addDays, type DayRange, daysBetween } from '../../statistics/days.js';
import type { HoldingFact, MatchFact, TournamentFact } from '../facts.js';
import { type Ending, endingOf, isBracket, type PlayedMatch } from './structure.js';

/** Days without a match after which another campaign begins. */
const MAX_PAUSE_DAYS = 45;

/** How the matches of a campaign end, in the order of their days, where their structure shows that none is missing. */
type Structure = (matches: readonly PlayedMatch[]) => Ending | null;

/** Matches of a tournament without a long pause: an edition, or a stage of one. */
export interface Campaign extends DayRange {
  matches: readonly MatchFact[];
  /** How it ends where its structure shows that it lacks no match; null otherwise. */
  ending: Ending | null;
}

/** Divides the matches of one tournament into campaigns, at every pause of more than 45 days. */
export function campaignsOf(
  matches: readonly MatchFact[],
  structure: Structure = (campaign) => endingOf(campaign),
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
    ending: campaign.every(isPlayed) ? structure(campaign) : null,
  }));
}

/**
 * The COMPLETE holdings of the closed competitions among some tournaments, up to the last day of which their source
 * lists matches; later campaigns are fixtures.
 * - Finals: campaigns of a complete structure, joined as `joinCampaigns` says.
 * - Nations Leagues: their brackets alone, each from its first day to its last.
 * - Qualifications: none. A group or a bracket leaves no trace of others beside it.
 */
export function completeHoldings(
  source: string,
  tournaments: readonly TournamentFact[],
  matches: readonly MatchFact[],
  lastDay: string,
): HoldingFact[] {
  const matchesOf = Map.groupBy(matches, ({ tournament }) => tournament);
  return tournaments
    .filter(({ name }) => isFinals(name) || isNationsLeague(name))
    .flatMap((tournament) => {
      const finals = isFinals(tournament.name);
      const listed = matchesOf.get(tournament.slug) ?? [];
      const campaigns = campaignsOf(listed, finals ? undefined : bracketEnding).filter(
        ({ from }) => from <= lastDay,
      );
      const spans = finals
        ? joinCampaigns(campaigns, lastDay)
        : campaigns.filter(({ ending }) => ending !== null);
      return spans.map((span) => completeHolding(source, tournament, span));
    });
}

/** In a Nations League four teams that meet nobody else play a bracket. */
const bracketEnding: Structure = (campaign) => (isBracket(campaign) ? 'FINAL' : null);

/** A COMPLETE holding of a tournament over a range of days. */
export function completeHolding(
  source: string,
  { slug, category }: Pick<TournamentFact, 'slug' | 'category'>,
  { from, to }: DayRange,
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
 * The ranges of days that the complete campaigns of finals cover. The cycle is the shortest time from the beginning
 * of one campaign to that of the next, complete or not; it is known from three campaigns on. After a campaign that
 * ends with a final
 * - its range goes on with a complete neighbour that began less than two cycles after it: a third cannot have begun
 *   between;
 * - if it is the last, its range reaches to the last day of the list, but ends before a cycle from its beginning is
 *   over.
 */
export function joinCampaigns(campaigns: readonly Campaign[], lastDay: string): DayRange[] {
  const cycle = cycleOf(campaigns);
  const spans: DayRange[] = [];
  let previous: Campaign | undefined;
  for (const campaign of campaigns) {
    const { from, to, ending } = campaign;
    const isNext = previous?.ending === 'FINAL' && daysBetween(previous.from, from) < 2 * cycle;
    const span = spans.at(-1);
    if (ending !== null && isNext && span) span.to = to;
    else if (ending !== null) spans.push({ from, to });
    previous = campaign;
  }
  const last = spans.at(-1);
  if (previous?.ending === 'FINAL' && last && cycle > 0) {
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
