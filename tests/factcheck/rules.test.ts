/** What must hold of every verdict, whatever the record holds: pure judgement over invented rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCareer, createFigureAsOf } from '../../src/analysis/careers.js';
import { judgeClaim } from '../../src/factcheck/check.js';
import type { ClaimFacts } from '../../src/factcheck/claim-facts.js';
import type { Claim } from '../../src/record/claim-input.js';
import type {
  CareerGoalRow,
  CareerRows,
  PublishedFigureRow,
  TeamMatchRow,
} from '../../src/record/figures.js';
import type { MatchRow } from '../../src/record/matches.js';
import {
  ABSENT,
  anyMatch,
  completeMatch,
  factsOf,
  matchWithoutScorers,
  PEOPLE,
  partialMatch,
  referenceHolding,
  SLUG,
} from './invented.js';

const verdictOn = (claim: Claim, facts: ClaimFacts, asOf: string | null = null) =>
  judgeClaim({ claim, asOf, claimSourceId: null }, facts).kind;

const anybody = fc.constantFrom(...PEOPLE.map(({ slug }) => slug));
const anyMinute = fc.option(fc.integer({ min: 1, max: 150 }), { nil: undefined });
const anyFlag = fc.option(fc.boolean(), { nil: undefined });
const outcome = fc.constantFrom('SCORED', 'MISSED', 'SAVED', 'HIT_WOODWORK', 'NOT_SCORED');

/** A claim that somebody scored. */
const anyGoal = fc.record({
  match: fc.constant(SLUG),
  scorer: anybody,
  minute: anyMinute,
  penalty: anyFlag,
  ownGoal: anyFlag,
});

const anyPenalty = fc.record({
  match: fc.constant(SLUG),
  taker: anybody,
  minute: anyMinute,
  outcome: outcome as fc.Arbitrary<'SCORED'>,
});

/** Every claim that the rows of a match make. */
function claimsOf(match: MatchRow): Claim[] {
  const goals = (match.goals ?? []).flatMap((goal): Claim[] => {
    if (!goal.scorer) return [];
    const { minute, stoppage, penalty, ownGoal } = goal;
    const fields = { match: SLUG, scorer: goal.scorer.slug };
    const minutes = minute === null ? [undefined] : [undefined, minute, minute + (stoppage ?? 0)];
    return minutes.flatMap((at): Claim[] => [
      { kind: 'goal', fields: { ...fields, minute: at } },
      { kind: 'goal', fields: { ...fields, minute: at, penalty, ownGoal } },
    ]);
  });
  const penalties = (match.penalties ?? []).flatMap((penalty): Claim[] =>
    [undefined, penalty.minute ?? undefined].map((minute) => ({
      kind: 'penalty',
      fields: { match: SLUG, taker: penalty.taker?.slug ?? '', minute, outcome: penalty.outcome },
    })),
  );
  const { homeScore, awayScore } = match;
  const home = homeScore ?? 0;
  const away = awayScore ?? 0;
  const outcomes = {
    won: Number(home > away),
    drawn: Number(home === away),
    lost: Number(home < away),
  };
  return [
    ...goals,
    ...penalties,
    { kind: 'score', fields: { match: SLUG, home, away } },
    {
      kind: 'headToHead',
      fields: {
        team: 'atlantis',
        opponent: 'lemuria',
        played: 1,
        ...outcomes,
        goalsFor: home,
        goalsAgainst: away,
      },
    },
    {
      kind: 'fixture',
      fields: {
        team: 'lemuria',
        opponent: 'atlantis',
        from: match.date,
        to: match.date,
        venue: 'AWAY',
      },
    },
  ];
}

