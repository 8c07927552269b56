/** Claims about the stage or group of a match. */
import type { ClaimFields } from '../record/claim-input.js';
import { fold } from '../text/fold.js';
import type { ClaimFacts } from './claim-facts.js';
import { judgeInMatch, matchEvidence } from './match.js';
import { buildResult, type CheckResult, notInRecord } from './verdict.js';

const STAGE_SYNONYMS: Record<string, string> = {
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

/** Stages that exclude each other; "knock-out stage" excludes none. */
const EXCLUSIVE_STAGES = new Set([
  'groupstage',
  'secondgroupstage',
  'finalround',
  'roundof16',
  'quarterfinal',
  'semifinal',
  'thirdplacematch',
  'final',
]);

/** CONTRADICTED only by another stage or group that excludes the claimed one. */
export function checkStage(
  { match: slug, stage }: ClaimFields<'stage'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(slug, asOf, facts, (match) => {
    const evidence = [matchEvidence(match)];
    if (match.stage === null) {
      return notInRecord('No source of the record states the stage of this match.', evidence);
    }
    const found = match.group === null ? match.stage : `${match.stage}, ${match.group}`;
    const claimed = normalizeStage(stage);
    if (
      claimed === normalizeStage(match.stage) ||
      (match.group && claimed === normalizeStage(match.group))
    ) {
      return buildResult('CONFIRMED', found, `The record has it as ${found}.`, evidence);
    }
    if (claimed === 'groupstage' && normalizeStage(match.stage) === 'secondgroupstage') {
      return buildResult('CONSISTENT', found, `The record has it as ${found}.`, evidence);
    }
    const isAnotherGroup = match.group !== null && /^group[a-z0-9]$/.test(claimed);
    if (isAnotherGroup || EXCLUSIVE_STAGES.has(claimed)) {
      return buildResult('CONTRADICTED', found, `The record has it as ${found}.`, evidence);
    }
    const why = `The record has it as ${found}, and does not know whether that is "${stage}".`;
    return buildResult('NOT_IN_RECORD', found, why, evidence);
  });
}

/** Without case, accents, punctuation and plural; synonyms replaced. */
function normalizeStage(stage: string): string {
  const letters = fold(stage)
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
  return STAGE_SYNONYMS[letters] ?? letters;
}
