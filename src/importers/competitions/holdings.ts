import { isFinals, isNationsLeague } from '../../statistics/closed-competitions.js';
import { addDays, type DayRange, daysBetween } from '../../statistics/days.js';
import type { HoldingFact, MatchFact, TournamentFact } from '../facts.js';
import { type Ending, endingOf, isBracket, type PlayedMatch } from './structure.js';

const MAX_PAUSE_DAYS = 45;

/** Matches ordered by day; null unless provably complete. */
type FindEnding = (matches: readonly PlayedMatch[]) => Ending | null;

export interface Campaign extends DayRange {
  matches: readonly MatchFact[];
  /** Null unless proven. */
  ending: Ending | null;
}

export function splitCampaigns(
  matches: readonly MatchFact[],
  findEnding: FindEnding = (campaign) => endingOf(campaign),
): Campaign[] {
  const campaigns: MatchFact[][] = [];
  for (const match of matches.toSorted((one, other) => compareText(one.date, other.date))) {
    const campaign = campaigns.at(-1);
    const last = campaign?.at(-1);
    if (last && daysBetween(last.date, match.date) <= MAX_PAUSE_DAYS) campaign?.push(match);
    else campaigns.push([match]);
  }
  return campaigns.map((campaign) => ({
    from: campaign[0]?.date ?? '',
    to: campaign.at(-1)?.date ?? '',
    matches: campaign,
    ending: campaign.every(isPlayed) ? findEnding(campaign) : null,
  }));
}

/**
 * Up to the last played day: finals by complete campaigns, Nations Leagues by brackets. No qualifications: a missing
 * group leaves no trace.
 */
export function buildCompleteHoldings(
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
      const campaigns = splitCampaigns(listed, finals ? undefined : bracketEnding).filter(
        ({ from }) => from <= lastDay,
      );
      const spans = finals
        ? joinCampaigns(campaigns, lastDay)
        : campaigns.filter(({ ending }) => ending !== null);
      return spans.map((span) => buildCompleteHolding(source, tournament, span));
    });
}

const bracketEnding: FindEnding = (campaign) => (isBracket(campaign) ? 'FINAL' : null);

export function buildCompleteHolding(
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
 * Cycle: shortest time between starts, from three campaigns. After a final the range extends to a complete campaign
 * within two cycles, or to `lastDay` within one.
 */
export function joinCampaigns(campaigns: readonly Campaign[], lastDay: string): DayRange[] {
  const cycle = cycleDays(campaigns);
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

/** Days; 0 if unknown. */
function cycleDays(campaigns: readonly Campaign[]): number {
  const times = campaigns
    .slice(1)
    .map(({ from }, place) => daysBetween(campaigns[place]?.from ?? from, from));
  return times.length < 2 ? 0 : Math.min(...times);
}

const isPlayed = (match: MatchFact): match is MatchFact & PlayedMatch =>
  match.homeScore !== null && match.awayScore !== null;

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
