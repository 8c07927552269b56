/** Players who have scored equally often. */
import type { Said } from '../record/claim-input.js';
import { type Between, type Career, careerAsEvidence, careerOf, supported } from './career.js';
import { foundIn } from './career-count.js';
import type { Facts } from './facts.js';
import { type Answer, answer, silent } from './verdict.js';

/** Wrong only where no number lies within what the rows prove of every one of them. */
export function checkLevel(
  { players, team }: Said<'levelOnGoals'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  const careers = players.map((player) => careerOf('goals', player, team, asOf, facts));
  const unknown = careers.find((career) => typeof career === 'string');
  if (unknown !== undefined) return silent(unknown);
  const known = careers.filter((career) => typeof career !== 'string');
  const unheard = known.find((career) => foundIn(career) === null);
  if (unheard) return silent(`The record has no goals of ${unheard.player.name} by that day.`);
  return judge(known);
}

function judge(careers: readonly Career[]): Answer {
  const evidence = careers.flatMap(careerAsEvidence);
  const found = careers.map((one) => `${one.player.name}: ${foundIn(one)}`).join(' – ');
  const proven = careers.map((one) => one.proven);
  if (!overlap(proven)) {
    const bounds = careers.map((one) => `${one.player.name} ${inWords(one.proven)}`).join(', ');
    return answer('CONTRADICTED', found, `By the rows of the record ${bounds}.`, evidence);
  }
  if (proven.every(({ from, to }) => from === to)) {
    const why = `The record has ${proven[0]?.from} goals of each, and lacks none.`;
    return answer('CONFIRMED', found, why, evidence);
  }
  const values = careers.map(supported);
  const told = careers.map(
    (one, place) => `${one.player.name} ${values[place]?.join(' or ') || 'no supported figure'}`,
  );
  const figures = `By what was published and recorded since, ${told.join(', ')}.`;
  const all = new Set(values.flat());
  const isDisputed =
    values.some((some) => some.length > 1) ||
    (all.size > 1 && values.every((some) => some.length > 0));
  if (isDisputed || careers.some((one) => !overlap(one.told))) {
    return answer('DISPUTED', found, figures, evidence);
  }
  return answer('CONSISTENT', found, figures, evidence);
}

/** Whether some number lies in all of these. */
function overlap(ranges: readonly Between[]): boolean {
  const from = Math.max(0, ...ranges.map((range) => range.from));
  return ranges.every(({ to }) => to === null || from <= to);
}

function inWords({ from, to }: Between): string {
  return to === null ? `has at least ${from}` : `has ${from === to ? from : `${from} to ${to}`}`;
}
