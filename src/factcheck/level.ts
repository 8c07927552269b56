/** Players who have scored equally often. */
import type { Said } from '../record/claim-input.js';
import type { Bounds } from '../statistics/evidence.js';
import {
  boundsOfClaim,
  type CareerFigure,
  careerAsEvidence,
  careerFigure,
  foundIn,
} from './career-count.js';
import type { Facts } from './facts.js';
import { type Answer, answer, isAnswer, silent } from './verdict.js';

/** Wrong only where no number lies within what is proven of every one of them. */
export function checkLevel(
  { players, team }: Said<'levelOnGoals'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  const careers: CareerFigure[] = [];
  for (const player of players) {
    const found = careerFigure('goals', player, team, asOf, facts);
    if (isAnswer(found)) return found;
    if (foundIn(found) === null) {
      return silent(`The record has no goals of ${found.player.name} by that day.`);
    }
    careers.push(found);
  }
  return judge(careers);
}

function judge(careers: readonly CareerFigure[]): Answer {
  const evidence = careers.flatMap(careerAsEvidence);
  const found = careers.map((one) => `${one.player.name}: ${foundIn(one)}`).join(' – ');
  const told = careers
    .map(
      ({ player, figure }) => `${player.name} has ${figure.value ?? boundsOfClaim(figure.bounds)}`,
    )
    .join(', ');
  const values = careers.map(({ figure }) => figure.value);
  if (!overlap(careers.map(rowBounds))) {
    return answer('CONTRADICTED', found, `By the rows of the record ${told}.`, evidence);
  }
  if (!overlap(careers.map(({ figure }) => figure.bounds))) {
    return answer('DISPUTED', found, `By rows and published figures ${told}.`, evidence);
  }
  const why = `As far as the record supports it, ${told}.`;
  if (values.includes(null)) return answer('NOT_IN_RECORD', found, why, evidence);
  if (new Set(values).size > 1) return answer('DISPUTED', found, why, evidence);
  const isCounted = careers.every(({ figure }) => figure.basis === 'COUNTED');
  return answer(isCounted ? 'CONFIRMED' : 'CONSISTENT', found, why, evidence);
}

/** What rows prove alone. */
function rowBounds({ figure }: CareerFigure): Bounds {
  const { byRows } = figure.bounds;
  return {
    lower: { value: figure.recorded ?? 0, restsOn: null },
    upper: byRows === null ? null : { value: byRows, restsOn: null },
    byRows,
  };
}

/** Whether some number lies within all of these. */
function overlap(bounds: readonly Bounds[]): boolean {
  const least = Math.max(0, ...bounds.map(({ lower }) => lower.value));
  return bounds.every(({ upper }) => upper === null || least <= upper.value);
}
