/** A foul that led to a penalty. */
import type { Said } from '../record/claim-input.js';
import type { PersonRow } from '../record/claims.js';
import type { PenaltyRow } from '../record/penalties.js';
import type { Facts } from './facts.js';
import { inMatch, judgePlayer, matchAs, type Played } from './match.js';
import { fitOfMinute, written } from './minute.js';
import { penaltyAs } from './penalty.js';
import { publishersOf } from './reports.js';
import { type Answer, answer, silent, sourcesAsEvidence } from './verdict.js';

/** No dataset lists fouls: what a report says of one supports a claim or disputes it, and nothing confirms or refutes it. */
export function checkFoul(said: Said<'foul'>, asOf: string | null, facts: Facts): Answer {
  return inMatch(said.match, asOf, facts, (match) => {
    return judgePlayer(match, said.by, facts, (by) =>
      judgePlayer(match, said.on, facts, (on) => judgeFoul(match, said, by, on, facts)),
    );
  });
}

function judgeFoul(
  match: Played,
  said: Said<'foul'>,
  by: PersonRow,
  on: PersonRow,
  facts: Facts,
): Answer {
  const told = (match.penalties ?? []).filter(
    (penalty) => penalty.foulBy && fitOfMinute(penalty, said.minute) !== 'OTHER',
  );
  const same = told.find(
    ({ foulBy, foulOn }) => foulBy?.slug === by.slug && (foulOn?.slug ?? on.slug) === on.slug,
  );
  if (same) return reported('CONSISTENT', same, match.date, facts);
  const [other] = told;
  if (other && said.minute !== undefined) return reported('DISPUTED', other, match.date, facts);
  return silent(
    `No source of the record tells of a foul by ${by.name} on ${on.name}; no dataset lists fouls.`,
    [matchAs(match)],
  );
}

function reported(
  kind: 'CONSISTENT' | 'DISPUTED',
  penalty: PenaltyRow,
  day: string,
  facts: Facts,
): Answer {
  const { foulBy, foulOn } = penalty;
  const found = `${foulBy?.name} on ${foulOn?.name ?? 'somebody'}, ${written(penalty)}`;
  const sources = publishersOf(penalty, facts);
  const why = `${found}: so ${sources.names}; no dataset of the record lists fouls.`;
  return answer(kind, found, why, [penaltyAs(penalty, day), ...sourcesAsEvidence(sources.ids)]);
}
