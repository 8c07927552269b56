/** Codes and other names of teams, compiled from several lists. */
import { type Row, readCsv, type Table } from '../csv.js';
import type { ExistingRecord } from '../existing-record.js';
import { EMPTY_FACTS, type OtherNameFact, type ShapedFacts, type SourceFact } from '../facts.js';
import { createRecordTeams, type RecordTeams } from '../world-cup-teams.js';

const COLUMNS = ['team', 'alias', 'kind', 'source'] as const;

type Column = (typeof COLUMNS)[number];
type Values = Row<Column>['values'];

export const TEAM_ALIASES_FILE = 'team_aliases.csv';

export function readAliasTable(folder: string): Promise<Table<Column>> {
  return readCsv(folder, TEAM_ALIASES_FILE, COLUMNS);
}

const KINDS = new Map<string, OtherNameFact['kind']>([
  ['common', 'ALIAS'],
  ['name', 'ALIAS'],
  ['name_fifa', 'ALIAS'],
  ['name_cldr', 'ALIAS'],
  ['name_un', 'ALIAS'],
  ['fifa_code', 'FIFA_CODE'],
  ['fifa_code_old', 'CODE'],
  ['iso2', 'CODE'],
  ['iso3', 'CODE'],
  ['ioc', 'CODE'],
  ['code', 'CODE'],
  ['name_fr', 'FOREIGN'],
  ['name_es', 'FOREIGN'],
]);

/** Of no women's team. */
const MENS_NAMES = new Set(['Three Lions', 'USMNT']);

/** One name a row. */
export async function shapeTeamNames(
  table: Table<Column>,
  source: SourceFact,
  known: ExistingRecord,
): Promise<ShapedFacts> {
  const rejected = [...table.rejected];
  const teams = createRecordTeams(await known.teams(), await known.teamNames(source.slug));
  const formerCodes = new Set(
    table.rows.flatMap(({ values }) => (values.kind === 'fifa_code_old' ? [codeKey(values)] : [])),
  );
  const otherNames = new Map<string, OtherNameFact>();
  for (const { line, text, values } of table.rows) {
    const key = [values.team, values.alias, values.kind, values.source].join('/');
    const shaped = otherNames.has(key) ? `${key} is there already` : shapeName(values, teams);
    if (typeof shaped === 'string') {
      rejected.push({ file: table.file, line, reason: shaped, text });
    } else {
      const kind = formerCodes.has(codeKey(values)) ? 'CODE' : shaped.kind;
      otherNames.set(key, { ...shaped, source: source.slug, key, kind });
    }
  }
  const facts = { ...EMPTY_FACTS, sources: [source], otherNames: [...otherNames.values()] };
  return { facts, rejected, warnings: [] };
}

const codeKey = ({ team, alias }: Values) => `${team}/${alias}`;

/** The name, or why there is none. */
function shapeName(
  { team: name, alias, kind: listed }: Values,
  teams: RecordTeams,
): Omit<OtherNameFact, 'source' | 'key'> | string {
  if (name === '') return 'the team has no name';
  if (alias === '') return 'the alias is empty';
  if (listed === 'wikidata_country') return 'it names the country, not the team';
  const kind = KINDS.get(listed);
  if (!kind) return `"${listed}" is no kind of alias`;
  const team = teams.findByAnyName('MEN', name, null);
  if (team === null) return `the record has no team "${name}": the results come first`;
  const women = MENS_NAMES.has(alias) ? null : teams.findByAnyName('WOMEN', name, null);
  return { team, womensTeam: women, name: alias, kind };
}
