/** Matches that a query names: two teams and a day, a team and a year, a tournament and a month. */
import type { MatchRow } from '../../record/matches.js';
import { type ReferenceData, teamNameAsOf } from '../../record/reference.js';
import { listMatchHits, type TextRow } from '../../record/search.js';
import { nameRank } from '../../record/team-names.js';
import { slugify } from '../../text/slug.js';
import type { Snapshot } from '../snapshot.js';
import { type Interpretation, interpretQuery, type SearchName } from './query-interpretation.js';

interface NameSpelling extends SearchName {
  text: string;
}

export interface MatchHit {
  id: number;
  reading: Interpretation<NameSpelling>;
}

const MAX_INTERPRETATIONS = 6;

/** Latest of each interpretation, best interpretation first; one statement. */
export async function searchMatches(
  { db, reference }: Snapshot,
  words: readonly string[],
  names: readonly TextRow[],
  most: number,
): Promise<MatchHit[]> {
  const rankOf = ({ rowId, text }: TextRow) => nameRank(reference.teams.get(rowId), text);
  const teams = names
    .filter(({ kind }) => kind === 'TEAM')
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .flatMap((row) => teamSpellings(reference, row));
  const tournaments = names.flatMap((row) =>
    row.kind === 'TOURNAMENT' ? tournamentSpellings(reference, row) : [],
  );
  const found = interpretQuery(words, teams, tournaments).slice(0, MAX_INTERPRETATIONS);
  const filters = found.map(({ teams: [team, opponent], tournament, from, to }) => ({
    team: team && reference.teams.get(team.id).slug,
    opponent: opponent && reference.teams.get(opponent.id).slug,
    tournament: tournament && reference.tournaments.get(tournament.id).slug,
    from,
    to,
  }));
  const matches = await listMatchHits(db, reference, filters, most);
  return found.flatMap((reading, place) =>
    matches.filter((match) => match.reading === place).map(({ id }) => ({ id, reading })),
  );
}

/** A former name is valid in its days only. */
function teamSpellings(
  reference: ReferenceData,
  { rowId: id, text, words }: TextRow,
): NameSpelling[] {
  const { category, name, formerNames } = reference.teams.get(id);
  const spelled = slugify(text);
  const former = text === name ? [] : formerNames.filter((one) => slugify(one.name) === spelled);
  const days = former.length > 0 ? former : [{ from: null, to: null }];
  return days.map(({ from, to }) => ({ id, category, text, words: words.split(' '), from, to }));
}

/** By its name alone, without years of editions. */
function tournamentSpellings(
  reference: ReferenceData,
  { rowId: id, text, words }: TextRow,
): NameSpelling[] {
  const { category, name } = reference.tournaments.get(id);
  return text === name
    ? [{ id, category, text, words: words.split(' '), from: null, to: null }]
    : [];
}

/** `Zaire v Brazil, 1974-06-22`, as spelled in the query. */
export function formatMatchedTitle(
  reference: ReferenceData,
  { homeId, awayId, date }: MatchRow,
  { teams, tournament }: Interpretation<NameSpelling>,
): string {
  const spelled = (team: number) =>
    teams.find(({ id }) => id === team)?.text ?? teamNameAsOf(reference.teams.get(team), date);
  const title = titleOf(spelled(homeId), spelled(awayId), date);
  return tournament ? `${title}, ${tournament.text}` : title;
}

const titleOf = (home: string, away: string, date: string) => `${home} v ${away}, ${date}`;
