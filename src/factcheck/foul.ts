import type { ClaimFields } from '../record/claim-input.js';
import type { PlayerCandidateRow } from '../record/claims.js';
import type { PenaltyRow } from '../record/penalties.js';
import type { ClaimFacts } from './claim-facts.js';
import { judgeAnyPlayer, judgeInMatch, matchEvidence, type PlayedMatch } from './match.js';
import { compareMinute, describeMinute } from './minute.js';
import { penaltyEvidence } from './penalty.js';
import { listPublishers } from './reports.js';
import { buildResult, type CheckResult, notInRecord, sourceEvidence } from './verdict.js';

/** CONSISTENT or DISPUTED: no dataset lists fouls. */
export function checkFoul(
  fields: ClaimFields<'foul'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  return judgeInMatch(fields.match, asOf, facts, (match) => {
    return judgeAnyPlayer(match, fields.by, facts, (by) =>
      judgeAnyPlayer(match, fields.on, facts, (on) => judgeFoul(match, fields, by, on, facts)),
    );
  });
}

function judgeFoul(
  match: PlayedMatch,
  fields: ClaimFields<'foul'>,
  by: PlayerCandidateRow,
  on: PlayerCandidateRow,
  facts: ClaimFacts,
): CheckResult {
  const fouls = (match.penalties ?? []).filter(
    (penalty) => penalty.foulBy && compareMinute(penalty, fields.minute) !== 'OTHER',
  );
  const same = fouls.find(
    ({ foulBy, foulOn }) => foulBy?.slug === by.slug && (foulOn?.slug ?? on.slug) === on.slug,
  );
  if (same) return reportedResult('CONSISTENT', same, match.date, facts);
  const [other] = fouls;
  if (other && fields.minute !== undefined)
    return reportedResult('DISPUTED', other, match.date, facts);
  return notInRecord(
    `No source of the record tells of a foul by ${by.name} on ${on.name}; no dataset lists fouls.`,
    [matchEvidence(match)],
  );
}

function reportedResult(
  kind: 'CONSISTENT' | 'DISPUTED',
  penalty: PenaltyRow,
  day: string,
  facts: ClaimFacts,
): CheckResult {
  const { foulBy, foulOn } = penalty;
  const found = `${foulBy?.name} on ${foulOn?.name ?? 'somebody'}, ${describeMinute(penalty)}`;
  const sources = listPublishers(penalty, facts);
  const why = `${found}: so ${sources.names}; no dataset of the record lists fouls.`;
  return buildResult(kind, found, why, [
    penaltyEvidence(penalty, day),
    ...sourceEvidence(sources.ids),
  ]);
}
