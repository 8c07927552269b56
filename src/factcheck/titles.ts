/** Who holds the title of a tournament, and how often a team has won it: by sources that state winners. */
import { dayOf } from '../analysis/scope.js';
import type { ClaimFields } from '../record/claim-input.js';
import type { EditionRow, TeamRow } from '../record/reference.js';
import { pluralize } from '../text/plural.js';
import { type ClaimFacts, findTeam, findTournament } from './claim-facts.js';
import { buildResult, type CheckResult, type Evidence, isAnswer, notInRecord } from './verdict.js';

/** The editions of a tournament that had ended by a day; asked without one, by the last day that the record covers. */
interface EndedEditions {
  team: TeamRow;
  name: string;
  /** Oldest first. */
  ended: EditionRow[];
  /** Whether no edition that the record does not know can have ended by the day. */
  isSettled: boolean;
}

export function checkTitleHolder(
  fields: ClaimFields<'titleHolder'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const titles = titlesBy(fields, asOf, facts);
  if (isAnswer(titles)) return titles;
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
      ? buildResult('CONFIRMED', found, why, [editionAs(last)])
      : buildResult('CONSISTENT', found, unsure, [editionAs(last)]);
  }
  return isSettled
    ? buildResult('CONTRADICTED', found, why, [editionAs(last)])
    : buildResult('NOT_IN_RECORD', found, unsure, [editionAs(last)]);
}

export function checkTitleCount(
  fields: ClaimFields<'titleCount'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const titles = titlesBy(fields, asOf, facts);
  if (isAnswer(titles)) return titles;
  const { team, name, ended, isSettled } = titles;
  const won = ended.filter(({ winnerId }) => winnerId === team.id);
  const years = won.map(({ year }) => year);
  const found = `${won.length}${won.length > 0 ? ` (${years.join(', ')})` : ''}`;
  const isComplete = isSettled && ended.every(({ winnerId }) => winnerId !== null);
  const editions = pluralize(ended.length, 'edition', 'editions');
  const stated = `${team.name} won ${won.length} of the ${editions} of the ${name} that had ended`;
  const evidence = won.map(editionAs);
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

function titlesBy(
  fields: { tournament: string; team: string },
  asOf: string | null,
  facts: ClaimFacts,
): EndedEditions | CheckResult {
  const { reference } = facts;
  const tournament = findTournament(facts, fields.tournament);
  if (isAnswer(tournament)) return tournament;
  const team = findTeam(facts, fields.team);
  if (isAnswer(team)) return team;
  const editions = reference.editions.all.filter((one) => one.tournamentId === tournament.id);
  if (editions.length === 0) {
    return notInRecord(`The record knows no edition of the ${tournament.name} with its winner.`);
  }
  const day = asOf ?? lastCovered(editions, dayOf(reference, null));
  return {
    team,
    name: tournament.name,
    ended: editions.filter((edition) => endDayOf(edition) <= day),
    isSettled: day < nextPossibleEditionDay(editions),
  };
}

/** The last day that sources cover: that of the record, or of the last edition whose winner one states. */
function lastCovered(editions: readonly EditionRow[], through: string): string {
  const ends = editions.filter(({ winnerId }) => winnerId !== null).map(endDayOf);
  return [through, ...ends].sort().at(-1) ?? through;
}

/** The last day of an edition; of its year where no source says. */
const endDayOf = ({ endDate, year }: EditionRow) => endDate ?? `${year}-12-31`;

/** The first day of the year in which another edition may be due: never sooner than two have followed each other. */
function nextPossibleEditionDay(editions: readonly EditionRow[]): string {
  const years = editions.map(({ year }) => year).sort((one, other) => one - other);
  const gaps = years.slice(1).map((year, place) => year - (years[place] ?? year));
  const last = years.at(-1) ?? 0;
  return `${last + Math.min(...(gaps.length > 0 ? gaps : [1]))}-01-01`;
}

function editionAs(edition: EditionRow): Evidence {
  return { kind: 'Edition', id: edition.id, day: endDayOf(edition) };
}
