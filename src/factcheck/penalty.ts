/** Claims about a penalty in play or in a shoot-out. */
import type { ClaimFields } from '../record/claim-input.js';
import type { PenaltyRow } from '../record/penalties.js';
import type { ClaimFacts } from './claim-facts.js';
import { findBestGoal, formatGoal, goalEvidence } from './goal.js';
import {
  hasAllScorers,
  judgeAnyPlayer,
  judgeInMatch,
  matchEvidence,
  type PlayedMatch,
} from './match.js';
import {
  type Agreement,
  bestAgreement,
  compareMinute,
  describeMinute,
  mayBeStoppage,
  worstAgreement,
} from './minute.js';
import { hasOnlyReports, listPublishers } from './reports.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  notInRecord,
  sourceEvidence,
} from './verdict.js';

type PenaltyClaim = ClaimFields<'penalty'>;
type Outcome = PenaltyClaim['outcome'];

/** A missed penalty is on record only if a report names it: its absence proves nothing. */
export function checkPenalty(
  fields: PenaltyClaim,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(fields.match, asOf, facts, (match) => {
    return judgeAnyPlayer(match, fields.taker, facts, ({ slug, name }) =>
      judgeTaker(match, { ...fields, taker: slug }, name, facts),
    );
  });
}

function judgeTaker(
  match: PlayedMatch,
  fields: PenaltyClaim,
  name: string,
  facts: ClaimFacts,
): CheckResult {
  const best = bestAgreement(
    penaltiesOf(match, fields).map((penalty) => ({
      penalty,
      agreement: comparePenalty(penalty, fields),
    })),
  );
  if (best && best.agreement !== 'OTHER') return judgeFound(match, best, name, facts);
  return fields.outcome === 'SCORED'
    ? judgeMissingScored(match, fields, name, facts)
    : judgeMissingMiss(match, fields, name);
}

/** Penalties in play; shoot-out kicks too if no minute is claimed. */
function penaltiesOf(
  { penalties = [] }: PlayedMatch,
  { taker, minute }: PenaltyClaim,
): PenaltyRow[] {
  return penalties.filter(
    (penalty) =>
      penalty.taker?.slug === taker && (minute === undefined || penalty.kind === 'IN_PLAY'),
  );
}

function comparePenalty(penalty: PenaltyRow, { minute, outcome }: PenaltyClaim): Agreement {
  return worstAgreement([compareMinute(penalty, minute), compareOutcome(penalty.outcome, outcome)]);
}

function compareOutcome(recorded: Outcome, claimed: Outcome): Agreement {
  if (recorded === claimed) return 'SAME';
  if (recorded === 'SCORED' || claimed === 'SCORED') return 'OTHER';
  if (claimed === 'NOT_SCORED') return 'SAME';
  return recorded === 'NOT_SCORED' ? 'POSSIBLE' : 'DISPUTED';
}

function judgeFound(
  match: PlayedMatch,
  { penalty, agreement }: { penalty: PenaltyRow; agreement: Agreement },
  name: string,
  facts: ClaimFacts,
): CheckResult {
  const found = `${name} ${formatPenalty(penalty)}`;
  const evidence = [penaltyEvidence(penalty, match.date)];
  if (agreement === 'DISPUTED') {
    return buildResult('DISPUTED', found, `The record has ${found} instead.`, evidence);
  }
  if (hasOnlyReports(penalty, facts)) {
    const { names, ids } = listPublishers(penalty, facts);
    const why = `${found}: so ${names}; no dataset of the record lists penalties that were not scored.`;
    return buildResult('CONSISTENT', found, why, [...evidence, ...sourceEvidence(ids)]);
  }
  return agreement === 'SAME'
    ? buildResult('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence)
    : buildResult('CONSISTENT', found, `The record has ${found}, and no more detail.`, evidence);
}

/** CONTRADICTED only if the match has all its scorers and shoot-out kicks. */
function judgeMissingScored(
  match: PlayedMatch,
  fields: PenaltyClaim,
  name: string,
  facts: ClaimFacts,
): CheckResult {
  const goal = findBestGoal(
    match,
    { scorer: fields.taker, minute: fields.minute, penalty: true },
    facts,
  );
  if (goal && goal.agreement !== 'OTHER') {
    const found = `${name} ${formatGoal(goal.goal)}`;
    const why = `The record has the goal, ${found}, without the mark of a penalty, which old rows may lack.`;
    return buildResult('CONSISTENT', found, why, [goalEvidence(goal.goal, match.date)]);
  }
  const kicksKnown = match.shootout == null || (match.shootout.kicks ?? []).length > 0;
  if (!hasAllScorers(match) || (fields.minute === undefined && !kicksKnown)) {
    return notInRecord(`The record does not know every penalty scored in the match.`, [
      matchEvidence(match),
    ]);
  }
  const why = `The record names every scorer of the match, and has no such penalty scored by ${name}.`;
  return buildResult('CONTRADICTED', 'no such penalty', why, [matchEvidence(match)]);
}

/** CONTRADICTED only if the record has that penalty as scored. */
function judgeMissingMiss(match: PlayedMatch, fields: PenaltyClaim, name: string): CheckResult {
  const scored = penaltiesOf(match, fields).find(
    (penalty) =>
      fields.minute !== undefined &&
      penalty.outcome === 'SCORED' &&
      compareMinute(penalty, fields.minute) === 'SAME' &&
      (penalty.stoppage !== null || !mayBeStoppage(fields.minute)),
  );
  if (scored && hasAllScorers(match)) {
    const found = `${name} ${formatPenalty(scored)}`;
    return buildResult('CONTRADICTED', found, `The record has ${found}, a goal.`, [
      penaltyEvidence(scored, match.date),
    ]);
  }
  return notInRecord(
    `No source of the record tells of such a penalty by ${name}; datasets list only those that were scored.`,
    [matchEvidence(match)],
  );
}

/** `84', missed (over the crossbar)`. */
function formatPenalty(penalty: PenaltyRow): string {
  const when = penalty.kind === 'SHOOTOUT' ? 'in the shoot-out' : describeMinute(penalty);
  const how = penalty.outcome.toLowerCase().replace('_', ' ');
  return `${when}, ${how}${penalty.detail ? ` (${penalty.detail})` : ''}`;
}

export function penaltyEvidence({ id }: PenaltyRow, day: string): Evidence {
  return { kind: 'Penalty', id, day };
}
