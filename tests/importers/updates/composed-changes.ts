/** Changes of the files of the results dataset, as its maintainers make them, composed at random. */
import fc from 'fast-check';
import type { Goal, Result } from '../../../src/importers/international-results/files.js';
import { dayAfter, type FilesOfRows, personOf, shootoutOf } from '../invented-files.js';

/** A change of files: `at` says which row, `to` what becomes of it. */
type Changing = (files: FilesOfRows, at: number, to: number) => FilesOfRows;

/** A change as it is drawn, and as fast-check shows it. */
export interface Change {
  kind: string;
  at: number;
  to: number;
}

type Meeting = Pick<Result, 'date' | 'home_team' | 'away_team'>;

const isOf = (match: Meeting) => (row: Meeting) =>
  row.date === match.date && row.home_team === match.home_team && row.away_team === match.away_team;

/** Changes one row, chosen by a number; where there is none, nothing. */
function withRow<Row>(rows: readonly Row[], at: number, change: (row: Row) => Row[]): Row[] {
  const place = at % Math.max(1, rows.length);
  return rows.flatMap((row, other) => (other === place ? change(row) : [row]));
}

/** One of some values, chosen by a number. */
function chosen<Value>(values: readonly Value[], at: number): Value | undefined {
  return values[at % Math.max(1, values.length)];
}

const changeResult = (files: FilesOfRows, at: number, change: (row: Result) => Result[]) => ({
  ...files,
  results: withRow(files.results, at, change),
});

const changeGoal = (files: FilesOfRows, at: number, change: (row: Goal) => Goal[]) => ({
  ...files,
  goalscorers: withRow(files.goalscorers, at, change),
});

const flipped = (flag: string) => (flag === 'TRUE' ? 'FALSE' : 'TRUE');

/** A match without its rows in the other files; one time in four these stay, and belong to no match. */
const removeMatch: Changing = (files, at, to) => {
  const match = chosen(files.results, at);
  if (!match) return files;
  const { results, goalscorers, shootouts } = files;
  const without = { ...files, results: results.filter((row) => row !== match) };
  if (to % 4 === 0) return without;
  const isOther = (row: Meeting) => !isOf(match)(row);
  return {
    ...without,
    goalscorers: goalscorers.filter(isOther),
    shootouts: shootouts.filter(isOther),
  };
};

/** Another score of the home team; mostly its goals beyond that go, and one time in two a missing one comes. */
const correctScore: Changing = (files, at, to) => {
  const match = chosen(files.results, at);
  if (!match) return files;
  const score = to % 5;
  const isHomeGoal = (row: Goal) => isOf(match)(row) && row.team === match.home_team;
  const surplus = files.goalscorers.filter(isHomeGoal).slice(score);
  const has = files.goalscorers.filter(isHomeGoal).length;
  const corrected = {
    ...match,
    home_score: `${score}`,
    away_score: match.away_score === 'NA' ? '1' : match.away_score,
  };
  return {
    ...files,
    results: files.results.map((row) => (row === match ? corrected : row)),
    goalscorers: [
      ...files.goalscorers.filter((row) => to % 3 === 0 || !surplus.includes(row)),
      ...(has < score && to % 2 === 0 ? [goalFor(corrected, to)] : []),
    ],
  };
};

function goalFor({ date, home_team, away_team }: Result, number: number): Goal {
  return {
    ...{ date, home_team, away_team, team: home_team, scorer: personOf(home_team, number) },
    ...{ minute: `${1 + (number % 90)}`, own_goal: 'FALSE', penalty: 'FALSE' },
  };
}

/** A match on another day, near or far; one time in five its rows in the other files stay behind. */
const moveMatch: Changing = (files, at, to) => {
  const match = chosen(files.results, at);
  if (!match) return files;
  const date = dayAfter(to % 2 === 0 ? to : daysOf(match.date) + 1 + (to % 9));
  const moved = <Row extends Meeting>(row: Row) => (isOf(match)(row) ? { ...row, date } : row);
  const isAlone = to % 5 === 0;
  return {
    ...files,
    results: files.results.map(moved),
    goalscorers: isAlone ? files.goalscorers : files.goalscorers.map(moved),
    shootouts: isAlone ? files.shootouts : files.shootouts.map(moved),
  };
};