describe('judgeClaim', () => {
  it('never contradicts the rows of the record', () => {
    fc.assert(
      fc.property(anyMatch, (match) => {
        const verdicts = claimsOf(match).map((claim) => verdictOn(claim, factsOf(match)));
        expect(verdicts).not.toContain('CONTRADICTED');
      }),
    );
  });

  it('never contradicts a goal in a match without scorers', () => {
    fc.assert(
      fc.property(matchWithoutScorers, anyGoal, (match, fields) => {
        expect(verdictOn({ kind: 'goal', fields: fields }, factsOf(match))).toBe('NOT_IN_RECORD');
      }),
    );
  });

  it('never contradicts a goal or a penalty in a match that lacks a scorer', () => {
    fc.assert(
      fc.property(partialMatch, anyGoal, anyPenalty, (match, goal, penalty) => {
        const facts = factsOf(match);
        expect(verdictOn({ kind: 'goal', fields: goal }, facts)).not.toBe('CONTRADICTED');
        expect(verdictOn({ kind: 'penalty', fields: penalty }, facts)).not.toBe('CONTRADICTED');
      }),
    );
  });

  it('contradicts a scorer who is not among those of a complete match', () => {
    fc.assert(
      fc.property(completeMatch, anyGoal, (match, fields) => {
        const scorers = (match.goals ?? []).map(({ scorer }) => scorer?.slug);
        const wrong = scorers.includes(fields.scorer)
          ? { ...fields, scorer: ABSENT?.slug ?? '' }
          : fields;
        expect(verdictOn({ kind: 'goal', fields: wrong }, factsOf(match))).toBe('CONTRADICTED');
      }),
    );
  });

  it('contradicts a missed penalty only if that penalty is recorded as scored', () => {
    fc.assert(
      fc.property(anyMatch, anyPenalty, (match, fields) => {
        const scored = (match.goals ?? []).some(
          (goal) => goal.penalty && goal.scorer?.slug === fields.taker,
        );
        fc.pre(fields.outcome !== 'SCORED' && !scored);
        expect(verdictOn({ kind: 'penalty', fields: fields }, factsOf(match))).not.toBe(
          'CONTRADICTED',
        );
      }),
    );
  });

  it('never confirms or contradicts a foul, which no dataset lists', () => {
    fc.assert(
      fc.property(anyMatch, anybody, anybody, anyMinute, (match, by, on, minute) => {
        const verdict = verdictOn(
          { kind: 'foul', fields: { match: SLUG, by, on, minute } },
          factsOf(match),
        );
        expect(['CONSISTENT', 'DISPUTED', 'NOT_IN_RECORD']).toContain(verdict);
      }),
    );
  });

  it('is NOT_YET two days before the match, for every claim about it', () => {
    fc.assert(
      fc.property(anyMatch, (match) => {
        const ofMatch = claimsOf(match).filter(
          ({ fields }) => 'match' in fields || 'from' in fields,
        );
        const verdicts = ofMatch.map((claim) => verdictOn(claim, factsOf(match), '2020-05-30'));
        expect(new Set(verdicts)).toEqual(new Set(['NOT_YET']));
      }),
    );
  });

  it('judges a claim of the day before a match by the day of the match, for reports in other time zones', () => {
    fc.assert(
      fc.property(anyMatch, (match) => {
        for (const claim of claimsOf(match).filter(({ fields }) => 'match' in fields)) {
          const verdict = judgeClaim(
            { claim, asOf: '2020-05-31', claimSourceId: null },
            factsOf(match),
          );
          expect(verdict.kind).toBe(verdictOn(claim, factsOf(match)));
          expect(verdict.judgedBy).toBe(match.date);
        }
      }),
    );
  });

  it('never contradicts a claim about a player recorded for neither side', () => {
    const stranger = { ...PEOPLE[0], id: 99, slug: 'stranger', nameSlug: 'stranger', teams: [9] };
    fc.assert(
      fc.property(anyMatch, anyGoal, anyPenalty, (match, goal, penalty) => {
        const facts = factsOf(match, { candidates: [...PEOPLE, stranger as (typeof PEOPLE)[0]] });
        const scored: Claim = { kind: 'goal', fields: { ...goal, scorer: 'stranger' } };
        const taken: Claim = { kind: 'penalty', fields: { ...penalty, taker: 'stranger' } };
        expect(verdictOn(scored, facts)).toBe('NOT_IN_RECORD');
        expect(verdictOn(taken, facts)).toBe('NOT_IN_RECORD');
      }),
    );
  });
});

/** A meeting of the two teams. */
const meeting = fc.record({
  isFriendly: fc.boolean(),
  isLeftOut: fc.boolean(),
  home: fc.integer({ min: 0, max: 3 }),
  away: fc.integer({ min: 0, max: 3 }),
});

type Meeting = typeof meeting extends fc.Arbitrary<infer Value> ? Value : never;

/** The claim that some meetings make, seen from the side that is home in all of them. */
function meetingsClaim(meetings: readonly Meeting[]): Claim {
  const count = (holds: (one: Meeting) => boolean) => meetings.filter(holds).length;
  return {
    kind: 'headToHead',
    fields: {
      team: 'atlantis',
      opponent: 'lemuria',
      played: meetings.length,
      won: count(({ home, away }) => home > away),
      drawn: count(({ home, away }) => home === away),
      lost: count(({ home, away }) => home < away),
      goalsFor: meetings.reduce((sum, { home }) => sum + home, 0),
      goalsAgainst: meetings.reduce((sum, { away }) => sum + away, 0),
    },
  };
}

