import { coversRange, type DayRange, FIRST_MATCH_DAY, isWithin } from '../../statistics/days.js';
import { buildCompleteHolding, joinCampaigns, splitCampaigns } from '../competitions/holdings.js';
import type { Category, HoldingFact, MatchFact } from '../facts.js';
import type { MatchPair } from './matches.js';
import type { CupRows } from './types.js';

interface CupMatches {
  pairings: readonly (Pick<MatchPair, 'known'> & { match: Pick<MatchPair['match'], 'date'> })[];
  matches: readonly MatchFact[];
  record: readonly MatchFact[];
}

interface CupDays extends Pick<CupRows, 'rejected'> {
  cups: readonly Pick<CupRows['cups'][number], 'category' | 'startDate' | 'endDate'>[];
}

interface Stage extends DayRange {
  complete: boolean;
}

/**
 * LISTED over all editions. COMPLETE, unless a match was rejected, if other sources confirm it (`confirmedSpans`),
 * without these by structure.
 */
export function buildCupHoldings(
  source: string,
  tournament: { slug: string; category: Category },
  { cups, rejected }: CupDays,
  cupMatches: CupMatches,
): HoldingFact[] {
  const { slug, category } = tournament;
  const editions = cups
    .filter((cup) => cup.category === category)
    .map(({ startDate: from, endDate: to }) => ({ from, to }));
  const from = editions.map((edition) => edition.from).sort()[0] ?? '';
  const to =
    editions
      .map((edition) => edition.to)
      .sort()
      .at(-1) ?? '';
  const isRejected = rejected.some(({ file }) => file === 'matches.csv');
  const spans = isRejected ? [] : completeSpans(source, editions, cupMatches, to);
  const listed: HoldingFact = {
    ...buildCompleteHolding(source, tournament, { from, to }),
    key: slug,
    completeness: 'LISTED',
  };
  return [
    ...(coversRange(spans, from, to) ? [] : [listed]),
    ...spans.map((span) => buildCompleteHolding(source, tournament, span)),
  ];
}

function completeSpans(
  source: string,
  editions: readonly DayRange[],
  cupMatches: CupMatches,
  lastDay: string,
): DayRange[] {
  const isConfirmed = cupMatches.pairings.some(({ known }) => known !== null);
  return isConfirmed
    ? confirmedSpans(source, editions, cupMatches)
    : joinCampaigns(splitCampaigns(cupMatches.matches), lastDay);
}

/**
 * Consecutive complete editions, from `FIRST_MATCH_DAY` on. Complete: no other match in its days, most matches in other
 * sources or proof by structure. A match outside means a missing edition.
 */
function confirmedSpans(
  source: string,
  editions: readonly DayRange[],
  { pairings, matches, record }: CupMatches,
): DayRange[] {
  const paired = new Set(pairings.map(({ known }) => known));
  const unpaired = record.filter((match) => match.source !== source && !paired.has(match));
  const isOf = (span: DayRange) => (match: { date: string }) => isWithin(match.date, span);
  const stages: Stage[] = editions.map((edition) => {
    const listed = pairings.filter(({ match }) => isOf(edition)(match));
    const known = listed.filter((pairing) => pairing.known !== null);
    const [campaign, ...others] = splitCampaigns(matches.filter(isOf(edition)));
    const isWhole = others.length === 0 && campaign !== undefined && campaign.ending !== null;
    const complete = known.length > listed.length / 2 || isWhole;
    return { ...edition, complete: complete && !unpaired.some(isOf(edition)) };
  });
  const outside = unpaired.filter(({ date }) => !editions.some((span) => isWithin(date, span)));
  stages.push(...outside.map(({ date }) => ({ from: date, to: date, complete: false })));
  return joinStages(stages.sort((one, other) => (one.from < other.from ? -1 : 1)));
}

function joinStages(stages: readonly Stage[]): DayRange[] {
  const spans: DayRange[] = [];
  for (const [place, { from, to, complete }] of stages.entries()) {
    const span = spans.at(-1);
    if (!complete) continue;
    if (span && stages[place - 1]?.complete) span.to = to;
    else spans.push({ from: place === 0 ? FIRST_MATCH_DAY : from, to });
  }
  return spans;
}
