import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeRatings,
  INITIAL_RATING,
  type RatedMatch,
  tournamentWeight,
} from '../../src/statistics/elo.js';
import { roundTo } from '../../src/statistics/rounding.js';

const match = (score: string, details: Partial<RatedMatch> = {}): RatedMatch => {
  const [homeScore = 0, awayScore = 0] = score.split('-').map(Number);
  return {
    home: 1,
    away: 2,
    homeScore,
    awayScore,
    neutral: true,
    tournament: 'Friendly',
    ...details,
  };
};

const shown = (matches: RatedMatch[]) =>
  computeRatings(matches).map(({ home, away }) => [roundTo(home, 1), roundTo(away, 1)]);

describe('computeRatings', () => {
  it('rates Scotland 1497.2 and England 1502.8 after the first match, 0-0 in Glasgow', () => {
    expect(shown([match('0-0', { neutral: false })])).toEqual([[1497.2, 1502.8]]);
  });

  it('starts teams at 1500, so a draw of newcomers on neutral ground changes nothing', () => {
    expect(shown([match('2-2')])).toEqual([[INITIAL_RATING, INITIAL_RATING]]);
  });

  it.each([
    ['FIFA World Cup', 60],
    ['UEFA Euro', 50],
    ['Copa América', 50],
    ['CONMEBOL–UEFA Cup of Champions', 50],
    ['FIFA World Cup qualification', 40],
    ['Oceania Nations Cup qualification', 40],
    ['UEFA Nations League', 40],
    ['CONCACAF Nations League qualification', 40],
    ['Friendly', 20],
    ['British Home Championship', 30],
    ['Copa América Centenario', 30],
  ])('weights a match of the %s with %i', (tournament, weight) => {
    expect(tournamentWeight(tournament)).toBe(weight);
    expect(shown([match('1-0', { tournament })])[0]?.[0]).toBe(INITIAL_RATING + weight / 2);
  });

  it.each([
    ['1-0', 10],
    ['2-0', 15],
    ['3-0', 17.5],
    ['4-0', 18.75],
    ['10-0', 26.25],
  ])("changes newcomers' ratings after a friendly %s by %f", (score, change) => {
    expect(computeRatings([match(score)])).toEqual([
      { home: INITIAL_RATING + change, away: INITIAL_RATING - change },
    ]);
  });

  it('adds 100 points for the home side, none on neutral ground', () => {
    const [athome] = computeRatings([match('1-0', { neutral: false })]);
    const [neutral] = computeRatings([match('1-0')]);
    expect(athome?.home).toBeLessThan(neutral?.home ?? 0);
    expect(athome?.home).toBeCloseTo(INITIAL_RATING + 20 * (1 - 1 / (10 ** (-100 / 400) + 1)), 10);
  });

  it('moves points from one side to the other and changes no other team', () => {
    const anyMatch = fc
      .record({
        home: fc.nat(5),
        away: fc.nat(5),
        homeScore: fc.nat(9),
        awayScore: fc.nat(9),
        neutral: fc.boolean(),
        tournament: fc.constantFrom('Friendly', 'FIFA World Cup', 'Rous Cup'),
      })
      .filter(({ home, away }) => home !== away);
    fc.assert(
      fc.property(fc.array(anyMatch), (matches) => {
        const ratings = new Map<number, number>();
        computeRatings(matches).forEach((after, place) => {
          const { home = 0, away = 0 } = matches[place] ?? {};
          const before =
            (ratings.get(home) ?? INITIAL_RATING) + (ratings.get(away) ?? INITIAL_RATING);
          expect(after.home + after.away).toBeCloseTo(before, 6);
          ratings.set(home, after.home).set(away, after.away);
        });
      }),
    );
  });
});
