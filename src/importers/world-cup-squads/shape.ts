/** Squads as published before each men's World Cup: caps, some goals, birth dates. */
import { isCalendarDay } from '../../statistics/days.js';
import { type Row, readCsv, type Table } from '../csv.js';
import { type ExistingPlayer, permanentListing } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import {
  type Category,
  EMPTY_FACTS,
  type FigureFact,
  type PlayerFact,
  type PlayerName,
  type RejectedRow,
  type ShapedFacts,
  type SourceFact,
} from '../facts.js';
import {
  compareBirthDates,
  createPlayerDirectory,
  isPlausibleBirthDate,
  listingKey,
  type PlayerDirectory,
} from '../player-matching.js';
import { buildFigures } from '../published-figures.js';
import {
  canonicalTeamName,
  createRecordTeams,
  missingTeams,
  teamSlug,
} from '../world-cup-teams.js';

const COLUMNS = [
  'tournament',
  'as_of',
  'team',
  'shirt_number',
  'player',
  'date_of_birth',
  'caps',
  'goals',
] as const;

type Column = (typeof COLUMNS)[number];
type Values = Row<Column>['values'];

export const SQUAD_FILE = 'squads.csv';

export function readSquads(folder: string): Promise<Table<Column>> {
  return readCsv(folder, SQUAD_FILE, COLUMNS);
}

interface SquadRow {
  key: string;
  values: Values;
  /** Name and team slug in the record. */
  listed: PlayerName;
  birthDate: string | null;
}

/** A citation per line, and up to two figures as of the tournament's first day, before its matches. */
export async function shapeSquads(
  table: Table<Column>,
  source: SourceFact,
  known: ExistingRecord,
): Promise<ShapedFacts> {
  const rejected = [...table.rejected];
  const slugs = await known.teams();
  const record = createRecordTeams(slugs, await known.teamNames(source.slug));
  const teams = new Map<string, { name: string; category: Category }>();
  const teamOf: TeamOf = (name, day) => {
    const current = canonicalTeamName(name, day);
    const slug = record.findByAnyName('MEN', name, day) ?? teamSlug('MEN', current);
    teams.set(slug, { name: current, category: 'MEN' });
    return slug;
  };
  const lines = validLines(table, teamOf, rejected);
  const warnings = new Map<string, number>();
  const warn = (kind: string) => void warnings.set(kind, (warnings.get(kind) ?? 0) + 1);
  const people = new PlayerResolution(
    source.slug,
    createPlayerDirectory(await known.players()),
    warn,
  );
  const players: PlayerFact[] = [];
  const figures: FigureFact[] = [];
  for (const place of lines) {
    const { key, values } = place;
    const { player, birthDate } = people.find(place);
    players.push({ source: source.slug, key, ...player, birthDate });
    figures.push(
      ...buildFigures({
        source: source.slug,
        key,
        name: values.player,
        team: values.team,
        player,
        asOf: values.as_of,
        caps: countOf(values.caps),
        goals: countOf(values.goals),
      }),
    );
  }
  const facts = {
    ...EMPTY_FACTS,
    sources: [source],
    teams: missingTeams(teams, slugs, source.slug),
    players,
    figures,
  };
  return { facts, rejected, warnings: [...warnings].map(([kind, count]) => ({ kind, count })) };
}

type TeamOf = (name: string, day: string) => string;

const countOf = (text: string) => (text === '' ? undefined : Number(text));

/** A shirt number used twice in a squad is disambiguated by name. */
function validLines(table: Table<Column>, teamOf: TeamOf, rejected: RejectedRow[]): SquadRow[] {
  const keys = new Set<string>();
  return table.rows.flatMap(({ line, text, values }) => {
    const { tournament, team, shirt_number: shirt, player, as_of, date_of_birth: born } = values;
    const short = `${tournament}/${team}/${shirt === '' ? player : shirt}`;
    const key = keys.has(short) ? `${short}/${player}` : short;
    const reason = validateRow(values) ?? (keys.has(key) ? `${key} is there already` : null);
    if (reason !== null) {
      rejected.push({ file: table.file, line, reason, text });
      return [];
    }
    keys.add(key);
    const listed = { name: player, team: teamOf(team, as_of) };
    const birthDate = isPlausibleBirthDate(born, Number(tournament)) ? born : null;
    return [{ key, values, listed, birthDate }];
  });
}

function validateRow(values: Values): string | null {
  const { tournament, as_of, team, player, date_of_birth: born, caps, goals } = values;
  if (!/^\d{4}$/.test(tournament)) return `"${tournament}" is no year`;
  if (!isCalendarDay(as_of)) return `"${as_of}" is no day of the calendar`;
  if (team === '') return 'the team has no name';
  if (player === '') return 'the player has no name';
  if (born !== '' && !isCalendarDay(born)) return `"${born}" is no day of the calendar`;
  for (const count of [caps, goals]) if (!/^\d{0,3}$/.test(count)) return `"${count}" is no number`;
  return null;
}

interface ResolvedPlayer {
  player: PlayerName;
  /** Null if the record has one. */
  birthDate: string | null;
}

/** New players may be in several squads. */
class PlayerResolution {
  readonly #source: string;
  readonly #directory: PlayerDirectory;
  readonly #odd: (kind: string) => void;
  readonly #newcomers = new Map<string, { player: PlayerName; birthDate: string | null }[]>();

  constructor(source: string, directory: PlayerDirectory, warn: (kind: string) => void) {
    this.#source = source;
    this.#directory = directory;
    this.#odd = warn;
  }

  /**
   * The player cited before; else the only one of that name and team with the same birth date, failing that near or
   * unknown; else a new one.
   */
  find(place: SquadRow): ResolvedPlayer {
    const { key, listed, birthDate, values } = place;
    const cited = this.#directory.findByCitation({ source: this.#source, key });
    const person = cited ?? this.#only(this.#directory.findByName(listed, values.as_of), birthDate);
    const player = person && permanentListing(person, listed.team);
    if (!person || player?.team !== listed.team) return this.#newcomer(place);
    if (compareBirthDates(person.birthDate, birthDate) === 'NEAR') this.#odd('birth-dates-differ');
    return { player, birthDate: person.birthDate === null ? birthDate : null };
  }

  #only(
    candidates: readonly ExistingPlayer[],
    birthDate: string | null,
  ): ExistingPlayer | undefined {
    const fits = (wanted: string) =>
      candidates.filter((person) => compareBirthDates(person.birthDate, birthDate) === wanted);
    const best =
      [fits('SAME'), fits('NEAR'), fits('UNKNOWN')].find((some) => some.length > 0) ?? [];
    if (best.length > 1) this.#odd('ambiguous-names');
    return best.length === 1 ? best[0] : undefined;
  }

  #newcomer({ key, listed, birthDate }: SquadRow): ResolvedPlayer {
    const namesakes = this.#newcomers.get(listingKey(listed)) ?? [];
    const before = namesakes.find(
      (other) => compareBirthDates(other.birthDate, birthDate) !== 'OTHER',
    );
    if (before) return before;
    const taken = namesakes.length > 0 || this.#directory.findByListing(listed) !== undefined;
    const apart = birthDate?.slice(0, 4) ?? key;
    const name = taken ? `${listed.name} (${apart})` : listed.name;
    if (taken) this.#odd('shared-names');
    const found = { player: { name, team: listed.team }, birthDate };
    this.#newcomers.set(listingKey(listed), [...namesakes, found]);
    return found;
  }
}
