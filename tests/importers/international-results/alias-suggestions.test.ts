import { describe, expect, it } from 'vitest';
import { suggestAliases } from '../../../src/importers/international-results/alias-suggestions.js';
import { matchFact } from '../../record/further.js';

const told = {
  date: '2000-01-01',
  home: 'italy',
  away: 'brazil',
  homeScore: 2,
  awayScore: 0,
  tournament: 'friendly',
};

const suggested = (...names: string[]) =>
  suggestAliases([
    matchFact(
      told,
      names.map((name) => ({ name, team: 'italy' })),
    ),
  ]);

describe('a suggestion that two names mean one person', () => {
  it.each([
    ['Leônidas', 'Leônidas da Silva'],
    ['Renat Dadashov', 'Renat Dadaşov'],
    ['Nguyen Hong Son', 'Nguyễn Hồng Sơn'],
    ['Dorgeles Nene', 'Nene Dorgeles'],
    ['Edgar Meulens', 'Edgard Meulens'],
  ])('is made of %s and %s', (one, other) => {
    expect(suggested(one, other)).toEqual([`italy: ${one} / ${other}`]);
  });

  it.each([
    ['David Silva', 'David Villa'],
    ['Halil Altıntop', 'Hamit Altıntop'],
    ['Kaká', 'Kaki'],
    ['Gigi Riva', 'Gigi Riva'],
  ])('is not made of %s and %s', (one, other) => {
    expect(suggested(one, other)).toEqual([]);
  });

  it('is not made across teams', () => {
    const both = matchFact(told, [
      { name: 'Pelé', team: 'italy' },
      { name: 'Pelé', team: 'brazil' },
    ]);
    expect(suggestAliases([both])).toEqual([]);
  });
});
