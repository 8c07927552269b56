/** Claims about titles, by sources that state winners (rule 18). */
import { dayOf } from '../analysis/scope.js';
import type { ClaimFields } from '../record/claim-input.js';
import type { EditionRow, TeamRow } from '../record/reference.js';
import { pluralize } from '../text/plural.js';
import { type ClaimFacts, findTeam, findTournament } from './claim-facts.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  isCheckResult,
  notInRecord,
} from './verdict.js';

/** The editions that had ended by the day; without a day, by the last day covered. */
interface EndedEditions {
  team: TeamRow;
  name: string;
  ended: EditionRow[];
  /** Whether no later, unknown edition can have ended by the day. */
  isSettled: boolean;
}

export function checkTitleHolder(
  fields: ClaimFields<'titleHolder'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const titles = findEndedEditions(fields, asOf, facts);
  if (isCheckResult(titles)) return titles;
  const { team, name, ended, isSettled } = titles;
  const [last] = ended.slice(-1);
  if (!last) {
    return buildResult('NOT_YET', null, `No edition of the ${name} had ended by ${asOf}.`);
  }
  if (last.winnerId === null)
    return notInRecord(`No source states who won the ${name} of ${last.year}.`);
  const winner = facts.reference.teams.get(last.winnerId);
  const found = `${winner.name} (${last.year})`;
  const why = `${winner.name} won the ${name} of ${last.year}, the last that had ended.`;
  const unsure = `${winner.name} won the ${name} of ${last.year}, the last that the record knows.`;
  if (winner.id === team.id) {
    return isSettled
      ? buildResult('CONFIRMED', found, why, [editionEvidence(last)])
      : buildResult('CONSISTENT', found, unsure, [editionEvidence(last)]);
  }
  return isSettled
    ? buildResult('CONTRADICTED', found, why, [editionEvidence(last)])
    : buildResult('NOT_IN_RECORD', found, unsure, [editionEvidence(last)]);
}

export function checkTitleCount(
  fields: ClaimFields<'titleCount'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const titles = findEndedEditions(fields, asOf, facts);
  if (isCheckResult(titles)) return titles;
  const { team, name, ended, isSettled } = titles;
  const won = ended.filter(({ winnerId }) => winnerId === team.id);
  const years = won.map(({ year }) => year);
  const found = `${won.length}${won.length > 0 ? ` (${years.join(', ')})` : ''}`;
  const isComplete = isSettled && ended.every(({ winnerId }) => winnerId !== null);
  const editions = pluralize(ended.length, 'edition', 'editions');
  const stated = `${team.name} won ${won.length} of the ${editions} of the ${name} that had ended`;
  const evidence = won.map(editionEvidence);
  if (isComplete) {
    const kind = fields.count === won.length ? 'CONFIRMED' : 'CONTRADICTED';
    return buildResult(kind, found, `${stated}.`, evidence);
  }
  const why = `${stated}, as far as the record knows.`;
  if (fields.count < won.length) return buildResult('CONTRADICTED', found, why, evidence);
  return buildResult(
    fields.count === won.length ? 'CONSISTENT' : 'NOT_IN_RECORD',
    found,
    why,
    evidence,
  );
}

function findEndedEditions(
  fields: { tournament: string; team: string },
  asOf: string | null,
  facts: ClaimFacts,
): EndedEditions | CheckResult {
  const { reference } = facts;
  const tournament = findTournament(facts, fields.tournament);
  if (isCheckResult(tournament)) return tournament;
  const team = findTeam(facts, fields.team);
  if (isCheckResult(team)) return team;
  const editions = reference.editions.all.filter((one) => one.tournamentId === tournament.id);
  if (editions.length === 0) {
    return notInRecord(`The record knows no edition of the ${tournament.name} with its winner.`);
  }
  const day = asOf ?? lastCoveredDay(editions, dayOf(reference, null));
  return {
    team,
    name: tournament.name,
    ended: editions.filter((edition) => endDayOf(edition) <= day),
    isSettled: day < nextPossibleEditionDay(editions),
  };
}

/** The record's last day, or the end of the last edition with a stated winner. */
function lastCoveredDay(editions: readonly EditionRow[], through: string): string {
  const ends = editions.filter(({ winnerId }) => winnerId !== null).map(endDayOf);
  return [through, ...ends].sort().at(-1) ?? through;
}

/** 31 December without a known end. */
const endDayOf = ({ endDate, year }: EditionRow) => endDate ?? `${year}-12-31`;

/** 1 January of the last year plus the shortest gap between editions. */
function nextPossibleEditionDay(editions: readonly EditionRow[]): string {
  const years = editions.map(({ year }) => year).sort((one, other) => one - other);
  const gaps = years.slice(1).map((year, place) => year - (years[place] ?? year));
  const last = years.at(-1) ?? 0;
  return `${last + Math.min(...(gaps.length > 0 ? gaps : [1]))}-01-01`;
}

function editionEvidence(edition: EditionRow): Evidence {
  return { kind: 'Edition', id: edition.id, day: endDayOf(edition) };
}
