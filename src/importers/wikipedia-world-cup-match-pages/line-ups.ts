import type { AppearanceFact } from '../facts.js';
import { nameTokens } from '../player-matching.js';
import type { LineupValues } from './files.js';

export type RowPairs = ReadonlyMap<LineupValues, AppearanceFact>;

type Criterion = (row: LineupValues, known: AppearanceFact) => boolean;

const sameShirt: Criterion = ({ shirt_number: shirt }, { shirtNumber }) =>
  shirt !== '' && Number(shirt) === shirtNumber;

const namesOf = ({ name, player }: AppearanceFact) => [name, ...(player ? [player.name] : [])];

const sameName: Criterion = (row, known) =>
  namesOf(known).some((name) => nameTokens(name).join() === nameTokens(row.name).join());

export const sharesName: Criterion = (row, known) => {
  const words = new Set(namesOf(known).flatMap(nameTokens));
  return nameTokens(row.name).some((word) => words.has(word));
};

const sameRole: Criterion = ({ role }, { started }) => (role === 'starter') === started;

/** Only where one row and one appearance are left to each other. `isAnother`: the name is that of somebody else. */
export function pairRows(
  rows: readonly LineupValues[],
  appearances: readonly AppearanceFact[],
  isAnother: Criterion,
): RowPairs {
  const pairs = new Map<LineupValues, AppearanceFact>();
  // Strongest first: a number alone may be of two lists.
  const criteria: readonly Criterion[] = [
    (row, known) => sameShirt(row, known) && sharesName(row, known),
    sameName,
    (row, known) => sharesName(row, known) && sameRole(row, known) && !isAnother(row, known),
    sameShirt,
  ];
  for (const fits of criteria) {
    const openRows = rows.filter((row) => !pairs.has(row));
    const paired = new Set(pairs.values());
    const left = appearances.filter((known) => !paired.has(known));
    for (const row of openRows) {
      const [known, ...others] = left.filter((one) => fits(row, one));
      if (!known || others.length > 0) continue;
      if (openRows.filter((other) => fits(other, known)).length === 1) pairs.set(row, known);
    }
  }
  return pairs;
}
