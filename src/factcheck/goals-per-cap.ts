/** How many goals a player has for each cap. */
import type { Said } from '../record/claim-input.js';
import { inMeasure } from '../statistics/figure-words.js';
import { rounded } from '../statistics/rounding.js';
import { type Career, careerAsEvidence, careerOf, supported } from './career.js';
import type { Facts } from './facts.js';
import { type Answer, answer, type Evidence, silent } from './verdict.js';

/** Goals and caps must both rest on what was published: recorded goals are never divided by published caps. */
export function checkGoalsPerCap(
  { player, team, value, tolerance }: Said<'goalsPerCap'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  const goals = careerOf('goals', player, team, asOf, facts);
  const caps = careerOf('caps', player, team, asOf, facts);
  if (typeof goals === 'string') return silent(goals);
  if (typeof caps === 'string') return silent(caps);
  const evidence = [...careerAsEvidence(goals), ...careerAsEvidence(caps)].filter(isFigure);
  const quotients = quotientsOf(goals, caps);
  const found = quotients.map(({ words }) => words).join('; ') || null;
  const [least, most] = provenQuotients(goals, caps);
  if (value + tolerance < least || value - tolerance > most) {
    const why = `By the rows of the record it lies between ${rounded(least, 4)} and ${rounded(most, 4)}.`;
    return answer('CONTRADICTED', found, why, evidence);
  }
  if (found === null) {
    return silent('No published goals and caps fit together as of that day.', evidence);
  }
  const agreeing = quotients.filter((one) => Math.abs(one.value - value) <= tolerance);
  const kind = agreeing.length === quotients.length ? 'CONSISTENT' : 'DISPUTED';
  return answer(kind, found, `By what was published, ${found}.`, evidence);
}

const isFigure = ({ kind }: Evidence) => kind === 'PublishedFigure';

/** Every quotient of supported goals and caps: several where sources disagree. */
function quotientsOf(goals: Career, caps: Career): { value: number; words: string }[] {
  return supported(goals).flatMap((scored) =>
    supported(caps)
      .filter((played) => played > 0)
      .map((played) => {
        const value = scored / played;
        const words = `${inMeasure(scored, 'goals')} in ${inMeasure(played, 'caps')} are ${rounded(value, 4)} a cap`;
        return { value, words };
      }),
  );
}

/** The least and the most that the quotient can be, whatever is unknown. */
function provenQuotients({ proven: goals }: Career, { proven: caps }: Career): [number, number] {
  const least = caps.to === null || caps.to === 0 ? 0 : goals.from / caps.to;
  const most =
    goals.to === null || caps.from === 0 ? Number.POSITIVE_INFINITY : goals.to / caps.from;
  return [least, most];
}
