/** The matches that a text means: two teams and a day, a team and a year, a tournament and a month. */
import type { MatchRow } from '../../record/matches.js';
import { type ReferenceData, teamNameAsOf } from '../../record/reference.js';
import { listMatchHits, type TextRow } from '../../record/search.js';
import type { Snapshot } from '../snapshot.js';
import { type Interpretation, interpretQuery, type SearchName } from './query-interpretation.js';

/** A name of a team or a tournament as it is spelled. */
interface NameSpelling extends SearchName {
  text: string;
}

/** A match, and how it has been read out of the text. */
export interface MatchHit {
  id: number;
  reading: Interpretation<NameSpelling>;
}

/** In how many ways a text is read. */
const MAX_INTERPRETATIONS = 6;

/**
 * The matches that some words mean, where these texts are the names of teams and tournaments in them: by the readings, the
 * best first, of each the latest so many. One statement, which walks the indexes of teams, tournaments and days.
 */
export async function searchMatches(
  { db, reference }: Snapshot,
  words: readonly string[],
  names: readonly TextRow[],
  most: number,
): Promise<MatchHit[]> {
  const teams = names.flatMap((row) => (row.kind === 'TEAM' ? teamSpellings(reference, row) : []));
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

/** A team by one of its names; a former one means it on the days of that name alone. */
function teamSpellings(
  reference: ReferenceData,
  { rowId: id, text, words }: TextRow,
): NameSpelling[] {
  const { category, name, formerNames } = reference.teams.get(id);
  const former = text === name ? [] : formerNames.filter((one) => one.name === text);
  const days = former.length > 0 ? former : [{ from: null, to: null }];
  return days.map(({ from, to }) => ({ id, category, text, words: words.split(' '), from, to }));
}

/** A tournament by its name alone: the year of an edition stands for itself. */
function tournamentSpellings(
  reference: ReferenceData,
  { rowId: id, text, words }: TextRow,
): NameSpelling[] {
  const { category, name } = reference.tournaments.get(id);
  return text === name
    ? [{ id, category, text, words: words.split(' '), from: null, to: null }]
    : [];
}

/** The same as the text has spelled it, with the tournament where the text has one. */
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
