import type { ClaimFields } from '../record/claim-input.js';
import type { Bounds } from '../statistics/career-evidence.js';
import {
  careerEvidence,
  describeFound,
  type FigureWithBounds,
  findCareerFigure,
  formatBounds,
} from './career-count.js';
import type { ClaimFacts } from './claim-facts.js';
import { buildResult, type CheckResult, isCheckResult, notInRecord } from './verdict.js';

/** CONTRADICTED only if the bounds by rows are disjoint. */
export function checkLevel(
  { players, team }: ClaimFields<'levelOnGoals'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const careers: FigureWithBounds[] = [];
  for (const player of players) {
    const found = findCareerFigure('goals', player, team, asOf, facts);
    if (isCheckResult(found)) return found;
    if (describeFound(found) === null) {
      return notInRecord(`The record has no goals of ${found.player.name} by that day.`);
    }
    careers.push(found);
  }
  return judgeLevel(careers);
}

function judgeLevel(careers: readonly FigureWithBounds[]): CheckResult {
  const evidence = careers.flatMap(careerEvidence);
  const found = careers.map((one) => `${one.player.name}: ${describeFound(one)}`).join(' – ');
  const careerSentence = careers
    .map(
      ({ player, figure }) => `${player.name} has ${figure.value ?? formatBounds(figure.bounds)}`,
    )
    .join(', ');
  const values = careers.map(({ figure }) => figure.value);
  if (!haveCommonValue(careers.map(rowBounds))) {
    return buildResult(
      'CONTRADICTED',
      found,
      `By the rows of the record ${careerSentence}.`,
      evidence,
    );
  }
  if (!haveCommonValue(careers.map(({ figure }) => figure.bounds))) {
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

function rowBounds({ figure }: FigureWithBounds): Bounds {
  const { byRows } = figure.bounds;
  return {
    lower: { value: figure.recorded ?? 0, restsOn: null },
    upper: byRows === null ? null : { value: byRows, restsOn: null },
    byRows,
  };
}

function haveCommonValue(bounds: readonly Bounds[]): boolean {
  const least = Math.max(0, ...bounds.map(({ lower }) => lower.value));
  return bounds.every(({ upper }) => upper === null || least <= upper.value);
}
