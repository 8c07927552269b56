/** Line-ups and cards of 2026; of 2014 to 2022 kick-off, attendance and captains. */
import type { Aliases } from '../aliases.js';
import { createRowFilter } from '../csv.js';
import { permanentListing } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import { EMPTY_FACTS, type ShapedFacts, type SourceFact } from '../facts.js';
import {
  addDiscrepancy,
  citeMatch,
  completeAppearance,
  findScorersOutside,
  indexByMeeting,
  type MatchDraft,
  nameCaptain,
  readWorldCupDrafts,
  stateAppearance,
  stateReferee,
  stateValue,
} from '../match-sheets.js';
import { createPlayerDirectory, nameTokens } from '../player-matching.js';
import { createRecordTeams } from '../world-cup-teams.js';
import { addCards } from './cards.js';
import { parseMinute, parseOffset, parseReferee } from './cells.js';
import type { FileValues, TextFiles } from './files.js';
import { createPlayerLookup } from './players.js';
import {
  keyOf,
  NEW_YEAR,
  type PlayerColumns,
  playerKey,
  type Shaping,
  validateMatch,
  validatePlayer,
} from './shaping.js';

/** Whose values these may differ from. */
const BEFORE = ['wikipedia-world-cup-match-pages', 'fjelstul-world-cup-more'];

/** Spellings of this source alone. */
const TEAM_NAMES: Readonly<Record<string, string>> = {
  USA: 'United States',
  'Congo DR': 'DR Congo',
  'Bosnia-Herzegovina': 'Bosnia and Herzegovina',
};

/** Where the teams are not named. */
const UNKNOWN_TEAM = 'N.N.';

export interface ShapedTexts extends ShapedFacts {
  /** Rows that state something of the record. */
  read: number;
}

export async function shapeTexts(
  files: TextFiles,
  source: SourceFact,
  known: ExistingRecord,
  aliases: Aliases,
): Promise<ShapedTexts> {
  const drafts = await readWorldCupDrafts(known);
  const players = await known.players();
  const directory = createPlayerDirectory(players);
  const names = createRecordTeams(await known.teams(), await known.teamNames(source.slug));
  const teamOf = (name: string, date: string) =>
    names.findByAnyName('MEN', TEAM_NAMES[name] ?? name, date);
  const listed = files.lineups.rows
    .filter(({ values }) => values.year === NEW_YEAR)
    .map(({ values }) => ({ team: teamOf(values.team, values.date) ?? '', name: values.player }));
  const findPlayer = createPlayerLookup(Number(NEW_YEAR), listed, drafts, players, directory);
  const shaping: Shaping = {
    source: source.slug,
    filter: createRowFilter(Object.values(files)),
    directory,
    matchOf: createMatchLookup(drafts, teamOf),
    teamOf,
    playerOf(team, { player: name, date }) {
      const listed = aliases.resolve({ team, name }, date);
      const person = directory.findByListing(listed) ?? findPlayer(team, listed.name);
      return person ? permanentListing(person, team) : null;
    },
  };
  const stated = addMatches(files, shaping) + addLineups(files, shaping) + addCards(files, shaping);
  return {
    facts: {
      ...EMPTY_FACTS,
      sources: [source],
      aliases: aliases
        .used()
        .filter(({ person }) => directory.findByListing(person))
        .map((alias) => ({ ...alias, source: source.slug, key: `${alias.team}/${alias.name}` })),
      matches: drafts,
    },
    rejected: shaping.filter.rejected,
    warnings: findScorersOutside(
      drafts.filter(({ date }) => date.startsWith(NEW_YEAR)),
      directory,
    ),
    read: stated + shaping.filter.rejected.length,
  };
}

/** By day and teams; without their names the only match of the day. */
function createMatchLookup(
  drafts: readonly MatchDraft[],
  teamOf: Shaping['teamOf'],
): Shaping['matchOf'] {
  const findMeeting = indexByMeeting(drafts);
  const byDay = Map.groupBy(
    drafts.filter(({ category }) => category === 'MEN'),
    ({ date }) => date,
  );
  return ({ date, home_team: home, away_team: away }) => {
    if (home !== UNKNOWN_TEAM) return findMeeting(date, teamOf(home, date), teamOf(away, date));
    const [match, ...others] = byDay.get(date) ?? [];
    return others.length === 0 ? match : undefined;
  };
}