/** A record that is shown to have every one of some meetings, or whose dataset lists them. */
function meetingsFacts(
  meetings: readonly Meeting[],
  completeness: 'LISTED' | 'COMPLETE' = 'LISTED',
): ClaimFacts {
  const match = { homeId: 1, awayId: 2, slug: '', date: '2020-06-01' } as MatchRow;
  return factsOf(match, {
    reference: referenceHolding('1872-11-30', '2020-06-30', completeness),
    meetings: meetings.map(({ isFriendly, home, away }, place) => ({
      ...match,
      id: place + 1,
      homeScore: home,
      awayScore: away,
      tournamentId: isFriendly ? 1 : 2,
    })),
  });
}

describe('checkHeadToHead', () => {
  const meetings = fc.array(meeting, { minLength: 1, maxLength: 10 });

  it('confirms the count of all matches, and never contradicts one without some friendlies', () => {
    fc.assert(
      fc.property(meetings, (met) => {
        const counted = met.filter(({ isFriendly, isLeftOut }) => !(isFriendly && isLeftOut));
        expect(verdictOn(meetingsClaim(met), meetingsFacts(met))).toBe('CONFIRMED');
        expect(verdictOn(meetingsClaim(counted), meetingsFacts(met))).not.toBe('CONTRADICTED');
      }),
    );
  });

  it('contradicts more matches than recorded in COMPLETE scope', () => {
    fc.assert(
      fc.property(meetings, meeting, (met, more) => {
        const claim = meetingsClaim([...met, more]);
        expect(verdictOn(claim, meetingsFacts(met, 'COMPLETE'))).toBe('CONTRADICTED');
      }),
    );
  });

  it('disputes more matches than listed in LISTED scope', () => {
    fc.assert(
      fc.property(meetings, meeting, (met, more) => {
        const claim = meetingsClaim([...met, more]);
        expect(verdictOn(claim, meetingsFacts(met))).toBe('DISPUTED');
      }),
    );
  });

  it('contradicts numbers that do not add up, whatever is on record', () => {
    fc.assert(
      fc.property(meetings, fc.integer({ min: 1, max: 5 }), (met, more) => {
        const { kind, fields } = meetingsClaim(met);
        if (kind !== 'headToHead') throw new Error('It is no claim of meetings.');
        const wrong: Claim = { kind, fields: { ...fields, played: met.length + more } };
        expect(verdictOn(wrong, meetingsFacts(met))).toBe('CONTRADICTED');
        expect(verdictOn(wrong, meetingsFacts([]))).toBe('CONTRADICTED');
      }),
    );
  });
});

/** What happened in the matches of a team: goals of the player, of the others, and how many have a row. */
interface Played {
  his: number;
  others: number;
  /** The share of the goals that the record names, from the first on. */
  isCovered: boolean;
  /** Whether he was in the side. */
  isCapped: boolean;
}

