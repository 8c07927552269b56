/** Adds to matches by the ids of fjelstul-world-cup. */
import { createRowFilter, type RowFilter } from '../csv.js';
import { type ExistingPlayer, permanentListing } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import { type AppearanceFact, EMPTY_FACTS, type ShapedFacts, type SourceFact } from '../facts.js';
import {
  addDiscrepancy,
  citeMatch,
  completeAppearance,
  FJELSTUL,
  indexByKey,
  LINEUP_LENGTH,
  type MatchDraft,
  nameCaptain,
  readWorldCupDrafts,
  stateAppearance,
  stateReferee,
  stateValue,
} from '../match-sheets.js';
import { addCitation } from '../merging.js';
import { createPlayerDirectory, type PlayerDirectory } from '../player-matching.js';
import { createRecordTeams, type RecordTeams } from '../world-cup-teams.js';
import { parseKickOff, parseSendingOff } from './cells.js';
import type { LineupValues, MatchValues, PageFiles } from './files.js';
import { pairRows, sharesName } from './line-ups.js';

/** Whose values these may differ from. */
const BEFORE = ['fjelstul-world-cup-more', 'openfootball-world-cup-more'];

/** By the names of the page. */
interface PageMatch {
  draft: MatchDraft;
  sides: ReadonlyMap<string, string>;
}

interface Shaping {
  source: string;
  filter: RowFilter;
  directory: PlayerDirectory;
  matches: ReadonlyMap<string, PageMatch>;
  warn(kind: string): void;
}

export interface ShapedPages extends ShapedFacts {
  /** Rows of matches, and what other rows add to the record. */
  read: number;
}

export async function shapePages(
  files: PageFiles,
  source: SourceFact,
  known: ExistingRecord,
): Promise<ShapedPages> {
  const drafts = indexByKey(await readWorldCupDrafts(known), FJELSTUL);
  const names = createRecordTeams(await known.teams(), await known.teamNames(source.slug));
  const filter = createRowFilter(Object.values(files));
  const matches = new Map<string, PageMatch>();
  const warnings = new Map<string, number>();
  const shaping: Shaping = {
    source: source.slug,
    filter,
    directory: createPlayerDirectory(await known.players()),
    matches,
    warn: (kind) => void warnings.set(kind, (warnings.get(kind) ?? 0) + 1),
  };
  const rows = filter.pass(
    files.matches,
    (row) => validateMatch(row, drafts, names),
    (row) => row.fjelstul_match_id,
  );
  for (const row of rows) {
    const draft = drafts.get(row.fjelstul_match_id);
    if (!draft) continue;
    matches.set(row.fjelstul_match_id, { draft, sides: findSides(row, draft, names) });
    addMatch(row, draft, source.slug);
  }
  const added = addLineups(files, shaping);
  return {
    facts: { ...EMPTY_FACTS, sources: [source], matches: [...new Set(drafts.values())] },
    rejected: filter.rejected,
    warnings: [...warnings].map(([kind, count]) => ({ kind, count })),
    read: rows.length + added + filter.rejected.length,
  };
}

function validateMatch(
  row: MatchValues,
  drafts: ReadonlyMap<string, MatchDraft>,
  names: RecordTeams,
): string | null {
  const draft = drafts.get(row.fjelstul_match_id);
  if (!draft) return `the record has no match "${row.fjelstul_match_id}" of ${FJELSTUL}`;
  if (findSides(row, draft, names).size < 2) {
    return `"${row.home_team}" and "${row.away_team}" did not play in the match`;
  }
  if (!/^\d{0,6}$/.test(row.attendance)) return `"${row.attendance}" is no attendance`;
  return row.kickoff_local === '' || parseKickOff(row.kickoff_local)
    ? null
    : `"${row.kickoff_local}" is no time`;
}

/** A page names teams as on the day: one known name tells both. Empty without one. */
function findSides(
  { home_team: home, away_team: away }: MatchValues,
  draft: MatchDraft,
  names: RecordTeams,
): ReadonlyMap<string, string> {
  const otherOf = (team: string) => (team === draft.home ? draft.away : draft.home);
  for (const [name, other] of [
    [home, away],
    [away, home],
  ] as const) {
    const team = names.findByAnyName(draft.category, name, draft.date);
    if (team === draft.home || team === draft.away) {
      return new Map([
        [name, team],
        [other, otherOf(team)],
      ]);
    }
  }
  return new Map();
}

function addMatch(row: MatchValues, draft: MatchDraft, source: string): void {
  const kickOff = parseKickOff(row.kickoff_local);
  stateValue(draft, 'kickOffTime', kickOff?.time ?? null, source, BEFORE);
  stateValue(draft, 'utcOffset', kickOff?.utcOffset ?? null, source, BEFORE);
  const attendance = row.attendance === '' ? null : Number(row.attendance);
  stateValue(draft, 'attendance', attendance, source, BEFORE);
  const { referee: name, referee_country: country } = row;
  if (name !== '') stateReferee(draft, { name, country: country || null }, source, BEFORE);
  citeMatch(draft, { source, key: `${row.page}/${row.fjelstul_match_id}` });
}

