/** The four files of the results dataset as rows with named columns, and an arbitrary of invented ones. */
import fc from 'fast-check';
import type {
  FormerNameRow,
  Goal,
  Result,
  ShootoutRow,
} from '../../src/importers/international-results/files.js';
import type { Invented } from './results-folder.js';

/** The rows of the files; the columns of a row stand in the order of its file. */
export interface FilesOfRows {
  results: Result[];
  goalscorers: Goal[];
  shootouts: ShootoutRow[];
  former_names: FormerNameRow[];
}

/** The rows as lines. */
export function linesOf(files: FilesOfRows): Invented {
  const lines = (rows: object[]) => rows.map((row) => Object.values(row).join(','));
  return {
    results: lines(files.results),
    goalscorers: lines(files.goalscorers),
    shootouts: lines(files.shootouts),
    former_names: lines(files.former_names),
  };
}

const TEAMS = [
  ...['Atlantis', 'Lemuria', 'Mu', 'Hyperborea', 'Ávalon', 'Lyonesse', 'El Dorado', 'Thule'],
];
const TOURNAMENTS = ['FIFA World Cup', 'Friendly', 'Copa América', 'Atlantic Cup'];
const CITIES = ['Poseidonis', 'Shalmali', 'Ys', 'Hiva'];

/** Neighbouring teams share some of these, so that players of one name play for two teams. */
const PEOPLE = [
  ...['Kleito', 'José Mestor', 'Jose Mestor', 'Rmoahal', 'Azaes', 'Elasippos', 'J. Mestor'],
  ...['Diaprepes', 'Evenor Silva', 'Autochthon', 'Ampheres', 'Evaimon', 'Leukippe', 'Gadeiros'],
];
const SQUAD = 5;

const SOME_FORMER_NAMES: FormerNameRow[] = [
  { current: 'Mu', former: 'Hiva', start_date: '1980-01-01', end_date: '1990-12-31' },
  { current: 'Atlantis', former: 'Aztlan', start_date: '1980-01-01', end_date: '1991-05-31' },
  { current: 'Lemuria', former: 'Rutas', start_date: '1970-01-01', end_date: '1990-03-31' },
];

/** The day that is so many days after the first one. */
export const dayAfter = (days: number) =>
  new Date(Date.UTC(1990, 0, 6 + days)).toISOString().slice(0, 10);

/** Somebody who may score for a team. */
export const personOf = (team: string, number: number) =>
  PEOPLE[(Math.max(0, TEAMS.indexOf(team)) * 3 + (number % SQUAD)) % PEOPLE.length] ?? '';

/** One in so many. */
const rarely = (many: number) => fc.nat(many - 1).map((number) => number === many - 1);

const goal = fc.record({
  person: fc.nat(SQUAD - 1),
  minute: fc.integer({ min: 1, max: 90 }),
  ownGoal: rarely(10),
  penalty: rarely(6),
  hasNoScorer: rarely(12),
  hasNoMinute: rarely(12),
});

const meeting = fc.record({
  week: fc.nat(130),
  sides: fc.tuple(fc.nat(TEAMS.length - 1), fc.nat(TEAMS.length - 2)),
  score: fc.tuple(fc.nat(3), fc.nat(3)),
  goals: fc.array(goal, { minLength: 6, maxLength: 6 }),
  /** How many of the goals have no row. */
  missing: fc.constantFrom(0, 0, 0, 1, 6),
  tournament: fc.constantFrom(...TOURNAMENTS),
  city: fc.constantFrom(...CITIES),
  neutral: fc.boolean(),
  isUnplayed: rarely(25),
  hasShootout: fc.boolean(),
});
type Drawn<Value> = Value extends fc.Arbitrary<infer Of> ? Of : never;
type Meeting = Drawn<typeof meeting>;

/** Files of so many matches among six to eight teams in two years and a half. */
export function inventedFiles(minLength: number, maxLength: number): fc.Arbitrary<FilesOfRows> {
  return fc
    .record({
      meetings: fc.array(meeting, { minLength, maxLength, size: 'max' }),
      teams: fc.integer({ min: 6, max: TEAMS.length }),
      former: fc.subarray(SOME_FORMER_NAMES),
    })
    .map(({ meetings, teams, former }) => ({
      ...filesOf(
        [...meetings].sort((one, other) => one.week - other.week),
        teams,
      ),
      former_names: former,
    }));
}

function filesOf(meetings: readonly Meeting[], teams: number): Omit<FilesOfRows, 'former_names'> {
  const played = meetings.map((one) => ({ ...one, result: resultOf(one, teams) }));
  return {
    results: played.map(({ result }) => result),
    goalscorers: played.flatMap((one) => goalsOf(one, one.result)),
    shootouts: played.flatMap(({ result, hasShootout }) =>
      hasShootout && result.home_score === result.away_score && result.home_score !== 'NA'
        ? [shootoutOf(result)]
        : [],
    ),
  };
}

function resultOf(drawn: Meeting, teams: number): Result {
  const [home, distance] = drawn.sides;
  const [one, other] = [home % teams, (home + 1 + (distance % (teams - 1))) % teams];
  const [homeScore, awayScore] = drawn.isUnplayed ? ['NA', 'NA'] : drawn.score.map(String);
  return {
    date: dayAfter(drawn.week * 7),
    home_team: TEAMS[one] ?? '',
    away_team: TEAMS[other === one ? (one + 1) % teams : other] ?? '',
    home_score: homeScore ?? '',
    away_score: awayScore ?? '',
    tournament: drawn.tournament,
    city: drawn.city,
    country: drawn.neutral ? 'Nowhere' : (TEAMS[one] ?? ''),
    neutral: drawn.neutral ? 'TRUE' : 'FALSE',
  };
}

function goalsOf({ goals, missing }: Meeting, result: Result): Goal[] {
  const { home_team: home, away_team: away, home_score: own, away_score: other } = result;
  if (own === 'NA') return [];
  const teams = [
    ...Array.from({ length: Number(own) }, () => home),
    ...Array.from({ length: Number(other) }, () => away),
  ];
  return teams.slice(missing).flatMap((team, place) => {
    const drawn = goals[place];
    if (!drawn) return [];
    const scorer = personOf(drawn.ownGoal ? (team === home ? away : home) : team, drawn.person);
    return [
      {
        ...{ date: result.date, home_team: home, away_team: away, team },
        scorer: drawn.hasNoScorer ? 'NA' : scorer,
        minute: drawn.hasNoMinute ? 'NA' : String(drawn.minute),
        own_goal: drawn.ownGoal ? 'TRUE' : 'FALSE',
        penalty: drawn.penalty && !drawn.ownGoal ? 'TRUE' : 'FALSE',
      },
    ];
  });
}

/** A shoot-out that the home team wins. */
export function shootoutOf({ date, home_team, away_team }: Result): ShootoutRow {
  return { date, home_team, away_team, winner: home_team, first_shooter: away_team };
}