/** How many days after the first one a day is. */
const daysOf = (date: string) => (Date.parse(date) - Date.parse(dayAfter(0))) / 86_400_000;

/** The sides of a match exchanged, in every file. */
const swapSides: Changing = (files, at) => {
  const match = chosen(files.results, at);
  if (!match) return files;
  const swapped = <Row extends Meeting>(row: Row) =>
    isOf(match)(row) ? { ...row, home_team: row.away_team, away_team: row.home_team } : row;
  const scores = { home_score: match.away_score, away_score: match.home_score };
  return {
    ...files,
    results: files.results.map((row) => (row === match ? { ...swapped(row), ...scores } : row)),
    goalscorers: files.goalscorers.map(swapped),
    shootouts: files.shootouts.map(swapped),
  };
};

/** What a name becomes: another one, one with other letters, or one that is there. */
function renamed(name: string, others: readonly string[], to: number): string {
  const respelled = name.includes('e') ? name.replace('e', 'é') : name.replace('a', 'á');
  return [`New ${name}`, respelled, chosen(others, to) ?? name, name.toUpperCase()][to % 4] ?? name;
}

const renameScorer: Changing = (files, at, to) => {
  const scorers = files.goalscorers.map(({ scorer }) => scorer).filter((name) => name !== 'NA');
  const name = chosen(scorers, at);
  if (name === undefined) return files;
  const scorer = renamed(name, scorers, to);
  const rename = (row: Goal) => (row.scorer === name ? { ...row, scorer } : row);
  return { ...files, goalscorers: files.goalscorers.map(rename) };
};

const renameScorerOfOneRow: Changing = (files, at, to) => {
  const scorers = files.goalscorers.map(({ scorer }) => scorer);
  return changeGoal(files, at, (row) => [{ ...row, scorer: renamed(row.scorer, scorers, to) }]);
};

/** A team under another name in every row; one that another team bears makes the two one. */
const renameTeam: Changing = (files, at, to) => {
  const teams = files.results.flatMap(({ home_team, away_team }) => [home_team, away_team]);
  const name = chosen(teams, at);
  if (name === undefined) return files;
  const others = [...teams, ...files.former_names.map(({ former }) => former)];
  const now = renamed(name, others.toReversed(), to);
  const inRow = <Row extends Record<string, string>>(row: Row): Row => {
    const columns = Object.entries(row).map(([column, value]) => [
      column,
      column !== 'former' && value === name ? now : value,
    ]);
    return Object.fromEntries(columns);
  };
  return {
    results: files.results.map(inRow),
    goalscorers: files.goalscorers.map(inRow),
    shootouts: files.shootouts.map(inRow),
    former_names: files.former_names.map(inRow),
  };
};

const renameTournament: Changing = (files, at, to) => {
  const tournaments = files.results.map(({ tournament }) => tournament);
  const name = chosen(tournaments, at);
  if (name === undefined) return files;
  const tournament = renamed(name, tournaments, to);
  const rename = (row: Result) => (row.tournament === name ? { ...row, tournament } : row);
  return { ...files, results: files.results.map(rename) };
};

/** A row at another place of its file. */
function reordered<Row>(rows: readonly Row[], at: number, to: number): Row[] {
  const row = chosen(rows, at);
  if (row === undefined) return [];
  const others = rows.filter((other) => other !== row);
  return others.toSpliced(to % rows.length, 0, row);
}

const addMatch: Changing = (files, at, to) => {
  const like = chosen(files.results, at);
  const last = files.results.at(-1);
  if (!like || !last) return files;
  const date = dayAfter(daysOf(last.date) + (to % 4));
  const added = { ...like, date, home_score: '1', away_score: '1' };
  return {
    ...files,
    results: [...files.results, added],
    goalscorers: [...files.goalscorers, goalFor(added, to)],
    shootouts: to % 2 === 0 ? [...files.shootouts, shootoutOf(added)] : files.shootouts,
  };
};

