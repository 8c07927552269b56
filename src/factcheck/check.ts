/** Claims held against the record: what they need is read at once, and each is judged by the check of its kind. */
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

/** A claim, the day by which it is judged (null for the whole record), and the source that makes it (null for a reader). */
export interface ClaimRequest {
  claim: Claim;
  asOf: string | null;
  claimSourceId: number | null;
}

type Check<Kind extends ClaimKind> = (
  fields: ClaimFields<Kind>,
  asOf: string | null,
  facts: ClaimFacts,
  claimant: number | null,
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

/** The verdicts on some claims, in their order: a fixed number of statements, however many claims there are. */
export async function checkClaims(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
  requests: readonly ClaimRequest[],
): Promise<Verdict[]> {
  const current = requests.map((one) => withCurrentSlugs(reference.currentSlug, one));
  const claims = current.map(({ claim }) => claim);
  const facts = await loadClaimFacts(db, reference, teamMatches, claims);
  return current.map((one) => judge(one, facts));
}

/**
 * The verdict on a claim, by facts alone: the better of the evening before its day and of the evening of it (rule 20), since
 * nobody knows the hour. A report of a match may be dated a day before the local day of the match.
 */
export function judge(
  { claim, asOf, claimSourceId: claimant }: ClaimRequest,
  facts: ClaimFacts,
): Verdict {
  const check = CHECKS[claim.kind] as Check<ClaimKind>;
  const holdAgainst = (day: string | null) => check(claim.fields, day, facts, claimant);
  const { item: judgedBy, answer } = judgeBest(daysOf(claim, asOf), holdAgainst);
  return {
    claimed: describeClaim(claim, facts),
    checked: describeChecked(claim),
    ...answer,
    evidence: uniqueEvidence(answer.evidence),
    asOf,
    judgedBy,
    later: judgedBy === null ? null : findLater(judgedBy, holdAgainst(null)),
  };
}

/** The days by which a claim is judged, the one that counts where the verdicts are as good first. */
function daysOf({ fields }: Claim, asOf: string | null): (string | null)[] {
  if (asOf === null) return [null];
  const days = [asOf, dayBefore(asOf)];
  const isOfTheNextDay = 'match' in fields && dayOfMatch(fields.match) === nextDay(asOf);
  return isOfTheNextDay ? [nextDay(asOf), ...days] : days;
}

/** What the whole record has from after a day, without a verdict; null where it has nothing. */
function findLater(
  day: string,
  { found, explanation, evidence }: CheckResult,
): LaterFinding | null {
  const later = uniqueEvidence(evidence).filter((one) => one.day !== null && one.day > day);
  return later.length === 0 || found === null ? null : { found, explanation, evidence: later };
}

/** Evidence, each row once. */
function uniqueEvidence(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}
