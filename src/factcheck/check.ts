/** Claims held against the record: what they need is read at once, and each is judged by the check of its kind. */
import type { Database } from '../database.js';
import type { Claim, ClaimKind, Said } from '../record/claim-input.js';
import type { Reference } from '../record/reference.js';
import { checkCareerCount } from './career-count.js';
import { claimInWords } from './claim-words.js';
import { type Facts, readFacts } from './facts.js';
import { checkFixture } from './fixture.js';
import { checkFoul } from './foul.js';
import { checkGoal } from './goal.js';
import { checkGoalsPerCap } from './goals-per-cap.js';
import { checkHeadToHead } from './head-to-head.js';
import { checkLevel } from './level.js';
import { checkPenalty } from './penalty.js';
import { checkScore } from './score.js';
import { checkStage } from './stage.js';
import { checkTitleCount, checkTitleHolder } from './titles.js';
import type { Answer, Evidence, Later, Verdict } from './verdict.js';

/** A claim, the day by which it is judged (null for the whole record), and the source that makes it (null for a reader). */
export interface Asked {
  claim: Claim;
  asOf: string | null;
  claimant: number | null;
}

type Check<Kind extends ClaimKind> = (
  said: Said<Kind>,
  asOf: string | null,
  facts: Facts,
  claimant: number | null,
) => Answer;

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
  reference: Reference,
  asked: readonly Asked[],
): Promise<Verdict[]> {
  const facts = await readFacts(
    db,
    reference,
    asked.map(({ claim }) => claim),
  );
  return asked.map((one) => judge(one, facts));
}

/** The verdict on a claim, by facts alone. */
export function judge({ claim, asOf, claimant }: Asked, facts: Facts): Verdict {
  const check = CHECKS[claim.kind] as Check<ClaimKind>;
  const holdAgainst = (day: string | null) => check(claim.said, day, facts, claimant);
  const { evidence, ...found } = holdAgainst(asOf);
  return {
    claimed: claimInWords(claim, facts),
    ...found,
    evidence: each(evidence),
    asOf,
    later: asOf === null ? null : laterThan(asOf, holdAgainst(null)),
  };
}

/** What the whole record has from after a day, without a verdict; null where it has nothing. */
function laterThan(asOf: string, { found, explanation, evidence }: Answer): Later | null {
  const later = each(evidence).filter(({ day }) => day !== null && day > asOf);
  return later.length === 0 || found === null ? null : { found, explanation, evidence: later };
}

/** Evidence, each row once. */
function each(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}
