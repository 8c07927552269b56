/** Invented facts to judge claims by: what `record/` would have read, without a database. */
import fc from 'fast-check';
import { createFigureAsOf } from '../../src/analysis/careers.js';
import type { ClaimFacts } from '../../src/factcheck/claim-facts.js';
import type { PlayerCandidateRow } from '../../src/record/claims.js';
import type { GoalRow } from '../../src/record/goals.js';
import type { MatchRow } from '../../src/record/matches.js';
import type { PenaltyRow } from '../../src/record/penalties.js';
import type { ReferenceData, ReferenceIndex, SourceRow } from '../../src/record/reference.js';

export const SLUG = '2020-06-01-atlantis-lemuria';
const DAY = '2020-06-01';

const TEAMS = ['atlantis', 'lemuria'].map((slug, place) => ({
  id: place + 1,
  slug,
  name: slug,
  category: 'MEN' as const,
  sourceId: 1,
  playedWorldCup: false,
  formerNames: [],
  otherNames: [],
  confederation: null,
}));

const SOURCES: SourceRow[] = (['DATASET', 'DATASET', 'ARTICLE'] as const).map((kind, place) => ({
  id: place + 1,
  slug: `source-${place + 1}`,
  title: `Source ${place + 1}`,
  kind,
  publisher: null,
  publishedOn: null,
  url: null,
  license: null,
  attribution: null,
}));

const TOURNAMENTS = ['Friendly', 'Cup'].map((name, place) => ({
  id: place + 1,
  slug: name.toLowerCase(),
  name,
  category: 'MEN' as const,
  sourceId: 1,
}));

function shelf<Row extends { id: number; slug: string }>(all: Row[]): ReferenceIndex<Row> {
  return {
    all,
    find: (slug) => all.find((row) => row.slug === slug),
    get(id) {
      const row = all.find((one) => one.id === id);
      if (!row) throw new Error(`There is no row ${id}.`);
      return row;
    },
  };
}

const REFERENCE: ReferenceData = {
  version: 'invented',
  through: DAY,
  teams: shelf(TEAMS),
  tournaments: shelf(TOURNAMENTS),
  editions: shelf([]),
  sources: shelf(SOURCES),
  holdings: [],
  currentSlug: (_, slug) => slug,
  spellings: { stage: () => [], city: () => [], country: () => [] },
  years: [],
};

/** The players: three of one side, two of the other, and one who is in no match. */
export const PEOPLE: PlayerCandidateRow[] = [
  'kleito',
  'atlas',
  'gadeiros',
  'mu',
  'ra',
  'nobody-here',
].map((slug, place) => ({
  id: place + 1,
  slug,
  nameSlug: slug,
  name: slug,
  birthDate: null,
  sourceId: 1,
  teams: [place < 3 ? 1 : 2],
}));

export const [ABSENT] = PEOPLE.slice(-1);

const minute = fc.option(fc.integer({ min: 1, max: 120 }));
const scorers = PEOPLE.filter((player) => player !== ABSENT);

/** A goal row; who scored it is known or not. */
const goal = fc.record({
  minute,
  stoppage: fc.option(fc.integer({ min: 1, max: 9 })),
  ownGoal: fc.boolean(),
  penalty: fc.boolean(),
  sourceId: fc.constantFrom(1, 2),
  sources: fc.subarray([1, 2]),
  home: fc.boolean(),
});

const rowsOf = (whoScored: fc.Arbitrary<PlayerCandidateRow | null>) =>
  fc.array(fc.tuple(goal, whoScored), { maxLength: 6 }).map((rows) =>
    rows.map(
      ([{ home, ...row }, scorer], place): GoalRow => ({
        ...row,
        id: place + 1,
        matchSlug: SLUG,
        ordinal: place + 1,
        teamId: home ? 1 : 2,
        stoppage: row.minute === null ? null : row.stoppage,
        scorer,
      }),
    ),
  );

