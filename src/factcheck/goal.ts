/** A goal of a player in a match. */
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
  bestAgreementIndex,
  compareMinute,
  worstAgreement,
  written,
} from './minute.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  notInRecord,
  sourceEvidence,
} from './verdict.js';

type GoalClaim = Omit<ClaimFields<'goal'>, 'match'>;

/** A goal of the player, and how well it fits what is claimed. */
export interface GoalMatch {
  goal: GoalRow;
  fit: Agreement;
}

/** Wrong only where every goal of the match has its scorer on record. */
export function checkGoal(
  fields: ClaimFields<'goal'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(fields.match, asOf, facts, (match) => {
    return judgeAnyPlayer(match, fields.scorer, facts, ({ slug, name }) => {
      const fitting = findBestGoal(match, { ...fields, scorer: slug }, facts);
      return fitting ? judgeFound(match, fitting, name) : judgeMissingGoal(match, name);
    });
  });
}

/** The goal of the player in the match that fits best; null where he has none there. */
export function findBestGoal(
  match: PlayedMatch,
  fields: GoalClaim,
  facts: ClaimFacts,
): GoalMatch | null {
  const his = (match.goals ?? []).filter(({ scorer }) => scorer?.slug === fields.scorer);
  return bestAgreementIndex(his.map((goal) => ({ goal, fit: fitOf(match, goal, fields, facts) })));
}

function fitOf(
  match: PlayedMatch,
  goal: GoalRow,
  fields: GoalClaim,
  { reference }: ClaimFacts,
): Agreement {
  const citing = [goal.sourceId, ...(goal.sources ?? [])].map((id) => reference.sources.get(id));
  const datasets = new Set(citing.filter(({ kind }) => kind === 'DATASET'));
  // Old rows may lack the mark of a penalty or an own goal: two sources without it are no oversight.
  const fitOfMark = (recorded: boolean, claimed: boolean | undefined): Agreement => {
    if (claimed === undefined || claimed === recorded) return 'SAME';
    return !recorded && datasets.size < 2 ? 'POSSIBLE' : 'OTHER';
  };
  return worstAgreement([
    compareMinute(goal, fields.minute, minutesDisputed(match, goal).map(Number)),
    fitOfMark(goal.penalty, fields.penalty),
    fitOfMark(goal.ownGoal, fields.ownGoal),
  ]);
}

function minutesDisputed({ discrepancies = [] }: PlayedMatch, { ordinal }: GoalRow): string[] {
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

function judgeFound(match: PlayedMatch, { goal, fit }: GoalMatch, name: string): CheckResult {
  const found = `${name} ${inWords(goal)}`;
  const evidence = [goalEvidence(goal, match.date)];
  if (fit === 'SAME') {
    return buildResult('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence);
  }
  if (fit === 'DISPUTED') {
    const disputed = match.discrepancies?.find(
      ({ field }) => field === `goal ${goal.ordinal} minute`,
    );
    const values = disputed?.values ?? [];
    const why = `Sources have the goal in minute ${values.map(({ value }) => value).join(' and ')}.`;
    const sources = sourceEvidence(values.map(({ sourceId }) => sourceId));
    return buildResult('DISPUTED', found, why, [...evidence, ...sources]);
  }
  if (fit === 'POSSIBLE') {
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
export function inWords(
  goal: Pick<GoalRow, 'minute' | 'stoppage' | 'penalty' | 'ownGoal'>,
): string {
  const mark = goal.penalty ? ' (penalty)' : goal.ownGoal ? ' (own goal)' : '';
  return `${written(goal)}${mark}`;
}

/** A goal as evidence. */
export function goalEvidence({ id }: GoalRow, day: string): Evidence {
  return { kind: 'Goal', id, day };
}
