/** What is like what: one slip, the order of likenesses, and lexemes by which an index misses nothing that is like a text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLexemes, buildLookupQueries, tokenize } from '../../src/text/lexemes.js';
import { compareScores, isSingleTypo, matchTokens, scoreMatch } from '../../src/text/text-match.js';

/** Few letters and short words, so that words are often alike; some of two units of text, some digits. */
const letter = fc.constantFrom('a', 'b', 'ł', '𝒦', '1');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 7 });
const words = fc.array(word, { minLength: 1, maxLength: 4 });

/** What somebody may do to a word while writing it. */
const change = fc.record({
  kind: fc.constantFrom('NOTHING', 'PREFIX', 'LEFT_OUT', 'PUT_IN', 'MISTAKEN', 'SWAPPED'),
  place: fc.nat(6),
  put: letter,
});

type Change = typeof change extends fc.Arbitrary<infer Told> ? Told : never;

function changed(right: string, { kind, place: anywhere, put }: Change): string {
  const letters = [...right];
  const place = anywhere % letters.length;
  if (kind === 'PREFIX') return letters.slice(0, place + 1).join('');
  if (kind === 'LEFT_OUT') letters.splice(place, 1);
  if (kind === 'PUT_IN') letters.splice(place, 0, put);
  if (kind === 'MISTAKEN') letters.splice(place, 1, put);
  if (kind === 'SWAPPED') letters.splice(place, 2, ...letters.slice(place, place + 2).reverse());
  return letters.join('') || right;
}

/** The number of slips between two words, by the table that everybody knows; neighbours may change places. */
function slipsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const table = [...Array(a.length + 1).keys()].map((row) =>
    [...Array(b.length + 1).keys()].map((column) => (row === 0 ? column : row)),
  );
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2];
      const fewest = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + same,
        swapped && a[row - 2] === b[column - 1] ? at(row - 2, column - 2) + 1 : 99,
      );
      table[row]?.splice(column, 1, fewest);
    }
  }
  return at(a.length, b.length);
}

/** Whether a text would be found in an index: it has a lexeme of each list. */
function isFound(lookup: readonly (readonly string[])[], text: readonly string[]): boolean {
  const lexemes = buildLexemes(text);
  return lookup.every((list) =>
    list.some((wanted) =>
      wanted.endsWith('*')
        ? lexemes.some((lexeme) => lexeme.startsWith(wanted.slice(0, -1)))
        : lexemes.includes(wanted),
    ),
  );
}

