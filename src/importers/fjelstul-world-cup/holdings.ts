/**
 * Of which days the Fjelstul World Cup Database holds every match of the World Cups of a category. Entry point:
 * `cupHoldings`.
 */
import { coversRange, type DayRange, FIRST_MATCH_DAY, isWithin } from '../../statistics/days.js';
import { campaignsOf, completeHolding, joinCampaigns } from '../competitions/holdings.js';
import type { Category, HoldingFact, MatchFact } from '../facts.js';
import type { MatchPair } from './matches.js';
import type { CupRows } from './types.js';

/** The matches of a category's World Cups. */
interface CupMatches {
  pairings: readonly (Pick<MatchPair, 'known'> & { match: Pick<MatchPair['match'], 'date'> })[];
  /** As facts, joined to those of the record. */
  matches: readonly MatchFact[];
  /** Those that the record has, from any source. */
  record: readonly MatchFact[];
}

/** The days of all editions, and the rows that were turned away. */
interface CupDays extends Pick<CupRows, 'rejected'> {
  cups: readonly Pick<CupRows['cups'][number], 'category' | 'startDate' | 'endDate'>[];
}

/** Days of an edition, or of a match outside every edition. */
interface Stage extends DayRange {
  complete: boolean;
}

/**
 * The holdings of a category's World Cups: LISTED from the first edition to the last, unless one COMPLETE holding
 * covers these days. COMPLETE are, where no row of the matches was rejected,
 * - the editions that a second source confirms (`confirmedSpans`), where the record has matches from another source;
 * - otherwise the editions whose structure shows that none is missing.
 */
export function cupHoldings(
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
    ...completeHolding(source, tournament, { from, to }),
    key: slug,
    completeness: 'LISTED',
  };
  return [
    ...(coversRange(spans, from, to) ? [] : [listed]),
    ...spans.map((span) => completeHolding(source, tournament, span)),
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
    : joinCampaigns(campaignsOf(cupMatches.matches), lastDay);
}

/**
 * The ranges of days of neighbouring complete editions. The files list every edition, so that none lies between, nor
 * before the first: the range that begins with it begins with the first match of all. An edition is complete where
 * the record has no match within its days that the files lack, and has most of their matches from other sources; or
 * where its structure shows it. A match outside every edition ends a range, since the files lack its edition.
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
    const [campaign, ...others] = campaignsOf(matches.filter(isOf(edition)));
    const isWhole = others.length === 0 && campaign !== undefined && campaign.ending !== null;
    const complete = known.length > listed.length / 2 || isWhole;
    return { ...edition, complete: complete && !unpaired.some(isOf(edition)) };
  });
  const outside = unpaired.filter(({ date }) => !editions.some((span) => isWithin(date, span)));
  stages.push(...outside.map(({ date }) => ({ from: date, to: date, complete: false })));
  return spansOf(stages.sort((one, other) => (one.from < other.from ? -1 : 1)));
}

/** The ranges of neighbouring complete stages, the first of all from the first match on. */
function spansOf(stages: readonly Stage[]): DayRange[] {
  const spans: DayRange[] = [];
  for (const [place, { from, to, complete }] of stages.entries()) {
    const span = spans.at(-1);
    if (!complete) continue;
    if (span && stages[place - 1]?.complete) span.to = to;
    else spans.push({ from: place === 0 ? FIRST_MATCH_DAY : from, to });
  }
  return spans;
}