/** Returns how many facts were added or cited. */
function addLineups({ lineups }: PageFiles, shaping: Shaping): number {
  const rows = shaping.filter.pass(lineups, (row) => validateLineup(row, shaping));
  const players = rows.filter(({ role }) => role === 'starter' || role === 'substitute');
  const sides = Map.groupBy(players, (row) => `${row.fjelstul_match_id}/${row.team}`);
  return [...sides.values()].reduce((sum, side) => sum + addSide(side, shaping), 0);
}

function validateLineup(row: LineupValues, { matches }: Shaping): string | null {
  const match = matches.get(row.fjelstul_match_id);
  if (!match) return `there is no match "${row.fjelstul_match_id}"`;
  if (!match.sides.has(row.team)) return `"${row.team}" did not play in the match`;
  if (row.name === '') return 'the person has no name';
  return /^\d{0,2}$/.test(row.shirt_number) ? null : `"${row.shirt_number}" is no shirt number`;
}

const keyOf = (row: LineupValues) => `${row.fjelstul_match_id}/${row.team}/${row.role}/${row.name}`;

function addSide(rows: readonly LineupValues[], shaping: Shaping): number {
  const { source, matches } = shaping;
  const [first] = rows;
  const match = first && matches.get(first.fjelstul_match_id);
  const team = match?.sides.get(first?.team ?? '');
  if (!match || team === undefined) return 0;
  const { draft } = match;
  const lineup = draft.sheet.appearances.filter((one) => one.team === team);
  if (lineup.length === 0) return 0;
  const pairs = new Map(
    pairRows(rows, lineup, (row, { player }) => {
      const person = findPerson(row, draft, team, shaping.directory);
      return !!person && !!player && person !== shaping.directory.findByListing(player);
    }),
  );
  const starters = rows.filter(({ role }) => role === 'starter');
  const unpaired = starters.filter((row) => !pairs.has(row));
  const missing = LINEUP_LENGTH - lineup.filter(({ started }) => started).length;
  if (starters.length === LINEUP_LENGTH && unpaired.length === missing) {
    for (const row of unpaired) pairs.set(row, addStarter(row, draft, team, shaping));
  } else {
    for (const row of unpaired) compareStarter(row, draft, team, { lineup, pairs, shaping });
  }
  for (const [row, known] of pairs) {
    const shirtNumber = row.shirt_number === '' ? null : Number(row.shirt_number);
    const stated = { position: row.position || null, shirtNumber };
    if (known.source !== source) {
      completeAppearance(known, { source, key: keyOf(row), ...stated });
    }
  }
  const captain = [...pairs].find(([row]) => row.captain === '1')?.[1];
  if (captain) nameCaptain(draft, captain);
  return pairs.size + [...pairs].filter(([row]) => addSendingOff(row, draft, pairs, source)).length;
}

/** The one whom the other source's side of ten lacks. */
function addStarter(
  row: LineupValues,
  draft: MatchDraft,
  team: string,
  { source, directory }: Shaping,
): AppearanceFact {
  const person = findPerson(row, draft, team, directory);
  return stateAppearance(
    draft,
    {
      source,
      key: keyOf(row),
      team,
      player: person ? permanentListing(person, team) : null,
      name: row.name,
      started: true,
      cameOn: null,
      wentOff: null,
      captain: null,
      position: row.position || null,
      shirtNumber: row.shirt_number === '' ? null : Number(row.shirt_number),
    },
    directory,
  );
}

function findPerson(
  { name }: LineupValues,
  { date }: MatchDraft,
  team: string,
  directory: PlayerDirectory,
): ExistingPlayer | undefined {
  const [person, ...others] = directory.findByName({ name, team }, date);
  return others.length === 0 ? person : undefined;
}

/** Another person of the team is a discrepancy; a name of nobody may be a spelling. */
function compareStarter(
  row: LineupValues,
  draft: MatchDraft,
  team: string,
  side: {
    lineup: readonly AppearanceFact[];
    pairs: ReadonlyMap<LineupValues, AppearanceFact>;
    shaping: Shaping;
  },
): void {
  const { lineup, pairs, shaping } = side;
  const paired = new Set(pairs.values());
  const [other, ...more] = lineup.filter((one) => one.started && !paired.has(one));
  const isPerson = findPerson(row, draft, team, shaping.directory) !== undefined;
  if (other && more.length === 0 && isPerson && !sharesName(row, other)) {
    const names = [other.name, row.name] as const;
    addDiscrepancy(draft, `line-up ${team}`, names, shaping.source, [other.source]);
  } else {
    shaping.warn('starters-not-recognised');
  }
}

/** The minute of a sending-off that the record lacks. */
function addSendingOff(
  row: LineupValues,
  { sheet }: MatchDraft,
  pairs: ReadonlyMap<LineupValues, AppearanceFact>,
  source: string,
): boolean {
  const sentOff = parseSendingOff(row.events, row.minutes);
  const player = pairs.get(row)?.player;
  const booking = sheet.bookings.find(
    (one) =>
      one.card === sentOff?.card &&
      one.team === pairs.get(row)?.team &&
      one.player?.name === player?.name,
  );
  if (!booking || !sentOff) return false;
  const cited = { source, key: `${keyOf(row)}/sent off` };
  if (booking.minute !== null && !booking.citedBy.some((one) => one.key === cited.key))
    return false;
  Object.assign(booking, sentOff.minute);
  booking.citedBy = addCitation(booking.citedBy, cited);
  return true;
}
