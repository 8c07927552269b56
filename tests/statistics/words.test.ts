import { expect, it } from 'vitest';
import { counted } from '../../src/statistics/words.js';

it.each([
  [0, '0 matches'],
  [1, '1 match'],
  [2, '2 matches'],
])('%i is counted as %s', (number, words) => {
  expect(counted(number, 'match', 'matches')).toBe(words);
});
