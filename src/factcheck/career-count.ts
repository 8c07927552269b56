/** How many goals or matches a player has for a team. */
import type { Said } from '../record/claim-input.js';
import { inMeasure } from '../statistics/figure-words.js';
import {
  allows,
  type Career,
  careerAsEvidence,
  careerOf,
  inWords,
  type Measure,
  type Told,
} from './career.js';
import type { Facts } from './facts.js';
import { type Answer, answer, silent } from './verdict.js';

/**
 * Wrong only below what is recorded, or above what the player's years leave room for. Within these bounds what was
 * published supports a number or disputes it; it is confirmed only where no goal of the team lacks its scorer.
 */
export function checkCareerCount(measure: Measure) {
  return (
    { player, team, count }: Said<'careerGoals'>,
    asOf: string | null,
    facts: Facts,
    claimant: number | null,
  ): Answer => {
    const career = careerOf(measure, player, team, asOf, facts);
    return typeof career === 'string' ? silent(career) : judge(career, count, claimant);
  };
}

/** Judges a number against a career. `claimant` is the source that makes the claim, if one does. */
export function judge(career: Career, count: number, claimant: number | null): Answer {
  const { measure, proven, told, recorded, player } = career;
  const evidence = careerAsEvidence(career);
  const found = foundIn(career);
  if (found === null) {
    return silent(
      `The record has no ${measure} of ${player.name} for ${career.team.name} by that day.`,
    );
  }
  if (!allows(proven, count)) {
    return answer('CONTRADICTED', found, `${provenInWords(career)}.`, evidence);
  }
  if (measure === 'goals' && proven.to === proven.from) {
    return answer('CONFIRMED', found, `${provenInWords(career)}.`, evidence);
  }
  const against = told.filter((one) => !allows(one, count));
  if (against.length > 0) {
    return answer('DISPUTED', found, disputedInWords(count, career, against), evidence);
  }
  if (told.length > 0) {
    return answer('CONSISTENT', found, `${supportInWords(career, claimant)}.`, evidence);
  }
  if (measure === 'caps') {
    return silent(`No source has published the caps of ${player.name} by that day.`, evidence);
  }
  const why = `The record names ${player.name} as the scorer of ${recorded}, and goals of the team lack their scorer.`;
  return answer('CONSISTENT', found, why, evidence);
}

/** `53 goals published by Sportskeeda for 2022-12-11; 47 recorded`; null where the record has nothing of the kind. */
export function foundIn({ measure, told, recorded }: Career): string | null {
  const [latest] = told;
  if (measure === 'caps') return latest ? inWords(latest) : null;
  if (!latest && recorded === 0) return null;
  return [...(latest ? [inWords(latest)] : []), `${recorded} recorded`].join('; ');
}

function provenInWords({ measure, proven: { from, to }, team, player }: Career): string {
  const most =
    to === null
      ? 'it gives no upper bound'
      : measure === 'goals'
        ? `at most ${to}, with every goal of ${team.name} in the player's years that has no scorer on record`
        : `at most ${to}, the matches of ${team.name} in the player's years`;
  const least = measure === 'goals' ? 'as the scorer of' : 'as a scorer in matches on';
  const days = measure === 'goals' ? inMeasure(from, 'goals') : `${from} days`;
  return from === to
    ? `The record names ${player.name} ${least} ${days}, and no goal of ${team.name} in the player's years lacks its scorer`
    : `The record names ${player.name} ${least} ${days}; ${most}`;
}

function disputedInWords(count: number, { measure }: Career, against: readonly Told[]): string {
  const figures = against.map((told) => `${inWords(told)}${boundInWords(told)}`).join(', and ');
  return `Claimed are ${inMeasure(count, measure)}, against ${figures}.`;
}

/** What an older figure means for the day of the claim. */
function boundInWords({ figure, exact, from, to }: Told): string {
  if (exact === figure.value) return '';
  const range = to === null ? `at least ${from}` : to === from ? `${from}` : `${from} to ${to}`;
  return `, by then ${range}`;
}

/** What was published last, and another source's figure beside it; whether the claim's own source stands alone. */
function supportInWords({ measure, told, recorded }: Career, claimant: number | null): string {
  const [latest] = told;
  if (!latest) return '';
  const sources = new Set([latest.figure.sourceId, claimant]);
  const other = told.find(({ figure }) => !sources.has(figure.sourceId));
  const also = other ? `; ${inWords(other)}${boundInWords(other)}` : '';
  const alone = !other && latest.figure.sourceId === claimant;
  const rows = measure === 'goals' ? `; ${recorded} are recorded` : '';
  return `${inWords(latest)}${boundInWords(latest)}${also}${alone ? ', and no other source of the record says so' : ''}${rows}`;
}
