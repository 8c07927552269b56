/** Adds to matches and players by the ids of fjelstul-world-cup. */
import { createRowFilter, type RowFilter } from '../csv.js';
import { permanentListing } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import {
  type AppearanceFact,
  EMPTY_FACTS,
  type PlayerName,
  type ShapedFacts,
  type SourceFact,
} from '../facts.js';
import { minuteOf, playerName, validateMinute, valueOrNull } from '../fjelstul-names.js';
import {
  citeMatch,
  completeAppearance,
  FJELSTUL,
  findAppearance,
  findScorersOutside,
  indexByKey,
  type MatchDraft,
  readWorldCupDrafts,
  stateAppearance,
  stateReferee,
} from '../match-sheets.js';
import { createPlayerDirectory, type PlayerDirectory } from '../player-matching.js';
import { createRecordTeams } from '../world-cup-teams.js';
import type { FileValues, SheetFiles } from './files.js';

interface SideRow {
  match_id: string;
  team_name: string;
}

interface PlayerRow extends SideRow {
  player_id: string;
  family_name: string;
  given_name: string;
  shirt_number: string;
}

interface Shaping {
  source: string;
  filter: RowFilter;
  directory: PlayerDirectory;
  matchOf(row: { match_id: string }): MatchDraft | undefined;
  /** Null: it did not play in the match. */
  teamOf(row: SideRow): string | null;
  warn(kind: string): void;
}

export async function shapeSheets(
  files: SheetFiles,
  { slug: source, ...rest }: SourceFact,
  known: ExistingRecord,
): Promise<ShapedFacts> {
  const drafts = await readWorldCupDrafts(known);
  const matches = indexByKey(drafts, FJELSTUL);
  const names = createRecordTeams(await known.teams(), await known.teamNames(source));
  const warnings = new Map<string, number>();
  const shaping: Shaping = {
    source,
    filter: createRowFilter(Object.values(files)),
    directory: createPlayerDirectory(await known.players()),
    matchOf: ({ match_id: id }) => matches.get(id),
    teamOf({ match_id: id, team_name: name }) {
      const match = matches.get(id);
      const team = match ? names.findByAnyName(match.category, name, match.date) : null;
      return team !== null && (team === match?.home || team === match?.away) ? team : null;
    },
    warn: (kind) => void warnings.set(kind, (warnings.get(kind) ?? 0) + 1),
  };
  addAppearances(files, shaping);
  addSubstitutions(files, shaping);
  addManagers(files, shaping);
  addReferees(files, shaping);
  return {
    facts: {
      ...EMPTY_FACTS,
      sources: [{ slug: source, ...rest }],
      matches: [...new Set(matches.values())],
    },
    rejected: shaping.filter.rejected,
    warnings: [
      ...[...warnings].map(([kind, count]) => ({ kind, count })),
      ...findScorersOutside(drafts, shaping.directory),
    ],
  };
}

function validateSide(row: SideRow, { matchOf, teamOf }: Shaping): string | null {
  if (!matchOf(row)) return `the record has no match "${row.match_id}" of ${FJELSTUL}`;
  return teamOf(row) === null ? `"${row.team_name}" did not play in the match` : null;
}

function validatePlayer(row: PlayerRow, shaping: Shaping): string | null {
  const problem = validateSide(row, shaping);
  if (problem) return problem;
  if (!/^\d{1,2}$/.test(row.shirt_number)) return `"${row.shirt_number}" is no shirt number`;
  return findPerson(row, shaping)
    ? null
    : `the record has no player "${row.player_id}" of ${FJELSTUL}`;
}

const findPerson = ({ player_id: key }: PlayerRow, { directory }: Shaping) =>
  directory.findByCitation({ source: FJELSTUL, key });

const keyOf = (row: { match_id: string; player_id: string }) => `${row.match_id}/${row.player_id}`;

function addAppearances({ player_appearances }: SheetFiles, shaping: Shaping): void {
  const rows = shaping.filter.pass(
    player_appearances,
    (row) => validatePlayer(row, shaping) ?? validateFlag(row.starter),
    keyOf,
  );
  for (const row of rows) {
    addAppearance(row, shaping, {
      key: keyOf(row),
      started: row.starter === '1',
      position: valueOrNull(row.position_code),
    });
  }
}

