import { expect, it } from 'vitest';
import { pluralize } from '../../src/text/plural.js';

it.each([
  [0, '0 matches'],
  [1, '1 match'],
  [2, '2 matches'],
])('pluralizes %i as %s', (number, words) => {
  expect(pluralize(number, 'match', 'matches')).toBe(words);
});
