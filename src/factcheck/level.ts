/** Players who have scored equally often. */
import type { ClaimFields } from '../record/claim-input.js';
import type { Bounds } from '../statistics/career-evidence.js';
import {
  boundsOfClaim,
  careerAsEvidence,
  careerFigure,
  describeFound,
  type FigureWithBounds,
} from './career-count.js';
import type { ClaimFacts } from './claim-facts.js';
import { buildResult, type CheckResult, isAnswer, notInRecord } from './verdict.js';

/** Wrong only where no number lies within what is proven of every one of them. */
export function checkLevel(
  { players, team }: ClaimFields<'levelOnGoals'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const careers: FigureWithBounds[] = [];
  for (const player of players) {
    const found = careerFigure('goals', player, team, asOf, facts);
    if (isAnswer(found)) return found;
    if (describeFound(found) === null) {
      return notInRecord(`The record has no goals of ${found.player.name} by that day.`);
    }
    careers.push(found);
  }
  return judge(careers);
}

function judge(careers: readonly FigureWithBounds[]): CheckResult {
  const evidence = careers.flatMap(careerAsEvidence);
  const found = careers.map((one) => `${one.player.name}: ${describeFound(one)}`).join(' – ');
  const careerSentence = careers
    .map(
      ({ player, figure }) => `${player.name} has ${figure.value ?? boundsOfClaim(figure.bounds)}`,
    )
    .join(', ');
  const values = careers.map(({ figure }) => figure.value);
  if (!intersectRanges(careers.map(rowBounds))) {
    return buildResult(
      'CONTRADICTED',
      found,
      `By the rows of the record ${careerSentence}.`,
      evidence,
    );
  }
  if (!intersectRanges(careers.map(({ figure }) => figure.bounds))) {
    return buildResult(
      'DISPUTED',
      found,
      `By rows and published figures ${careerSentence}.`,
      evidence,
    );
  }
  const why = `As far as the record supports it, ${careerSentence}.`;
  if (values.includes(null)) return buildResult('NOT_IN_RECORD', found, why, evidence);
  if (new Set(values).size > 1) return buildResult('DISPUTED', found, why, evidence);
  const isCounted = careers.every(({ figure }) => figure.basis === 'COUNTED');
  return buildResult(isCounted ? 'CONFIRMED' : 'CONSISTENT', found, why, evidence);
}

/** What rows prove alone. */
function rowBounds({ figure }: FigureWithBounds): Bounds {
  const { byRows } = figure.bounds;
  return {
    lower: { value: figure.recorded ?? 0, restsOn: null },
    upper: byRows === null ? null : { value: byRows, restsOn: null },
    byRows,
  };
}

/** Whether some number lies within all of these. */
function intersectRanges(bounds: readonly Bounds[]): boolean {
  const least = Math.max(0, ...bounds.map(({ lower }) => lower.value));
  return bounds.every(({ upper }) => upper === null || least <= upper.value);
}
