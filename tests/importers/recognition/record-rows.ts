/** The rows of a state of the record, as recognition compares them, from the files of the results dataset. */
import { readCsv } from '../../../src/importers/csv.js';
import type { RecordRows } from '../../../src/importers/recognition/recognise.js';
import type { GoalRow, MatchRow } from '../../../src/importers/recognition/rows.js';
import { buildMatchSlug, slugify } from '../../../src/text/slug.js';

const RESULTS = ['date', 'home_team', 'away_team', 'home_score', 'away_score', 'tournament'];
const GOALS = ['date', 'home_team', 'away_team', 'team', 'scorer', 'minute', 'own_goal'];

/** What a row of a file says, by column. */
export type Values = Record<string, string>;

/** The state that the files in a folder have. */
export async function readRows(folder: string): Promise<RecordRows> {
  const [results, goals] = await Promise.all([
    readCsv(folder, 'results.csv', RESULTS),
    readCsv(folder, 'goalscorers.csv', GOALS),
  ]);
  return rowsOf(
    results.rows.map(({ values }) => values),
    goals.rows.map(({ values }) => values),
  );
}

/** The state that some rows of the two files have. */
export function rowsOf(results: readonly Values[], goals: readonly Values[] = []): RecordRows {
  const played = results.filter(
    ({ home_team: home, away_team: away }) => ![home, away].includes('NA'),
  );
  const matches = matchesOf(played);
  const teams = new Map(
    played.flatMap(({ home_team: home = '', away_team: away = '' }) =>
      [home, away].map((name) => [slugify(name), name] as const),
    ),
  );
  const rows = goalsOf(goals, new Set(matches.map(({ slug }) => slug)));
  const players = new Set(rows.flatMap(({ scorer }) => (scorer === null ? [] : [scorer])));
  const tournaments = new Set(matches.map(({ tournament }) => tournament));
  return {
    teams: [...teams].map(([slug, name]) => ({ slug, name, category: 'MEN' })),
    tournaments: [...tournaments].map((slug) => ({ slug })),
    matches,
    goals: rows,
    players: [...players].map((slug) => ({ slug })),
  };
}

function matchesOf(results: readonly Values[]): MatchRow[] {
  const meetings = new Map<string, number>();
  return results.map((row) => {
    const [date, home, away] = sidesIn(row);
    const meeting = (meetings.get(`${date} ${home} ${away}`) ?? 0) + 1;
    meetings.set(`${date} ${home} ${away}`, meeting);
    return {
      slug: buildMatchSlug(date, home, away, meeting),
      date,
      home,
      away,
      homeScore: numberIn(row.home_score),
      awayScore: numberIn(row.away_score),
      tournament: slugify(row.tournament ?? 'Friendly'),
    };
  });
}

/** The goals of matches that are there, all in the first of a day: which one of two is meant is of no matter here. */
function goalsOf(goals: readonly Values[], matches: ReadonlySet<string>): GoalRow[] {
  const ordinals = new Map<string, number>();
  return goals.flatMap((row) => {
    const [date, home, away] = sidesIn(row);
    const match = buildMatchSlug(date, home, away);
    if (!matches.has(match)) return [];
    const ordinal = (ordinals.get(match) ?? 0) + 1;
    ordinals.set(match, ordinal);
    const { team = '', scorer = 'NA', minute, own_goal: ownGoal } = row;
    return [
      {
        match,
        team: slugify(team),
        minute: numberIn(minute),
        ordinal,
        scorer: scorer === 'NA' ? null : slugify(scorer),
        ownGoal: ownGoal === 'TRUE',
      },
    ];
  });
}

const sidesIn = ({ date = '', home_team: home = '', away_team: away = '' }: Values) =>
  [date, slugify(home), slugify(away)] as const;

const numberIn = (text = 'NA') => (text === 'NA' ? null : Number(text));