const penalties = fc
  .array(
    fc.tuple(
      fc.constantFrom(...scorers),
      minute,
      fc.constantFrom<PenaltyRow['outcome'][]>('MISSED', 'SAVED', 'HIT_WOODWORK', 'NOT_SCORED'),
      fc.constantFrom(1, 3),
      fc.boolean(),
    ),
    { maxLength: 3 },
  )
  .map((rows) =>
    rows.map(
      ([taker, at, outcome, sourceId, isKick], place): PenaltyRow => ({
        id: place + 1,
        matchSlug: SLUG,
        key: `${place + 1}`,
        kind: isKick ? 'SHOOTOUT' : 'IN_PLAY',
        teamId: 1,
        minute: isKick ? null : at,
        stoppage: null,
        outcome,
        detail: null,
        sourceId,
        sources: [],
        taker,
        foulBy: null,
        foulOn: null,
      }),
    ),
  );

/** A played match with these goal rows; so many goals more are in the score without a row. */
function matchWith(goals: GoalRow[], missing: number, others: PenaltyRow[]): MatchRow {
  const [home, away] = [1, 2].map((id) => goals.filter(({ teamId }) => teamId === id).length);
  const scored = goals.filter(({ penalty, scorer }) => penalty && scorer);
  const asPenalties = scored.map(
    ({ id, minute: at, stoppage, scorer, teamId, sourceId }): PenaltyRow => ({
      id: 100 + id,
      matchSlug: SLUG,
      key: `goal-${id}`,
      kind: 'IN_PLAY',
      teamId,
      minute: at,
      stoppage,
      outcome: 'SCORED',
      detail: null,
      sourceId,
      sources: [],
      taker: scorer ?? null,
      foulBy: null,
      foulOn: null,
    }),
  );
  return {
    id: 1,
    slug: SLUG,
    date: DAY,
    homeId: 1,
    awayId: 2,
    homeScore: (home ?? 0) + missing,
    awayScore: away ?? 0,
    homeGoalsRecorded: home ?? 0,
    awayGoalsRecorded: away ?? 0,
    tournamentId: 1,
    editionId: null,
    stage: null,
    group: null,
    stadium: null,
    city: 'Poseidonis',
    country: 'Atlantis',
    neutral: false,
    afterExtraTime: null,
    possiblyAwarded: false,
    kickOffTime: null,
    utcOffset: null,
    attendance: null,
    refereeName: null,
    refereeCountry: null,
    sourceId: 1,
    goals,
    penalties: [...asPenalties, ...others],
    shootout: null,
    discrepancies: [],
  };
}

const named = fc.constantFrom<(PlayerCandidateRow | null)[]>(...scorers);

/** A match every goal of which has its scorer. */
export const completeMatch = fc
  .tuple(rowsOf(named), penalties)
  .map(([goals, others]) => matchWith(goals, 0, others));

/** A match with goals in the score and not one row. */
export const matchWithoutScorers = fc
  .integer({ min: 1, max: 9 })
  .map((goals) => matchWith([], goals, []));

/** A match some goals of which lack their row or their scorer. */
export const partialMatch = fc
  .tuple(rowsOf(fc.option(fc.constantFrom(...scorers))), fc.integer({ min: 1, max: 3 }), penalties)
  .map(([goals, missing, others]) => matchWith(goals, missing, others));

export const anyMatch = fc.oneof(completeMatch, matchWithoutScorers, partialMatch);

/** What claims about one match are judged by. */
export function factsOf(match: MatchRow, more: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    reference: REFERENCE,
    matches: new Map([[match.slug, match]]),
    candidates: PEOPLE,
    meetings: [match],
    careers: [],
    figureAsOf: createFigureAsOf(REFERENCE),
    suggestions: { Player: new Map(), Team: new Map(), Tournament: new Map(), Match: new Map() },
    ...more,
  };
}

/** The reference rows of a record whose matches a dataset lists, or that is shown to have all of them, between two days. */
export function referenceHolding(
  from: string,
  to: string,
  completeness: 'LISTED' | 'COMPLETE' = 'LISTED',
): ReferenceData {
  const holding = { category: 'MEN' as const, teamId: null, tournamentId: null, sourceId: 1 };
  return { ...REFERENCE, through: to, holdings: [{ ...holding, from, to, completeness }] };
}