const CHANGES: Record<string, Changing> = {
  'remove a match': removeMatch,
  'correct a score': correctScore,
  'move a match': moveMatch,
  'swap the sides of a match': swapSides,
  'change a minute': (files, at, to) =>
    changeGoal(files, at, (row) => [{ ...row, minute: to % 7 === 0 ? 'NA' : `${1 + (to % 90)}` }]),
  'rename a scorer': renameScorer,
  'rename a scorer in one row': renameScorerOfOneRow,
  'take the scorer from a goal': (files, at) =>
    changeGoal(files, at, (row) => [{ ...row, scorer: 'NA' }]),
  'flip an own goal': (files, at) =>
    changeGoal(files, at, (row) => [{ ...row, own_goal: flipped(row.own_goal) }]),
  'flip a penalty': (files, at) =>
    changeGoal(files, at, (row) => [{ ...row, penalty: flipped(row.penalty) }]),
  'remove a goal': (files, at) => changeGoal(files, at, () => []),
  'repeat a goal': (files, at) => changeGoal(files, at, (row) => [row, row]),
  'rename a team': renameTeam,
  'rename a tournament': renameTournament,
  'change the place of a match': (files, at, to) =>
    changeResult(files, at, (row) => [
      {
        ...row,
        city: `City ${to % 5}`,
        neutral: to % 2 === 0 ? flipped(row.neutral) : row.neutral,
      },
    ]),
  'change the tournament of a match': (files, at, to) =>
    changeResult(files, at, (row) => [
      { ...row, tournament: chosen(files.results, to)?.tournament ?? row.tournament },
    ]),
  'move a row of a match': (files, at, to) => ({
    ...files,
    results: reordered(files.results, at, to),
  }),
  'move a row of a goal': (files, at, to) => ({
    ...files,
    goalscorers: reordered(files.goalscorers, at, to),
  }),
  'turn all rows around': (files) => ({
    results: files.results.toReversed(),
    goalscorers: files.goalscorers.toReversed(),
    shootouts: files.shootouts.toReversed(),
    former_names: files.former_names.toReversed(),
  }),
  'repeat a match': (files, at) => changeResult(files, at, (row) => [row, row]),
  'add a match': addMatch,
  'remove a shoot-out': (files, at) => ({
    ...files,
    shootouts: withRow(files.shootouts, at, () => []),
  }),
  'change the winner of a shoot-out': (files, at) => ({
    ...files,
    shootouts: withRow(files.shootouts, at, (row) => [
      { ...row, winner: row.winner === row.home_team ? row.away_team : row.home_team },
    ]),
  }),
  'add a shoot-out': (files, at) => {
    const match = chosen(files.results, at);
    return match ? { ...files, shootouts: [...files.shootouts, shootoutOf(match)] } : files;
  },
  'remove a former name': (files, at) => ({
    ...files,
    former_names: withRow(files.former_names, at, () => []),
  }),
  'add a former name': (files, at, to) => ({
    ...files,
    former_names: [
      ...files.former_names,
      {
        current: chosen(files.results, at)?.home_team ?? '',
        former: `Old ${to % 3}`,
        start_date: dayAfter(-400),
        end_date: dayAfter(to),
      },
    ],
  }),
};

/** Up to so many changes. */
export const composedChanges = (maxLength: number): fc.Arbitrary<Change[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...Object.keys(CHANGES)),
      at: fc.nat(400),
      to: fc.nat(900),
    }),
    { minLength: 1, maxLength },
  );

/** The files after changes, one after another. */
export function changedBy(files: FilesOfRows, changes: readonly Change[]): FilesOfRows {
  return changes.reduce(
    (changed, { kind, at, to }) => CHANGES[kind]?.(changed, at, to) ?? changed,
    files,
  );
}
