/** A goal of a player in a match. */
import type { Said } from '../record/claim-input.js';
import type { GoalRow } from '../record/goals.js';
import { counted } from '../statistics/words.js';
import type { Facts } from './facts.js';
import {
  goalsNamed,
  inMatch,
  judgePlayer,
  matchAs,
  namesEveryScorer,
  type Played,
} from './match.js';
import { best, type Fit, fitOfMinute, worst, written } from './minute.js';
import { type Answer, answer, type Evidence, silent, sourcesAsEvidence } from './verdict.js';

type GoalSaid = Omit<Said<'goal'>, 'match'>;

/** A goal of the player, and how well it fits what is claimed. */
export interface Fitting {
  goal: GoalRow;
  fit: Fit;
}

/** Wrong only where every goal of the match has its scorer on record. */
export function checkGoal(said: Said<'goal'>, asOf: string | null, facts: Facts): Answer {
  return inMatch(said.match, asOf, facts, (match) => {
    return judgePlayer(match, said.scorer, facts, ({ slug, name }) => {
      const fitting = fittingGoal(match, { ...said, scorer: slug }, facts);
      return fitting ? judged(match, fitting, name) : withoutGoal(match, name);
    });
  });
}

/** The goal of the player in the match that fits best; null where he has none there. */
export function fittingGoal(match: Played, said: GoalSaid, facts: Facts): Fitting | null {
  const his = (match.goals ?? []).filter(({ scorer }) => scorer?.slug === said.scorer);
  return best(his.map((goal) => ({ goal, fit: fitOf(match, goal, said, facts) })));
}

function fitOf(match: Played, goal: GoalRow, said: GoalSaid, { reference }: Facts): Fit {
  const citing = [goal.sourceId, ...(goal.sources ?? [])].map((id) => reference.sources.get(id));
  const datasets = new Set(citing.filter(({ kind }) => kind === 'DATASET'));
  // Old rows may lack the mark of a penalty or an own goal: two sources without it are no oversight.
  const fitOfMark = (recorded: boolean, claimed: boolean | undefined): Fit => {
    if (claimed === undefined || claimed === recorded) return 'SAME';
    return !recorded && datasets.size < 2 ? 'POSSIBLE' : 'OTHER';
  };
  return worst([
    fitOfMinute(goal, said.minute, minutesDisputed(match, goal).map(Number)),
    fitOfMark(goal.penalty, said.penalty),
    fitOfMark(goal.ownGoal, said.ownGoal),
  ]);
}

function minutesDisputed({ discrepancies = [] }: Played, { ordinal }: GoalRow): string[] {
  const found = discrepancies.find(({ field }) => field === `goal ${ordinal} minute`);
  return (found?.values ?? []).map(({ value }) => value);
}

function withoutGoal(match: Played, name: string): Answer {
  const goals = match.homeScore + match.awayScore;
  const named = goalsNamed(match);
  if (namesEveryScorer(match)) {
    const scorers = [...new Set((match.goals ?? []).map(({ scorer }) => scorer?.name))];
    const found = goals === 0 ? 'no goal' : scorers.join(', ');
    const why =
      goals === 0
        ? 'The match ended 0-0.'
        : `The record names the scorers of all ${counted(goals, 'goal', 'goals')}, ${found}, and ${name} is not among them.`;
    return answer('CONTRADICTED', found, why, [matchAs(match)]);
  }
  return silent(
    `The record names the scorers of ${named} of ${counted(goals, 'goal', 'goals')}, so that it cannot tell whether ${name} scored.`,
    [matchAs(match)],
  );
}

function judged(match: Played, { goal, fit }: Fitting, name: string): Answer {
  const found = `${name} ${inWords(goal)}`;
  const evidence = [goalAs(goal, match.date)];
  if (fit === 'SAME') {
    return answer('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence);
  }
  if (fit === 'DISPUTED') {
    const disputed = match.discrepancies?.find(
      ({ field }) => field === `goal ${goal.ordinal} minute`,
    );
    const values = disputed?.values ?? [];
    const why = `Sources have the goal in minute ${values.map(({ value }) => value).join(' and ')}.`;
    const sources = sourcesAsEvidence(values.map(({ sourceId }) => sourceId));
    return answer('DISPUTED', found, why, [...evidence, ...sources]);
  }
  if (fit === 'POSSIBLE') {
    const why = `The record has ${found}, which may be the same goal: sources count minutes differently, and old rows lack stoppage time and marks.`;
    return answer('CONSISTENT', found, why, evidence);
  }
  if (namesEveryScorer(match)) {
    const why = `The record names every scorer of the match, and has ${found} instead.`;
    return answer('CONTRADICTED', found, why, evidence);
  }
  const why = `The record has ${found}, but not the scorers of all ${match.homeScore + match.awayScore} goals.`;
  return answer('NOT_IN_RECORD', found, why, evidence);
}

/** `54' (penalty)`. */
export function inWords(
  goal: Pick<GoalRow, 'minute' | 'stoppage' | 'penalty' | 'ownGoal'>,
): string {
  const mark = goal.penalty ? ' (penalty)' : goal.ownGoal ? ' (own goal)' : '';
  return `${written(goal)}${mark}`;
}

/** A goal as evidence. */
export function goalAs({ id }: GoalRow, day: string): Evidence {
  return { kind: 'Goal', id, day };
}
