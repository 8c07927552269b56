/** Starters of 1930 to 1966: made from Fjelstul's squads, so no witness beside them. */
import { createRowFilter, type Row, readCsv, type Table } from '../csv.js';
import { type ExistingPlayer, permanentListing } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import { EMPTY_FACTS, type ShapedFacts, type SourceFact } from '../facts.js';
import {
  findScorersOutside,
  indexByMeeting,
  type MatchDraft,
  readWorldCupDrafts,
  stateAppearance,
} from '../match-sheets.js';
import { createPlayerDirectory } from '../player-matching.js';
import { createRecordTeams } from '../world-cup-teams.js';
import { createStarterLookup } from './squads.js';

const COLUMNS = [
  'year',
  'n',
  'date',
  'home_team',
  'away_team',
  'team',
  'player',
  'starter',
] as const;

type Column = (typeof COLUMNS)[number];
type Values = Row<Column>['values'];

export const STARTER_FILE = 'lineups.csv';

export function readStarters(folder: string): Promise<Table<Column>> {
  return readCsv(folder, STARTER_FILE, COLUMNS);
}

interface Starter {
  draft: MatchDraft;
  team: string;
  person: ExistingPlayer;
}

export async function shapeStarters(
  table: Table<Column>,
  source: SourceFact,
  known: ExistingRecord,
): Promise<ShapedFacts> {
  const drafts = await readWorldCupDrafts(known);
  const matchOf = indexByMeeting(drafts);
  const names = createRecordTeams(await known.teams(), await known.teamNames(source.slug));
  const directory = createPlayerDirectory(await known.players());
  const filter = createRowFilter([table]);
  const teamOf = (name: string, date: string) => names.findByAnyName('MEN', name, date);
  const findPlayers = createStarterLookup(drafts, directory);
  const findStarter = (row: Values): Starter | string => {
    const { date, home_team: home, away_team: away, team: name } = row;
    const draft = matchOf(date, teamOf(home, date), teamOf(away, date));
    if (!draft) return `the record has no match of "${home}" and "${away}" on "${date}"`;
    const team = teamOf(name, date);
    if (team === null || ![home, away].includes(name)) return `"${name}" did not play in the match`;
    if (row.starter !== '1') return `"${row.starter}" is not 1: nobody came on`;
    const [person, ...others] = findPlayers({ team, name: row.player, date });
    if (!person) return `nobody in the squads of ${team} is called "${row.player}"`;
    return others.length > 0
      ? `several of ${team} are called "${row.player}"`
      : { draft, team, person };
  };
  const rows = filter.pass(
    table,
    (row) => {
      const found = findStarter(row);
      return typeof found === 'string' ? found : null;
    },
    keyOf,
  );
  for (const row of rows) {
    const found = findStarter(row);
    if (typeof found === 'string') continue;
    const { draft, team, person } = found;
    const stated = {
      ...NOT_STATED,
      team,
      player: permanentListing(person, team),
      name: row.player,
    };
    stateAppearance(draft, { ...stated, source: source.slug, key: keyOf(row) }, directory);
  }
  return {
    facts: { ...EMPTY_FACTS, sources: [source], matches: drafts },
    rejected: filter.rejected,
    warnings: findScorersOutside(drafts, directory),
  };
}

const keyOf = ({ year, n, team, player }: Values) => `${year}/${n}/${team}/${player}`;

const NOT_STATED = {
  started: true,
  cameOn: null,
  wentOff: null,
  captain: null,
  position: null,
  shirtNumber: null,
};
