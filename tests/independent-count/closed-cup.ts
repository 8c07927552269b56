/**
 * Four editions of a closed competition, of which structure shows three to lack no match: two groups of three teams, the
 * first two of each in semi-finals, a match for the third place and a final. The other edition lacks one match.
 */
import fc from 'fast-check';
import type { Dated, Meeting } from './league.js';
import { moved } from './questions.js';

/** Its name in the results dataset; nothing else of a league is called so. */
export const CLOSED_CUP = { name: 'Confederations Cup', slug: 'confederations-cup' };

/** How many matches a whole edition has. */
export const WHOLE = 10;

/** The first days of the editions; none is a day on which a league plays otherwise. */
const EDITIONS = ['1997-06-04', '2001-05-30', '2005-06-15', '2009-06-17'];

/** The pairings of a group by its days: places in the group, the winner first. */
const GROUP_DAYS: [number, number][] = [
  [0, 1],
  [0, 2],
  [1, 2],
];

/** The days from the first of an edition to the semi-finals and to the end. */
const [SEMI_FINALS, END] = [6, 9];

/** How a match is won: by goals, or on kicks by the side that is meant to win. */
const ending = fc.record({
  margin: fc.constantFrom(1, 1, 2, 3),
  conceded: fc.nat(2),
  shootout: fc.constantFrom(false, false, false, true),
  turned: fc.boolean(),
});

interface Ending {
  margin: number;
  conceded: number;
  shootout: boolean;
  turned: boolean;
}

/** The editions of six teams, one of them without one of its matches. */
export function closedCups(meeting: fc.Arbitrary<Meeting>): fc.Arbitrary<Dated[]> {
  const match = fc.tuple(meeting, ending);
  const edition = fc.record({
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
    matches: fc.array(match, { minLength: WHOLE, maxLength: WHOLE }),
  });
  return fc
    .record({
      editions: fc.tuple(...EDITIONS.map(() => edition)),
      lacking: fc.nat(EDITIONS.length - 1),
      missing: fc.nat(WHOLE - 1),
    })
    .map(({ editions, lacking, missing }) =>
      editions.flatMap(({ order, matches }, place) =>
        pairingsOf(order, EDITIONS[place] ?? '')
          .map((pairing, number) => played(pairing, matches[number] as [Meeting, Ending]))
          .filter((_, number) => place !== lacking || number !== missing),
      ),
    );
}

interface Pairing {
  date: string;
  winner: number;
  loser: number;
  /** Whether a draw would be decided by kicks. */
  knockOut: boolean;
}

/** The pairings of an edition. The first three teams are a group in the order of its table, the others are the other. */
function pairingsOf(order: readonly number[], first: string): Pairing[] {
  const pairing = (days: number, winner: number, loser: number, knockOut = true): Pairing => ({
    date: moved(first, days),
    winner: order[winner] ?? 0,
    loser: order[loser] ?? 0,
    knockOut,
  });
  const groups = GROUP_DAYS.flatMap(([winner, loser], day) =>
    [0, 3].map((group) => pairing(day, group + winner, group + loser, false)),
  );
  return [
    ...groups,
    pairing(SEMI_FINALS, 0, 4),
    pairing(SEMI_FINALS, 3, 1),
    pairing(END, 4, 1),
    pairing(END, 3, 0),
  ];
}

function played({ date, winner, loser, knockOut }: Pairing, [some, how]: [Meeting, Ending]): Dated {
  const { margin, conceded, turned } = how;
  const onKicks = knockOut && how.shootout;
  const scored = onKicks ? conceded : conceded + margin;
  const { day: _, ...rest } = some;
  return {
    ...rest,
    date,
    tournament: CLOSED_CUP.name,
    sides: turned ? [loser, winner] : [winner, loser],
    score: turned ? [conceded, scored] : [scored, conceded],
    shootout: onKicks ? (turned ? 'AWAY' : 'HOME') : 'NONE',
  };
}