const career = fc.array(
  fc.record({
    his: fc.integer({ min: 0, max: 3 }),
    others: fc.integer({ min: 0, max: 3 }),
    isCovered: fc.boolean(),
    isCapped: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

const dayOf = (place: number) => `2020-06-${String(place + 1).padStart(2, '0')}`;

/** How many goals and caps he truly has after so many matches. Whoever scores has played. */
function truthAfter(played: readonly Played[], matches: number) {
  const until = played.slice(0, matches);
  return {
    GOALS: until.reduce((sum, { his }) => sum + his, 0),
    CAPS: until.filter(({ his, isCapped }) => his > 0 || isCapped).length,
  };
}

/** What the record would have of that career: only covered goals, and what was truly published at some days. */
function careerFacts(played: readonly Played[], publishedAfter: readonly number[]): ClaimFacts {
  const scored = played.flatMap(({ his, isCovered }, place): CareerGoalRow[] =>
    Array.from({ length: isCovered ? his : 0 }, (_, goal) => ({
      playerId: 1,
      teamId: 1,
      matchId: place + 1,
      goalId: 10 * place + goal,
      matchSlug: `${place}`,
      ordinal: goal + 1,
      date: dayOf(place),
      tournamentId: 1,
      opponentId: 2,
      minute: null,
      penalty: false,
      sourceId: 1,
    })),
  );
  const teamMatches = played.map(({ his, others, isCovered }, place): TeamMatchRow => {
    const goals = his + others;
    const goalsNamed = isCovered ? goals : 0;
    return {
      teamId: 1,
      opponentId: 2,
      date: dayOf(place),
      tournamentId: 1,
      editionId: null,
      goals,
      goalsRecorded: goalsNamed,
      unnamed: goals - goalsNamed,
      scorersNamed: goalsNamed === goals,
      scorersComplete: goalsNamed === goals,
    };
  });
  const published = publishedAfter.flatMap((matches, place): PublishedFigureRow[] =>
    (['GOALS', 'CAPS'] as const).map((measure) => ({
      id: 2 * place + (measure === 'CAPS' ? 1 : 0),
      key: `${place}`,
      playerId: 1,
      teamId: 1,
      measure,
      value: truthAfter(played, matches)[measure],
      // A list counts what was before the matches of its day.
      asOf: dayOf(matches),
      statement: '',
      discrepancy: null,
      sourceId: 1,
    })),
  );
  const newestFirst = published.sort((one, other) => (one.asOf < other.asOf ? 1 : -1));
  const rows = { births: [], scored, taken: [], published: newestFirst };
  return withCareer(rows, teamMatches, dayOf(played.length - 1));
}

/** Facts about the career of the first player for his team, whose matches a dataset lists up to a day. */
function withCareer(rows: CareerRows, matches: readonly TeamMatchRow[], until: string): ClaimFacts {
  const reference = referenceHolding('1872-11-30', until);
  const [player] = PEOPLE;
  if (!player) throw new Error('There is nobody.');
  const career = buildCareer(reference, { player, team: reference.teams.get(1) }, rows, matches);
  return {
    ...factsOf({ slug: '', date: '' } as MatchRow),
    meetings: [],
    reference,
    careers: [career],
    figureAsOf: createFigureAsOf(reference),
  };
}

const careerClaims = (count: { GOALS: number; CAPS: number }): Claim[] => [
  { kind: 'careerGoals', fields: { player: 'kleito', count: count.GOALS } },
  { kind: 'careerCaps', fields: { player: 'kleito', count: count.CAPS } },
  ...(count.CAPS === 0
    ? []
    : [
        {
          kind: 'goalsPerCap' as const,
          fields: { player: 'kleito', value: count.GOALS / count.CAPS, tolerance: 0.005 },
        },
      ]),
];

describe('checkCareerCount', () => {
  it('never contradicts the truth, nor disputes it by its own day, whatever the record lacks', () => {
    const published = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });
    fc.assert(
      fc.property(career, published, fc.integer({ min: 1, max: 12 }), (played, after, matches) => {
        const known = after.filter((place) => place <= played.length);
        const day = Math.min(matches, played.length);
        const facts = careerFacts(played, known);
        const asOf = dayOf(day - 1);
        for (const claim of careerClaims(truthAfter(played, day))) {
          const verdict = judgeClaim({ claim, asOf, claimSourceId: null }, facts);
          expect(verdict.kind).not.toBe('CONTRADICTED');
          // What is true of the evening may be disputed by what is known of the evening before, where nothing is of this one.
          if (verdict.judgedBy === asOf) expect(verdict.kind).not.toBe('DISPUTED');
        }
      }),
    );
  });

  it('contradicts a count below the recorded goals', () => {
    fc.assert(
      fc.property(career, (played) => {
        const facts = careerFacts(played, []);
        const recorded = facts.careers.flatMap(({ scored }) => scored).length;
        fc.pre(recorded > 0);
        const [claim] = careerClaims({ GOALS: recorded - 1, CAPS: 0 });
        expect(claim && verdictOn(claim, facts)).toBe('CONTRADICTED');
      }),
    );
  });

  it('disputes a count if two sources publish different figures for one day, with both as evidence', () => {
    const asOf = '2020-07-01';
    const played = [{ his: 1, others: 0, isCovered: false, isCapped: true }];
    const [career] = careerFacts(played, [1]).careers;
    const goals = career?.published.find(({ measure }) => measure === 'GOALS');
    if (!career || !goals) throw new Error('Nothing was published.');
    const one = { ...goals, asOf };
    const other = { ...one, id: 99, value: 0, sourceId: 2 };
    const rows = { births: [], scored: [], taken: [], published: [one, other] };
    const facts = withCareer(rows, career.matches, asOf);
    const [claim] = careerClaims({ GOALS: 1, CAPS: 0 });
    if (!claim) throw new Error('Nothing is claimed.');
    const verdict = judgeClaim({ claim, asOf, claimSourceId: null }, facts);
    expect(verdict.kind).toBe('DISPUTED');
    expect(verdict.evidence.map(({ kind, id }) => [kind, id])).toEqual([
      ['PublishedFigure', goals.id],
      ['PublishedFigure', 99],
    ]);
  });
});
