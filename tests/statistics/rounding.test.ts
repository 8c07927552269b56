import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundTo } from '../../src/statistics/rounding.js';

describe('roundTo', () => {
  it.each([
    [53 / 118, 4, 0.4492],
    [53 / 80, 4, 0.6625],
    [53 / 80 / (53 / 118), 4, 1.475],
    [200 / 3, 2, 66.67],
    [1497.151_949_3, 1, 1497.2],
    [2, 4, 2],
    [0, 2, 0],
    [-0.125, 1, -0.1],
  ])('rounds %d to %d decimals as %d', (value, decimals, shown) => {
    expect(roundTo(value, decimals)).toBe(shown);
  });

  it('differs by at most half a step and is idempotent', () => {
    const number = fc.double({ min: 0, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const shown = roundTo(value, decimals);
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
        expect(roundTo(shown, decimals)).toBe(shown);
      }),
    );
  });
});
