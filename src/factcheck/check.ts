import type { Database } from '../database/types.js';
import type { Claim, ClaimFields, ClaimKind } from '../record/claim-input.js';
import type { TeamMatches } from '../record/figures.js';
import { withCurrentSlugs } from '../record/former-slugs.js';
import type { ReferenceData } from '../record/reference.js';
import { dayBefore, nextDay } from '../statistics/days.js';
import { checkCareerCount } from './career-count.js';
import { type ClaimFacts, loadClaimFacts } from './claim-facts.js';
import { describeChecked, describeClaim } from './claim-text.js';
import { checkFixture } from './fixture.js';
import { checkFoul } from './foul.js';
import { checkGoal } from './goal.js';
import { checkGoalsPerCap } from './goals-per-cap.js';
import { checkHeadToHead } from './head-to-head.js';
import { checkLevel } from './level.js';
import { dayOfMatch } from './match.js';
import { checkPenalty } from './penalty.js';
import { checkScore } from './score.js';
import { checkStage } from './stage.js';
import { checkTitleCount, checkTitleHolder } from './titles.js';
import {
  type CheckResult,
  type Evidence,
  judgeBest,
  type LaterFinding,
  type Verdict,
} from './verdict.js';

/** `asOf` null: whole record. `claimSourceId` null: a reader's claim. */
export interface ClaimRequest {
  claim: Claim;
  asOf: string | null;
  claimSourceId: number | null;
}

type Check<Kind extends ClaimKind> = (
  fields: ClaimFields<Kind>,
  asOf: string | null,
  facts: ClaimFacts,
  claimSourceId: number | null,
) => CheckResult;

const CHECKS: { [Kind in ClaimKind]: Check<Kind> } = {
  score: checkScore,
  goal: checkGoal,
  penalty: checkPenalty,
  foul: checkFoul,
  stage: checkStage,
  careerGoals: checkCareerCount('goals'),
  careerCaps: checkCareerCount('caps'),
  goalsPerCap: checkGoalsPerCap,
  levelOnGoals: checkLevel,
  fixture: checkFixture,
  titleHolder: checkTitleHolder,
  titleCount: checkTitleCount,
  headToHead: checkHeadToHead,
};

/** Verdicts in order; a constant number of statements. */
export async function checkClaims(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
  requests: readonly ClaimRequest[],
): Promise<Verdict[]> {
  const current = requests.map((request) => withCurrentSlugs(reference.currentSlug, request));
  const claims = current.map(({ claim }) => claim);
  const facts = await loadClaimFacts(db, reference, teamMatches, claims);
  return current.map((request) => judgeClaim(request, facts));
}

/** Better verdict of the day and the day before (rule 20). */
export function judgeClaim(
  { claim, asOf, claimSourceId }: ClaimRequest,
  facts: ClaimFacts,
): Verdict {
  const check = CHECKS[claim.kind] as Check<ClaimKind>;
  const checkAsOf = (day: string | null) => check(claim.fields, day, facts, claimSourceId);
  const { item: judgedBy, result } = judgeBest(judgedDays(claim, asOf), checkAsOf);
  return {
    claimed: describeClaim(claim, facts),
    checked: describeChecked(claim),
    ...result,
    evidence: uniqueEvidence(result.evidence),
    asOf,
    judgedBy,
    later: judgedBy === null ? null : findLater(judgedBy, checkAsOf(null)),
  };
}

/** Preferred first. A report may be dated a day before the local match day. */
function judgedDays({ fields }: Claim, asOf: string | null): (string | null)[] {
  if (asOf === null) return [null];
  const days = [asOf, dayBefore(asOf)];
  const isOfTheNextDay = 'match' in fields && dayOfMatch(fields.match) === nextDay(asOf);
  return isOfTheNextDay ? [nextDay(asOf), ...days] : days;
}

function findLater(
  day: string,
  { found, explanation, evidence }: CheckResult,
): LaterFinding | null {
  const later = uniqueEvidence(evidence).filter((row) => row.day !== null && row.day > day);
  return later.length === 0 || found === null ? null : { found, explanation, evidence: later };
}

function uniqueEvidence(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((row) => [`${row.kind} ${row.id}`, row])).values()];
}
