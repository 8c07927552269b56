import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumTallies, type Tally } from '../../src/statistics/tally.js';

/** The tally of one match, from its score. */
function match(goalsFor: number, goalsAgainst: number): Tally {
  return {
    played: 1,
    won: goalsFor > goalsAgainst ? 1 : 0,
    drawn: goalsFor === goalsAgainst ? 1 : 0,
    lost: goalsFor < goalsAgainst ? 1 : 0,
    goalsFor,
    goalsAgainst,
    cleanSheets: goalsAgainst === 0 ? 1 : 0,
  };
}

const anyMatch = fc
  .tuple(fc.nat(9), fc.nat(9))
  .map(([scored, conceded]) => match(scored, conceded));

describe('sumTallies', () => {
  it('sums England at the 2022 World Cup: three won, one drawn, one lost', () => {
    expect(sumTallies([match(6, 2), match(0, 0), match(3, 0), match(3, 0), match(1, 2)])).toEqual({
      played: 5,
      won: 3,
      drawn: 1,
      lost: 1,
      goalsFor: 13,
      goalsAgainst: 4,
      cleanSheets: 3,
      goalDifference: 9,
      winPercentage: 60,
    });
  });

  it('gives Brazil a goal difference of -6 for the 1-7 of 2014', () => {
    expect(sumTallies([match(1, 7)])).toMatchObject({ goalDifference: -6, winPercentage: 0 });
  });

  it('sums nothing to 0, with a null winPercentage', () => {
    expect(sumTallies([])).toEqual({
      played: 0,
      won: 0,
      drawn: 0,
      lost: 0,
      goalsFor: 0,
      goalsAgainst: 0,
      cleanSheets: 0,
      goalDifference: 0,
      winPercentage: null,
    });
  });

  it('rounds winPercentage to two decimals', () => {
    expect(sumTallies([match(1, 0), match(1, 0), match(0, 1)]).winPercentage).toBe(66.67);
  });

  it('gives the same sum for any grouping', () => {
    fc.assert(
      fc.property(fc.array(anyMatch), fc.array(anyMatch), (some, others) => {
        const whole = sumTallies([...some, ...others]);
        expect(sumTallies([sumTallies(some), sumTallies(others)])).toEqual(whole);
        expect(whole.won + whole.drawn + whole.lost).toBe(whole.played);
        expect(whole.goalDifference).toBe(whole.goalsFor - whole.goalsAgainst);
      }),
    );
  });

  it('does not modify its input', () => {
    const tally = Object.freeze(match(2, 1));
    expect(sumTallies([tally, tally])).toMatchObject({ played: 2, goalsFor: 4 });
    expect(tally).toEqual(match(2, 1));
  });
});