describe('tokenize', () => {
  it.each([
    ["cote d'ivoire", ['cote', 'd', 'ivoire']],
    ['guinea-bissau', ['guinea', 'bissau']],
    ['england v france, 2022-12-10', ['england', 'v', 'france', '2022-12-10']],
    ['2022-12 2022', ['2022-12', '2022']],
    ['2022-13 2022-12-45', ['2022', '13', '2022-12', '45']],
    ['12022-12-10', ['12022', '12', '10']],
    ['2018-19', ['2018', '19']],
    ['a*b "c" NEAR(d)\0%_', ['a', 'b', 'c', 'NEAR', 'd']],
    ['ハリー・ケイン', ['ハリー', 'ケイン']],
    ['', []],
    ['?! 💥', []],
  ])('splits %j into %j', (text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it('cuts long text without spaces, so that no lexeme is too long for an index', () => {
    expect(tokenize('a'.repeat(95)).map(({ length }) => length)).toEqual([40, 40, 15]);
  });
});

describe('isSingleTypo', () => {
  it.each([
    ['gullit', 'gulit'],
    ['gullit', 'gulllit'],
    ['kane', 'cane'],
    ['tchouameni', 'tchuoameni'],
    ['kane', 'kan'],
    ['kane', 'skane'],
  ])('is true for %s and %s', (one, other) => {
    expect([isSingleTypo(one, other), isSingleTypo(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['kane', 'kane'],
    ['kane', 'knea'],
    ['kane', 'ka'],
    ['kane', 'naek'],
    ['', 'ab'],
  ])('is false for %s and %s', (one, other) => {
    expect([isSingleTypo(one, other), isSingleTypo(other, one)]).toEqual([false, false]);
  });

  it('is true exactly for a letter missing, added, wrong, or two neighbours swapped', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isSingleTypo(one, other)).toBe(slipsBetween(one, other) === 1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('matchTokens', () => {
  it('matches words exactly, as prefixes or with a typo', () => {
    const text = ['kevin', 'de', 'bruyne'];
    expect(matchTokens(['bruyne', 'kev', 'bruine', 'walker'], text)).toEqual([
      'EXACT',
      'PREFIX',
      'TYPO',
      null,
    ]);
  });

  it('matches neighbours written as one word', () => {
    expect(matchTokens(['debruyne', 'debru'], ['kevin', 'de', 'bruyne'])).toEqual([
      'EXACT',
      'PREFIX',
    ]);
  });

  it('accepts no typo in words of up to three letters, nor in numbers', () => {
    expect(matchTokens(['kin'], ['kim'])).toEqual([null]);
    expect(matchTokens(['kimm'], ['kim'])).toEqual(['TYPO']);
    expect(matchTokens(['2021', '2020-12-10'], ['2022', '2022-12-10'])).toEqual([null, null]);
    expect(matchTokens(['under'], ['unde1'])).toEqual([null]);
  });
});

describe('scoreMatch', () => {
  const kane = ['harry', 'kane'];

  it.each([
    [['harry', 'kane'], { typos: 0, prefixes: 0, whole: true }],
    [['harrykane'], { typos: 0, prefixes: 0, whole: true }],
    [['kane', 'harry'], { typos: 0, prefixes: 0, whole: true }],
    [['kane'], { typos: 0, prefixes: 0, whole: false }],
    [['har', 'ka'], { typos: 0, prefixes: 2, whole: true }],
    [['hary', 'cane'], { typos: 2, prefixes: 0, whole: true }],
    [['har', 'har'], { typos: 0, prefixes: 2, whole: false }],
    [['harry', 'maguire'], null],
  ])('scores %j against Harry Kane as %j', (wanted, expected) => {
    expect(scoreMatch(wanted, kane)).toEqual(expected);
  });

  it('ranks exact words first, then prefixes, then typos; within each, texts without other words', () => {
    const best = ['kane', 'liam kane', 'kanevski', 'viktor kanevski', 'kate', 'maria kate'];
    const found = best
      .map((text) => scoreMatch(['kane'], text.split(' ')))
      .filter((it) => it !== null);
    expect(found).toHaveLength(best.length);
    expect(found.toReversed().sort(compareScores)).toEqual(found);
  });
});

describe('buildLookupQueries', () => {
  it('finds every match by an index, better ones earlier', () => {
    const property = fc.property(words, fc.array(change, { minLength: 1 }), (text, changes) => {
      const wanted = changes.map((change, place) =>
        changed(text[place % text.length] ?? '', change),
      );
      const alike = scoreMatch(wanted, text);
      if (alike === null) return;
      const [exact = [], whole = [], begun = [], slipped = begun] = buildLookupQueries(wanted);
      expect(isFound(slipped, text)).toBe(true);
      if (alike.typos === 0) expect(isFound(begun, text)).toBe(true);
      if (alike.typos === 0 && alike.prefixes === 0) expect(isFound(whole, text)).toBe(true);
      if (wanted.join('') === text.join('')) expect(isFound(exact, text)).toBe(true);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('finds every word of four letters with any one typo', () => {
    const property = fc.property(word, change, (right, { kind, place, put }) => {
      const wrong = changed(right, { kind, place, put });
      if (kind === 'PREFIX' || [...wrong].length < 4 || /1/.test(wrong + right)) return;
      expect(isFound(buildLookupQueries([wrong])[3] ?? [], [right])).toBe(true);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('has no lexeme with query syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const lexemes = [
          ...buildLexemes(tokenize(text)),
          ...buildLookupQueries(tokenize(text)).flat(2),
        ];
        for (const lexeme of lexemes) expect(lexeme).toMatch(/^[~=]?[\p{L}\p{N}-]*\*?$/u);
      }),
    );
  });
});