/** Returns the number of accepted rows; so do the others. */
function addMatches({ matches }: TextFiles, shaping: Shaping): number {
  const { source } = shaping;
  const rows = shaping.filter.pass(
    matches,
    (row) => validateMatch(row, shaping) ?? validateKickOff(row),
    keyOf,
  );
  for (const row of rows) {
    const draft = shaping.matchOf(row);
    if (!draft) continue;
    stateValue(draft, 'kickOffTime', row.time_local || null, source, BEFORE);
    stateValue(draft, 'utcOffset', parseOffset(row.utc_offset), source, BEFORE);
    const attendance = row.attendance === '' ? null : Number(row.attendance);
    stateValue(draft, 'attendance', attendance, source, BEFORE);
    const referee = row.year === NEW_YEAR ? parseReferee(row.officials) : null;
    if (referee) stateReferee(draft, referee, source, BEFORE);
    citeMatch(draft, { source, key: keyOf(row) });
  }
  return rows.length;
}

function validateKickOff(row: FileValues<'matches'>): string | null {
  if (!/^(([01]\d|2[0-3]):[0-5]\d)?$/.test(row.time_local)) return `"${row.time_local}" is no time`;
  if (row.utc_offset !== '' && parseOffset(row.utc_offset) === null) {
    return `"${row.utc_offset}" is no offset`;
  }
  return /^\d{0,6}$/.test(row.attendance) ? null : `"${row.attendance}" is no attendance`;
}

/** Before 2026 other sources have the line-ups: only captains add to them. */
function addLineups({ lineups }: TextFiles, shaping: Shaping): number {
  const isNew = ({ values }: { values: PlayerColumns }) => values.year === NEW_YEAR;
  const rows = shaping.filter.pass(
    { ...lineups, rows: lineups.rows.filter(isNew) },
    (row) => validatePlayer(row, shaping) ?? validateAppearance(row),
    playerKey,
  );
  for (const row of rows) addAppearance(row, shaping);
  const captains = lineups.rows
    .filter((row) => !isNew(row) && row.values.captain === '1')
    .filter(({ values }) => addCaptain(values, shaping));
  return rows.length + captains.length;
}

function validateAppearance(row: FileValues<'lineups'>): string | null {
  for (const flag of [row.starter, row.captain]) {
    if (!/^[01]$/.test(flag)) return `"${flag}" is neither 1 nor 0`;
  }
  for (const minute of [row.on_minute, row.off_minute]) {
    if (minute !== '' && parseMinute(minute) === null) return `"${minute}" is no minute`;
  }
  return null;
}

function addAppearance(row: FileValues<'lineups'>, shaping: Shaping): void {
  const { source, directory } = shaping;
  const draft = shaping.matchOf(row);
  const team = shaping.teamOf(row.team, row.date);
  if (!draft || team === null) return;
  const stated = {
    source,
    key: playerKey(row),
    team,
    player: shaping.playerOf(team, row),
    name: row.player,
    started: row.starter === '1',
    cameOn: parseMinute(row.on_minute),
    wentOff: parseMinute(row.off_minute),
    captain: null,
    position: null,
    shirtNumber: null,
  };
  const appearance = stateAppearance(draft, stated, directory);
  if (row.captain === '1') nameCaptain(draft, appearance);
  // Rows after the captain's.
  else
    appearance.captain ??= draft.sheet.appearances.some((one) => one.team === team && one.captain)
      ? false
      : null;
}

/** Whether the record lists the captain: cited, or told apart from the known one. */
function addCaptain(row: FileValues<'lineups'>, shaping: Shaping): boolean {
  const { source } = shaping;
  const draft = shaping.matchOf(row);
  const team = shaping.teamOf(row.team, row.date);
  const words = nameTokens(row.player);
  const [captain, ...others] = (draft?.sheet.appearances ?? []).filter(
    (one) =>
      one.team === team &&
      words.every((word) => [one.name, one.player?.name ?? ''].flatMap(nameTokens).includes(word)),
  );
  if (!draft || !captain || others.length > 0) return false;
  const known = draft.sheet.appearances.find((one) => one.team === team && one.captain);
  if (!known) nameCaptain(draft, captain);
  else if (known !== captain) {
    addDiscrepancy(draft, `captain ${team}`, [known.name, captain.name], source, BEFORE);
  }
  completeAppearance(captain, { source, key: playerKey(row) });
  return true;
}
