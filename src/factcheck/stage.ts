/** The stage or the group of a match. */
import type { Said } from '../record/claim-input.js';
import { fold } from '../record/names.js';
import type { Facts } from './facts.js';
import { inMatch, matchAs } from './match.js';
import { type Answer, answer, silent } from './verdict.js';

/** What stages are called besides. */
const ALSO: Record<string, string> = {
  last16: 'roundof16',
  lasteight: 'quarterfinal',
  last8: 'quarterfinal',
  lastfour: 'semifinal',
  last4: 'semifinal',
  thirdplace: 'thirdplacematch',
  thirdplaceplayoff: 'thirdplacematch',
  bronzefinal: 'thirdplacematch',
  playoffforthirdplace: 'thirdplacematch',
  firstgroupstage: 'groupstage',
};

/** The stages that exclude each other. Another word, such as knock-out stage, may be true of several. */
const STAGES = new Set([
  'groupstage',
  'secondgroupstage',
  'finalround',
  'roundof16',
  'quarterfinal',
  'semifinal',
  'thirdplacematch',
  'final',
]);

/** Wrong only where a source states another stage, and the claimed word is one that excludes it. */
export function checkStage(
  { match: slug, stage }: Said<'stage'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  return inMatch(slug, asOf, facts, (match) => {
    const evidence = [matchAs(match)];
    if (match.stage === null) {
      return silent('No source of the record states the stage of this match.', evidence);
    }
    const found = match.group === null ? match.stage : `${match.stage}, ${match.group}`;
    const claimed = plain(stage);
    if (claimed === plain(match.stage) || (match.group && claimed === plain(match.group))) {
      return answer('CONFIRMED', found, `The record has it as ${found}.`, evidence);
    }
    if (claimed === 'groupstage' && plain(match.stage) === 'secondgroupstage') {
      return answer('CONSISTENT', found, `The record has it as ${found}.`, evidence);
    }
    const isAnotherGroup = match.group !== null && /^group[a-z0-9]$/.test(claimed);
    if (isAnotherGroup || STAGES.has(claimed)) {
      return answer('CONTRADICTED', found, `The record has it as ${found}.`, evidence);
    }
    const why = `The record has it as ${found}, and does not know whether that is "${stage}".`;
    return answer('NOT_IN_RECORD', found, why, evidence);
  });
}

/** A stage without case, accents, hyphens and plural, under the one of its names that the record has. */
function plain(stage: string): string {
  const letters = fold(stage)
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
  return ALSO[letters] ?? letters;
}
