import type { ClaimFields } from '../record/claim-input.js';
import type { ClaimFacts } from './claim-facts.js';
import { formatScore, judgeInMatch, matchEvidence } from './match.js';
import { buildResult, type CheckResult } from './verdict.js';

/** NOT_IN_RECORD if awarded: the score on the pitch is unknown. */
export function checkScore(
  { match: slug, home, away }: ClaimFields<'score'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(slug, asOf, facts, (match) => {
    const found = formatScore(match, facts);
    const evidence = [matchEvidence(match)];
    if (match.homeScore === home && match.awayScore === away) {
      return buildResult('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence);
    }
    if (match.possiblyAwarded) {
      const why = `The record has ${found}, which may have been awarded; what was played it does not say.`;
      return buildResult('NOT_IN_RECORD', found, why, evidence);
    }
    const how = 'extra time counted, kicks of a shoot-out not';
    return buildResult('CONTRADICTED', found, `The record has ${found}, ${how}.`, evidence);
  });
}
