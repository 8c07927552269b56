/** A penalty of a player in a match, or a kick of its shoot-out. */
import type { Said } from '../record/claim-input.js';
import type { PenaltyRow } from '../record/penalties.js';
import type { Facts } from './facts.js';
import { fittingGoal, goalAs, inWords as goalInWords } from './goal.js';
import { inMatch, judgePlayer, matchAs, namesEveryScorer, type Played } from './match.js';
import { best, type Fit, fitOfMinute, mayBeAdded, worst, written } from './minute.js';
import { isOnlyReported, publishersOf } from './reports.js';
import { type Answer, answer, type Evidence, silent, sourcesAsEvidence } from './verdict.js';

type PenaltySaid = Said<'penalty'>;
type Outcome = PenaltySaid['outcome'];

/** Penalties that were not scored are in the record only where a report names them: their absence proves nothing. */
export function checkPenalty(said: PenaltySaid, asOf: string | null, facts: Facts): Answer {
  return inMatch(said.match, asOf, facts, (match) => {
    return judgePlayer(match, said.taker, facts, ({ slug, name }) =>
      judgeTaker(match, { ...said, taker: slug }, name, facts),
    );
  });
}

function judgeTaker(match: Played, said: PenaltySaid, name: string, facts: Facts): Answer {
  const fitting = best(
    penaltiesOf(match, said).map((penalty) => ({ penalty, fit: fitOf(penalty, said) })),
  );
  if (fitting && fitting.fit !== 'OTHER') return judged(match, fitting, name, facts);
  return said.outcome === 'SCORED'
    ? withoutScored(match, said, name, facts)
    : withoutMiss(match, said, name);
}

/** His penalties in play, and, where no minute is claimed, his kicks of the shoot-out. */
function penaltiesOf({ penalties = [] }: Played, { taker, minute }: PenaltySaid): PenaltyRow[] {
  return penalties.filter(
    (penalty) =>
      penalty.taker?.slug === taker && (minute === undefined || penalty.kind === 'IN_PLAY'),
  );
}

function fitOf(penalty: PenaltyRow, { minute, outcome }: PenaltySaid): Fit {
  return worst([fitOfMinute(penalty, minute), fitOfOutcome(penalty.outcome, outcome)]);
}

function fitOfOutcome(recorded: Outcome, claimed: Outcome): Fit {
  if (recorded === claimed) return 'SAME';
  if (recorded === 'SCORED' || claimed === 'SCORED') return 'OTHER';
  if (claimed === 'NOT_SCORED') return 'SAME';
  return recorded === 'NOT_SCORED' ? 'POSSIBLE' : 'DISPUTED';
}

function judged(
  match: Played,
  { penalty, fit }: { penalty: PenaltyRow; fit: Fit },
  name: string,
  facts: Facts,
): Answer {
  const found = `${name} ${inWords(penalty)}`;
  const evidence = [penaltyAs(penalty, match.date)];
  if (fit === 'DISPUTED') {
    return answer('DISPUTED', found, `The record has ${found} instead.`, evidence);
  }
  if (isOnlyReported(penalty, facts)) {
    const { names, ids } = publishersOf(penalty, facts);
    const why = `${found}: so ${names}; no dataset of the record lists penalties that were not scored.`;
    return answer('CONSISTENT', found, why, [...evidence, ...sourcesAsEvidence(ids)]);
  }
  return fit === 'SAME'
    ? answer('CONFIRMED', found, `The record has ${found}, as claimed.`, evidence)
    : answer('CONSISTENT', found, `The record has ${found}, and no more detail.`, evidence);
}

/** A scored penalty is a goal: a record with every scorer, and every kick of a shoot-out, has it or has it not. */
function withoutScored(match: Played, said: PenaltySaid, name: string, facts: Facts): Answer {
  const goal = fittingGoal(
    match,
    { scorer: said.taker, minute: said.minute, penalty: true },
    facts,
  );
  if (goal && goal.fit !== 'OTHER') {
    const found = `${name} ${goalInWords(goal.goal)}`;
    const why = `The record has the goal, ${found}, without the mark of a penalty, which old rows may lack.`;
    return answer('CONSISTENT', found, why, [goalAs(goal.goal, match.date)]);
  }
  const kicksKnown = match.shootout == null || (match.shootout.kicks ?? []).length > 0;
  if (!namesEveryScorer(match) || (said.minute === undefined && !kicksKnown)) {
    return silent(`The record does not know every penalty scored in the match.`, [matchAs(match)]);
  }
  const why = `The record names every scorer of the match, and has no such penalty scored by ${name}.`;
  return answer('CONTRADICTED', 'no such penalty', why, [matchAs(match)]);
}

/** A penalty that was not scored: wrong only where the record has that very penalty as scored. */
function withoutMiss(match: Played, said: PenaltySaid, name: string): Answer {
  const scored = penaltiesOf(match, said).find(
    (penalty) =>
      said.minute !== undefined &&
      penalty.outcome === 'SCORED' &&
      fitOfMinute(penalty, said.minute) === 'SAME' &&
      (penalty.stoppage !== null || !mayBeAdded(said.minute)),
  );
  if (scored && namesEveryScorer(match)) {
    const found = `${name} ${inWords(scored)}`;
    return answer('CONTRADICTED', found, `The record has ${found}, a goal.`, [
      penaltyAs(scored, match.date),
    ]);
  }
  return silent(
    `No source of the record tells of such a penalty by ${name}; datasets list only those that were scored.`,
    [matchAs(match)],
  );
}

/** `84', missed (over the crossbar)`. */
function inWords(penalty: PenaltyRow): string {
  const when = penalty.kind === 'SHOOTOUT' ? 'in the shoot-out' : written(penalty);
  const how = penalty.outcome.toLowerCase().replace('_', ' ');
  return `${when}, ${how}${penalty.detail ? ` (${penalty.detail})` : ''}`;
}

/** A penalty as evidence. */
export function penaltyAs({ id }: PenaltyRow, day: string): Evidence {
  return { kind: 'Penalty', id, day };
}