/** Some of the players who come on have no other row. */
function addSubstitutions({ substitutions }: SheetFiles, shaping: Shaping): void {
  const entering = substitutions.rows
    .map(({ values }) => values)
    .filter((row) => isEntering(row) && validateSubstitution(row, shaping) === null);
  const entrants = new Set(entering.map(keyOf));
  const rows = shaping.filter.pass(
    substitutions,
    (row) =>
      validateSubstitution(row, shaping) ??
      (entrants.has(keyOf(row)) || findListed(row, shaping)
        ? null
        : 'the player is not in the line-up'),
    (row) => row.substitution_id,
  );
  for (const row of rows.filter(isEntering)) {
    const key = row.substitution_id;
    const known = findListed(row, shaping);
    if (known?.started) shaping.warn('starters-who-come-on');
    if (known) completeAppearance(known, { source: shaping.source, key, cameOn: minuteOf(row) });
    else addAppearance(row, shaping, { key, started: false, cameOn: minuteOf(row) });
  }
  for (const row of rows.filter((one) => !isEntering(one))) {
    const known = findListed(row, shaping);
    const cited = { source: shaping.source, key: row.substitution_id };
    if (known) completeAppearance(known, { ...cited, wentOff: minuteOf(row) });
  }
}

const isEntering = (row: FileValues<'substitutions'>) => row.coming_on === '1';

function validateSubstitution(row: FileValues<'substitutions'>, shaping: Shaping): string | null {
  if (row.substitution_id === '') return 'the substitution has no id';
  const problem =
    validatePlayer(row, shaping) ??
    validateMinute(row) ??
    validateFlag(row.going_off) ??
    validateFlag(row.coming_on);
  if (problem) return problem;
  return row.going_off === row.coming_on ? 'the player does not just come on or go off' : null;
}

function addManagers({ manager_appearances }: SheetFiles, shaping: Shaping): void {
  const key = (row: FileValues<'manager_appearances'>) => `${row.match_id}/${row.manager_id}`;
  const rows = shaping.filter.pass(
    manager_appearances,
    (row) => validateSide(row, shaping) ?? validateName(row),
    key,
  );
  const { source } = shaping;
  for (const row of rows) {
    const sheet = shaping.matchOf(row)?.sheet;
    if (!sheet) continue;
    const manager = {
      source,
      key: key(row),
      team: shaping.teamOf(row) ?? '',
      name: playerName(row),
      country: valueOrNull(row.country_name),
    };
    const others = sheet.managers.filter((one) => one.source !== source || one.key !== manager.key);
    sheet.managers = [...others, manager];
  }
}

function addReferees({ referee_appearances }: SheetFiles, shaping: Shaping): void {
  const { source, matchOf } = shaping;
  const rows = shaping.filter.pass(
    referee_appearances,
    (row) =>
      matchOf(row) ? validateName(row) : `the record has no match "${row.match_id}" of ${FJELSTUL}`,
    (row) => row.match_id,
  );
  for (const row of rows) {
    const draft = matchOf(row);
    if (!draft) continue;
    const referee = { name: playerName(row), country: valueOrNull(row.country_name) };
    stateReferee(draft, referee, source, []);
    citeMatch(draft, { source, key: `${row.match_id}/${row.referee_id}` });
  }
}

function addAppearance(
  row: PlayerRow,
  shaping: Shaping,
  stated: { key: string; started: boolean } & Partial<Pick<AppearanceFact, 'cameOn' | 'position'>>,
): void {
  const { source, directory, matchOf } = shaping;
  const { team, player } = listingOf(row, shaping);
  const draft = matchOf(row);
  if (!draft) return;
  const shirtNumber = Number(row.shirt_number);
  const appearance = {
    source,
    team,
    player,
    name: playerName(row),
    cameOn: null,
    wentOff: null,
    captain: null,
    position: null,
    shirtNumber: shirtNumber === 0 ? null : shirtNumber,
    ...stated,
  };
  stateAppearance(draft, appearance, directory);
}

function findListed(row: PlayerRow, shaping: Shaping): AppearanceFact | undefined {
  const { sheet } = shaping.matchOf(row) ?? {};
  const listing = { ...listingOf(row, shaping), name: playerName(row) };
  return sheet && findAppearance(sheet.appearances, listing, shaping.directory);
}

function listingOf(row: PlayerRow, shaping: Shaping): { team: string; player: PlayerName | null } {
  const team = shaping.teamOf(row) ?? '';
  const person = findPerson(row, shaping);
  return { team, player: person ? permanentListing(person, team) : null };
}

const validateName = (row: { given_name: string; family_name: string }) =>
  playerName(row) === '' ? 'the person has no name' : null;

const validateFlag = (text: string) =>
  /^[01]$/.test(text) ? null : `"${text}" is neither 1 nor 0`;
