/** The score of a match. */
import type { Said } from '../record/claim-input.js';
import type { Facts } from './facts.js';
import { inMatch, matchAs, scoreline } from './match.js';
import { type Answer, answer } from './verdict.js';

/** Every played match has its score. Where that may have been awarded at a desk, the score on the pitch is not in the record. */
export function checkScore(
  { match: slug, home, away }: Said<'score'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  return inMatch(slug, asOf, facts, (match) => {
    const found = scoreline(match, facts);
    const evidence = [matchAs(match)];
    if (match.homeScore === home && match.awayScore === away) {
      return answer('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence);
    }
    if (match.possiblyAwarded) {
      const why = `The record has ${found}, which may have been awarded; what was played it does not say.`;
      return answer('NOT_IN_RECORD', found, why, evidence);
    }
    const how = 'extra time counted, kicks of a shoot-out not';
    return answer('CONTRADICTED', found, `The record has ${found}, ${how}.`, evidence);
  });
}
