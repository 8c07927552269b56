/** How a text is read as matches: which of its words are teams, which a tournament, which a day. */
import { describe, expect, it } from 'vitest';
import {
  interpretQuery,
  nameTokens,
  type SearchName,
} from '../../../src/analysis/search/query-interpretation.js';

interface Told extends SearchName {
  text: string;
}

let ids = 0;
const name = (text: string, told: Partial<SearchName> = {}): Told => {
  ids += 1;
  const words = text.toLowerCase().split(' ');
  return { id: ids, category: 'MEN', words, from: null, to: null, text, ...told };
};

const congo = name('DR Congo');
const TEAMS = [
  ...['England', 'France', 'South Korea', 'North Korea', 'North Macedonia'].map((it) => name(it)),
  congo,
  name('Zaire', { id: congo.id, from: '1971-01-10', to: '1997-04-27' }),
  name('England', { category: 'WOMEN' }),
  name('Sweden', { category: 'WOMEN' }),
];
const TOURNAMENTS = ['World Cup', 'World Cup qualification', 'North Sea Cup'].map((it) => name(it));

/** The readings of a text as `team, team / tournament / from..to`. */
const read = (text: string) =>
  interpretQuery(text.split(' ').filter(Boolean), TEAMS, TOURNAMENTS).map(
    ({ teams, tournament, from, to }) =>
      [
        teams.map((team) => team.text).join(', '),
        tournament?.text ?? '',
        `${from ?? ''}..${to ?? ''}`,
      ].join(' / '),
  );

describe('readings', () => {
  it.each([
    ['england france', 'England, France /  / ..'],
    ['england v france', 'England, France /  / ..'],
    ['france vs england 2022', 'England, France /  / 2022-01-01..2022-12-31'],
    ['england france 2022-12', 'England, France /  / 2022-12-01..2022-12-31'],
    ['england france 2022-12-10', 'England, France /  / 2022-12-10..2022-12-10'],
    ['2022 england 2022-12-10', 'England /  / 2022-12-10..2022-12-10'],
    ['2022-12-10', ' /  / 2022-12-10..2022-12-10'],
    ['world cup 2022', ' / World Cup / 2022-01-01..2022-12-31'],
    ['world cup england', 'England / World Cup / ..'],
    ['engalnd frnace', 'England, France /  / ..'],
    ['eng fra', 'England, France /  / ..'],
    ['south korea north korea', 'South Korea, North Korea /  / ..'],
    ['southkorea', 'South Korea /  / ..'],
  ])('%s is read best as %s', (text, best) => {
    expect(read(text)[0]).toBe(best);
  });

  it.each(['', 'v', 'atlantis', 'england atlantis', '2018 2022', 'england england france sweden'])(
    '%j is no reading',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('lets no name in that no word needs', () => {
    expect(read('world cup')).toEqual([' / World Cup / ..', ' / World Cup qualification / ..']);
  });

  it('takes whole words before prefixes, and prefixes before typos', () => {
    expect(read('north')[0]).toBe('North Korea /  / ..');
    const spellings = [name('Nord'), name('Northern Ireland'), name('North')];
    const [first, second, third] = interpretQuery(['north'], spellings, []);
    expect([first, second].map((reading) => reading?.teams[0]?.text)).toEqual([
      'North',
      'Northern Ireland',
    ]);
    expect(third).toBeUndefined();
  });

  it('takes a former name on its days alone', () => {
    expect(read('zaire')).toEqual(['Zaire /  / 1971-01-10..1997-04-27']);
    expect(read('zaire france 1974')).toEqual(['France, Zaire /  / 1974-01-01..1974-12-31']);
    expect(read('zaire 1997')).toEqual(['Zaire /  / 1997-01-01..1997-04-27']);
    expect(read('zaire 2018')).toEqual([]);
    expect(read('congo 2018')).toEqual(['DR Congo /  / 2018-01-01..2018-12-31']);
  });

  it("lets nobody meet itself, nor men's teams women's", () => {
    expect(read('zaire congo')).toEqual([]);
    expect(read('england sweden')).toEqual(['England, Sweden /  / ..']);
    expect(read('sweden france')).toEqual([]);
  });

  it('is quick to give up on more words than a match has', () => {
    expect(read(Array(50).fill('north').join(' '))).toEqual([]);
  });
});

describe('namesIn', () => {
  it('leaves out days and the v between two teams', () => {
    expect(nameTokens(['england', 'v', 'france', '2022', '2022-12-10'])).toEqual([
      'england',
      'france',
    ]);
  });
});
