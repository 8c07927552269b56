import { describe, expect, it } from 'vitest';
import type { MatchFact } from '../../../src/importers/facts.js';
import { buildCupHoldings } from '../../../src/importers/fjelstul-world-cup/holdings.js';
import { CUP, match, tournament } from '../competitions/competitions.js';

const SOURCE = 'fjelstul-world-cup';

/** Three editions whose structure is complete, but which are not yet joined to another source's matches. */
const EDITIONS = ['1994', '1998', '2002'].map((year) =>
  tournament({ from: `${year}-06-01`, groups: 2, size: 4, meetings: 1, goingOn: 4 }),
);

/** The holdings of some editions; `isKnown` says which matches the record has from another source. */
function holdingsOf(
  editions: readonly MatchFact[][],
  isKnown: (match: MatchFact) => boolean,
  { more = [], rejected = false }: { more?: MatchFact[]; rejected?: boolean } = {},
): string[] {
  const matches = editions.flat();
  const holdings = buildCupHoldings(
    SOURCE,
    CUP,
    {
      cups: editions.map((edition) => ({
        category: 'MEN',
        startDate: edition[0]?.date ?? '',
        endDate: edition.at(-1)?.date ?? '',
      })),
      rejected: rejected ? [{ file: 'matches.csv', line: 2, reason: 'no day', text: '' }] : [],
    },
    {
      pairings: matches.map((of) => ({ match: of, known: isKnown(of) ? of : null })),
      matches,
      record: [...matches.filter(isKnown), ...more],
    },
  );
  return holdings.map(({ completeness, key, from, to }) => [completeness, key, from, to].join(' '));
}

/** The editions without their last two matches, so that structure does not show them. */
const SHORT = EDITIONS.map((edition) => edition.slice(0, -2));

const ALL = 'COMPLETE complete/fifa-world-cup/1872-11-30 1872-11-30 2002-06-05';
const LISTED = 'LISTED fifa-world-cup 1994-06-01 2002-06-05';

describe('the World Cups of the Fjelstul files', () => {
  it('are COMPLETE from the first match of all to the last edition where a second source has the same matches', () => {
    expect(holdingsOf(SHORT, () => true)).toEqual([ALL]);
  });

  it('are COMPLETE where the record lacks a match that the files bring', () => {
    expect(holdingsOf(SHORT, ({ key }) => key !== SHORT[1]?.[3]?.key)).toEqual([ALL]);
  });

  it('are cut by an edition of which the record has a match that the files lack', () => {
    expect(holdingsOf(SHORT, () => true, { more: [match('1998-06-02', 'a1', 'b4')] })).toEqual([
      LISTED,
      'COMPLETE complete/fifa-world-cup/1872-11-30 1872-11-30 1994-06-05',
      'COMPLETE complete/fifa-world-cup/2002-06-01 2002-06-01 2002-06-05',
    ]);
  });

  it('are cut by an edition of which the record has few matches, unless its structure is complete', () => {
    const isKnown = ({ date }: MatchFact) => !date.startsWith('2002') || date === '2002-06-01';
    const [first = [], second = []] = SHORT;
    expect(holdingsOf(SHORT, isKnown)).toEqual([
      LISTED,
      'COMPLETE complete/fifa-world-cup/1872-11-30 1872-11-30 1998-06-05',
    ]);
    expect(holdingsOf([first, second, EDITIONS[2] ?? []], isKnown)).toEqual([
      'COMPLETE complete/fifa-world-cup/1872-11-30 1872-11-30 2002-06-08',
    ]);
  });

  it('are cut by a match of the record outside every edition', () => {
    expect(holdingsOf(SHORT, () => true, { more: [match('1996-06-02', 'a1', 'b4')] })).toEqual([
      LISTED,
      'COMPLETE complete/fifa-world-cup/1872-11-30 1872-11-30 1994-06-05',
      'COMPLETE complete/fifa-world-cup/1998-06-01 1998-06-01 2002-06-05',
    ]);
  });

  it('are LISTED alone where a row of the matches was turned away', () => {
    expect(holdingsOf(SHORT, () => true, { rejected: true })).toEqual([LISTED]);
  });

  it('are COMPLETE by their structure alone where no other source has any, and LISTED as a whole', () => {
    expect(holdingsOf(EDITIONS, () => false)).toEqual([
      'COMPLETE complete/fifa-world-cup/1994-06-01 1994-06-01 2002-06-08',
    ]);
    const [first = [], second = [], third = []] = EDITIONS;
    expect(holdingsOf([first, second.slice(1), third], () => false)).toEqual([
      'LISTED fifa-world-cup 1994-06-01 2002-06-08',
      'COMPLETE complete/fifa-world-cup/1994-06-01 1994-06-01 1994-06-08',
      'COMPLETE complete/fifa-world-cup/2002-06-01 2002-06-01 2002-06-08',
    ]);
    expect(holdingsOf(SHORT, () => false)).toEqual([LISTED]);
  });
});
