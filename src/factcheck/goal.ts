import type { ClaimFields } from '../record/claim-input.js';
import type { GoalRow } from '../record/goals.js';
import { pluralize } from '../text/plural.js';
import type { ClaimFacts } from './claim-facts.js';
import {
  countNamedGoals,
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
  worstAgreement,
} from './minute.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  notInRecord,
  sourceEvidence,
} from './verdict.js';

type GoalClaim = Omit<ClaimFields<'goal'>, 'match'>;

export interface GoalMatch {
  goal: GoalRow;
  agreement: Agreement;
}

/** CONTRADICTED only with every scorer on record. */
export function checkGoal(
  fields: ClaimFields<'goal'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(fields.match, asOf, facts, (match) => {
    return judgeAnyPlayer(match, fields.scorer, facts, ({ slug, name }) => {
      const best = findBestGoal(match, { ...fields, scorer: slug }, facts);
      return best ? judgeFound(match, best, name) : judgeMissingGoal(match, name);
    });
  });
}

export function findBestGoal(
  match: PlayedMatch,
  fields: GoalClaim,
  facts: ClaimFacts,
): GoalMatch | null {
  const scored = (match.goals ?? []).filter(({ scorer }) => scorer?.slug === fields.scorer);
  return bestAgreement(
    scored.map((goal) => ({ goal, agreement: compareGoal(match, goal, fields, facts) })),
  );
}

function compareGoal(
  match: PlayedMatch,
  goal: GoalRow,
  fields: GoalClaim,
  { reference }: ClaimFacts,
): Agreement {
  const citing = [goal.sourceId, ...(goal.sources ?? [])].map((id) => reference.sources.get(id));
  const datasets = new Set(citing.filter(({ kind }) => kind === 'DATASET'));
  // Old rows may lack the flag; two datasets without it settle it.
  const compareFlag = (recorded: boolean, claimed: boolean | undefined): Agreement => {
    if (claimed === undefined || claimed === recorded) return 'SAME';
    return !recorded && datasets.size < 2 ? 'POSSIBLE' : 'OTHER';
  };
  return worstAgreement([
    compareMinute(goal, fields.minute, disputedMinutes(match, goal).map(Number)),
    compareFlag(goal.penalty, fields.penalty),
    compareFlag(goal.ownGoal, fields.ownGoal),
  ]);
}

function disputedMinutes({ discrepancies = [] }: PlayedMatch, { ordinal }: GoalRow): string[] {
  const found = discrepancies.find(({ field }) => field === `goal ${ordinal} minute`);
  return (found?.values ?? []).map(({ value }) => value);
}

function judgeMissingGoal(match: PlayedMatch, name: string): CheckResult {
  const goals = match.homeScore + match.awayScore;
  const named = countNamedGoals(match);
  if (hasAllScorers(match)) {
    const scorers = [...new Set((match.goals ?? []).map(({ scorer }) => scorer?.name))];
    const found = goals === 0 ? 'no goal' : scorers.join(', ');
    const why =
      goals === 0
        ? 'The match ended 0-0.'
        : `The record names the scorers of all ${pluralize(goals, 'goal', 'goals')}, ${found}, and ${name} is not among them.`;
    return buildResult('CONTRADICTED', found, why, [matchEvidence(match)]);
  }
  return notInRecord(
    `The record names the scorers of ${named} of ${pluralize(goals, 'goal', 'goals')}, so that it cannot tell whether ${name} scored.`,
    [matchEvidence(match)],
  );
}

function judgeFound(match: PlayedMatch, { goal, agreement }: GoalMatch, name: string): CheckResult {
  const found = `${name} ${formatGoal(goal)}`;
  const evidence = [goalEvidence(goal, match.date)];
  if (agreement === 'SAME') {
    return buildResult('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence);
  }
  if (agreement === 'DISPUTED') {
    const disputed = match.discrepancies?.find(
      ({ field }) => field === `goal ${goal.ordinal} minute`,
    );
    const values = disputed?.values ?? [];
    const why = `Sources have the goal in minute ${values.map(({ value }) => value).join(' and ')}.`;
    const sources = sourceEvidence(values.map(({ sourceId }) => sourceId));
    return buildResult('DISPUTED', found, why, [...evidence, ...sources]);
  }
  if (agreement === 'POSSIBLE') {
    const why = `The record has ${found}, which may be the same goal: sources count minutes differently, and old rows lack stoppage time and marks.`;
    return buildResult('CONSISTENT', found, why, evidence);
  }
  if (hasAllScorers(match)) {
    const why = `The record names every scorer of the match, and has ${found} instead.`;
    return buildResult('CONTRADICTED', found, why, evidence);
  }
  const why = `The record has ${found}, but not the scorers of all ${match.homeScore + match.awayScore} goals.`;
  return buildResult('NOT_IN_RECORD', found, why, evidence);
}

/** `54' (penalty)`. */
export function formatGoal(
  goal: Pick<GoalRow, 'minute' | 'stoppage' | 'penalty' | 'ownGoal'>,
): string {
  const flag = goal.penalty ? ' (penalty)' : goal.ownGoal ? ' (own goal)' : '';
  return `${describeMinute(goal)}${flag}`;
}

export function goalEvidence({ id }: GoalRow, day: string): Evidence {
  return { kind: 'Goal', id, day };
}
