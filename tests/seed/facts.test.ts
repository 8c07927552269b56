/**
 * Every fact of the built-in seed against the datasets it was taken from.
 *
 * The datasets are no part of the repository. They are looked for in the folder DATASETS names
 * (default: ../shared/datasets); where one is absent, its checks are skipped and a line says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';

// ---------------------------------------------------------------- the seed

interface Source {
  slug: string;
  title: string;
  kind: string;
  publisher?: string;
  url?: string;
  license?: string;
  attribution?: string;
  publishedOn?: string;
}

interface FormerName {
  name: string;
  from: string;
  to: string;
}

interface Also {
  source: string;
  key: string;
  edition?: number;
  stage?: string;
  group?: string;
  stadium?: string;
  afterExtraTime?: boolean;
  goals?: string[];
  kicks?: string[];
}

interface Match {
  date: string;
  home: string;
  away: string;
  score: string;
  tournament: string;
  city: string;
  country: string;
  neutral?: boolean;
  goals?: string[];
  shootout?: { winner: string; first?: string };
  also?: Also[];
}

interface Edition {
  year: number;
  key: string;
  source?: string;
  hosts: string[];
  winner: string;
  runnerUp: string;
  from: string;
  to: string;
}

interface Holding {
  key: string;
  team: string;
  from: string;
  to: string;
  completeness: string;
}

const SEED = fileURLToPath(new URL('../../prisma/seed/', import.meta.url));
const RECORD = 'international-results';
const FJELSTUL = 'fjelstul-world-cup';

/** The last day of the record the seed was taken from; later rows are none of its business. */
const THROUGH = '2026-07-19';

const readSeed = <T>(file: string): T => parseYaml(readFileSync(join(SEED, file), 'utf8')) as T;

const sources = readSeed<Source[]>('sources.yaml');
const teams = readSeed<{
  source: string;
  category: string;
  teams: { name: string; code?: string; aliases?: string[]; formerly?: FormerName[] }[];
}>('teams.yaml');
const worldCups = readSeed<{ source: string; tournament: string; editions: Edition[] }>(
  'world-cups.yaml',
);
const holdings = readSeed<{ source: string; holdings: Holding[] }>('holdings.yaml');
const matchFiles = readdirSync(join(SEED, 'matches'))
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({
    file,
    ...readSeed<{ source: string; matches: Match[] }>(join('matches', file)),
  }));
const matches = matchFiles.flatMap((file) => file.matches);

const name = (match: Match) => `${match.date} ${match.home} v ${match.away}`;
const keyOf = (date: string, home: string, away: string) => `${date}/${home}/${away}`;
const matchKey = (match: Match) => keyOf(match.date, match.home, match.away);
const opponent = (match: Match, team: string) => (team === match.home ? match.away : match.home);
const fjelstulOf = (match: Match) => match.also?.find((also) => also.source === FJELSTUL);

interface GoalLine {
  minute: string;
  scorer: string;
  team: string;
  flag: string;
}

/** `54' Harry Kane, England, penalty` */
function goalLine(line: string): GoalLine {
  const found = /^(\?|\d+)' (.+?), ([^,]+?)(?:, (penalty|own goal))?$/.exec(line);
  if (!found) throw new Error(`not a goal line: ${line}`);
  const [, minute = '', scorer = '', team = '', flag = ''] = found;
  return { minute, scorer, team, flag };
}

/** `G-3637 90+8'` */
function alsoGoalLine(line: string) {
  const found = /^(\S+) (\d+)(?:\+(\d+))?'$/.exec(line);
  if (!found) throw new Error(`not a goal of a second source: ${line}`);
  const [, id = '', minute = '', stoppage = '0'] = found;
  return { id, minute, stoppage };
}

/** `PK-394 Kingsley Coman, France, not scored` */
function kickLine(line: string) {
  const found = /^(\S+) (.+?), ([^,]+?), (scored|not scored)$/.exec(line);
  if (!found) throw new Error(`not a kick: ${line}`);
  const [, id = '', player = '', team = '', outcome = ''] = found;
  return { id, player, team, scored: outcome === 'scored' };
}

const goalsOf = (match: Match) => (match.goals ?? []).map(goalLine);

// ------------------------------------------------------------ the datasets

const DATASETS = resolve(process.env.DATASETS ?? '../shared/datasets');

/** True where all the files are there; otherwise prints that the checks against them are skipped. */
function present(folder: string, files: string[]): boolean {
  const missing = files.filter((file) => !existsSync(join(DATASETS, folder, `${file}.csv`)));
  if (missing.length === 0) return true;
  console.info(
    `Skipped: the seed is not checked against ${folder}, its files are not there (${missing.join(', ')}). Set DATASETS to the folder that holds the datasets.`,
  );
  return false;
}

function table<Column extends string>(folder: string, file: string): Record<Column, string>[] {
  return parseCsv(readFileSync(join(DATASETS, folder, `${file}.csv`)), { columns: true });
}

type ResultRow = Record<
  | 'date'
  | 'home_team'
  | 'away_team'
  | 'home_score'
  | 'away_score'
  | 'tournament'
  | 'city'
  | 'country'
  | 'neutral',
  string
>;
type GoalRow = Record<
  'date' | 'home_team' | 'away_team' | 'team' | 'scorer' | 'minute' | 'own_goal' | 'penalty',
  string
>;
type ShootoutRow = Record<'date' | 'home_team' | 'away_team' | 'winner' | 'first_shooter', string>;
type FormerRow = Record<'current' | 'former' | 'start_date' | 'end_date', string>;

const rowKey = (row: Record<'date' | 'home_team' | 'away_team', string>) =>
  keyOf(row.date, row.home_team, row.away_team);

function recordTables() {
  const results = table<keyof ResultRow>(RECORD, 'results').filter((row) => row.date <= THROUGH);
  const goals = table<keyof GoalRow>(RECORD, 'goalscorers').filter((row) => row.date <= THROUGH);
  return {
    results,
    goals,
    shootouts: table<keyof ShootoutRow>(RECORD, 'shootouts'),
    formerNames: table<keyof FormerRow>(RECORD, 'former_names'),
    resultsByKey: Map.groupBy(results, rowKey),
    goalsByKey: Map.groupBy(goals, rowKey),
  };
}

type TournamentRow = Record<
  'tournament_id' | 'tournament_name' | 'year' | 'start_date' | 'end_date' | 'winner',
  string
>;
type TournamentTeamRow = Record<
  'tournament_id' | 'tournament_name' | 'team_name' | 'position',
  string
>;
type FjelstulMatchRow = Record<
  | 'tournament_id'
  | 'tournament_name'
  | 'match_id'
  | 'match_date'
  | 'stage_name'
  | 'group_name'
  | 'stadium_name'
  | 'home_team_name'
  | 'away_team_name'
  | 'home_team_score'
  | 'away_team_score'
  | 'extra_time'
  | 'penalty_shootout',
  string
>;
type FjelstulGoalRow = Record<
  | 'tournament_name'
  | 'match_id'
  | 'goal_id'
  | 'team_name'
  | 'player_team_name'
  | 'family_name'
  | 'given_name'
  | 'minute_regulation'
  | 'minute_stoppage'
  | 'own_goal'
  | 'penalty',
  string
>;
type KickRow = Record<
  | 'tournament_name'
  | 'match_id'
  | 'penalty_kick_id'
  | 'team_name'
  | 'family_name'
  | 'given_name'
  | 'converted',
  string
>;

/** Fjelstul's tables, men only: women's and men's teams share their names there. */
function fjelstulTables() {
  const men = <Column extends string>(file: string) =>
    table<Column | 'tournament_name'>(FJELSTUL, file).filter(
      (row) => !row.tournament_name.includes("Women's"),
    );
  const rows = men<keyof FjelstulMatchRow>('matches');
  return {
    tournaments: men<keyof TournamentRow>('tournaments'),
    hosts: men<keyof TournamentTeamRow>('host_countries'),
    standings: men<keyof TournamentTeamRow>('tournament_standings'),
    matches: rows,
    matchesByTeams: new Map(
      rows.map((row) => [
        sides(
          row.match_date,
          teamOf(row.home_team_name, row.match_date),
          teamOf(row.away_team_name, row.match_date),
        ),
        row,
      ]),
    ),
    goalsByMatch: Map.groupBy(men<keyof FjelstulGoalRow>('goals'), (row) => row.match_id),
    kicksByMatch: Map.groupBy(men<keyof KickRow>('penalty_kicks'), (row) => row.match_id),
  };
}

/** One match whatever the order of its teams: the two sources name home and away differently. */
const sides = (date: string, a: string, b: string) => [date, ...[a, b].sort()].join('/');

/** The record's name of a team Fjelstul calls by the name of the day. */
function teamOf(fjelstulName: string, date: string): string {
  if (fjelstulName === 'Yugoslavia') return date >= '1998' ? 'Serbia' : 'Yugoslavia';
  const names: Record<string, string> = {
    'West Germany': 'Germany',
    'East Germany': 'German DR',
    'Soviet Union': 'Russia',
    Zaire: 'DR Congo',
    'Dutch East Indies': 'Indonesia',
    'Serbia and Montenegro': 'Serbia',
  };
  return names[fjelstulName] ?? fjelstulName;
}

const fullName = (row: Record<'given_name' | 'family_name', string>) =>
  [row.given_name, row.family_name].filter((part) => part !== 'not applicable').join(' ');

/** Names as a set of words without case and accents: `Ángel Di María` meets `Di Maria, Angel`. */
const folded = (player: string) =>
  player.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).sort().join(' ');

const hasRecord = present(RECORD, ['results', 'goalscorers', 'shootouts', 'former_names']);
const hasFjelstul = present(FJELSTUL, [
  'tournaments',
  'host_countries',
  'tournament_standings',
  'matches',
  'goals',
  'penalty_kicks',
]);

/** Says in a skipped block's name why it was skipped. */
const unless = (there: boolean, title: string) =>
  there ? title : `${title} (skipped: the dataset is not there)`;

/** Collects what is wrong, so that one run shows all of it. */
function problemsIn<T>(items: Iterable<T>, check: (item: T, say: (what: string) => void) => void) {
  const problems: string[] = [];
  for (const item of items) check(item, (what) => problems.push(what));
  return problems;
}

/** Says so where two values differ. */
const same = (say: (what: string) => void, what: string, seed: unknown, dataset: unknown) => {
  const [left, right] = [JSON.stringify(seed), JSON.stringify(dataset)];
  if (left !== right) say(`${what}: the seed has ${left}, the dataset ${right}`);
};

// ------------------------------------------------------------------ checks

describe('the seed by itself', () => {
  it('names only sources it lists, each with publisher and address, each dataset with its licence', () => {
    const slugs = sources.map((source) => source.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const source of sources) {
      expect(source).toMatchObject({
        title: expect.any(String),
        kind: expect.stringMatching(/^(DATASET|ARTICLE|REPORT)$/),
        publisher: expect.any(String),
      });
      // The seed itself is here, at no address.
      if (source.slug !== 'scoresheet-seed') expect(source.url).toMatch(/^https:\/\//);
      if (source.kind === 'DATASET') expect(source.license).toEqual(expect.any(String));
    }
    const named = [
      teams.source,
      worldCups.source,
      holdings.source,
      ...worldCups.editions.flatMap((edition) => edition.source ?? []),
      ...matchFiles.map((file) => file.source),
      ...matches.flatMap((match) => match.also ?? []).map((also) => also.source),
    ];
    for (const slug of named) expect(slugs).toContain(slug);
  });

  it('uses only the keys of its format, in one order', () => {
    const order = {
      match: 'date home away score tournament city country neutral goals shootout also'.split(' '),
      also: 'source key edition stage group stadium afterExtraTime goals kicks'.split(' '),
      shootout: 'winner first'.split(' '),
      edition: 'year source key hosts winner runnerUp from to'.split(' '),
      team: 'name code aliases formerly'.split(' '),
      formerly: 'name from to'.split(' '),
      holding: 'key team from to completeness'.split(' '),
    };
    const things: [string[], object][] = [
      ...matches.map((match): [string[], object] => [order.match, match]),
      ...matches.flatMap((match) =>
        (match.also ?? []).map((also): [string[], object] => [order.also, also]),
      ),
      ...matches.flatMap((match): [string[], object][] =>
        match.shootout ? [[order.shootout, match.shootout]] : [],
      ),
      ...worldCups.editions.map((edition): [string[], object] => [order.edition, edition]),
      ...teams.teams.map((team): [string[], object] => [order.team, team]),
      ...teams.teams.flatMap((team) =>
        (team.formerly ?? []).map((former): [string[], object] => [order.formerly, former]),
      ),
      ...holdings.holdings.map((holding): [string[], object] => [order.holding, holding]),
    ];
    const problems = problemsIn(things, ([keys, thing], say) => {
      const found = Object.keys(thing);
      const expected = keys.filter((key) => found.includes(key));
      if (found.join() !== expected.join()) say(`${JSON.stringify(thing)}: ${found.join()}`);
    });
    expect(problems).toEqual([]);
  });

  it('holds no match twice', () => {
    const twice = [...Map.groupBy(matches, (match) => sides(match.date, match.home, match.away))]
      .filter(([, group]) => group.length > 1)
      .map(([key]) => key);
    expect(twice).toEqual([]);
  });

  it('cites no key of a second source twice', () => {
    const keys = matches
      .flatMap((match) => match.also ?? [])
      .flatMap((also) => [
        also.key,
        ...(also.goals ?? []).map((line) => alsoGoalLine(line).id),
        ...(also.kicks ?? []).map((line) => kickLine(line).id),
      ]);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has goals that add up to every score, for one of the two teams each', () => {
    const problems = problemsIn(matches, (match, say) => {
      const goals = goalsOf(match);
      const score = [match.home, match.away].map(
        (team) => goals.filter((goal) => goal.team === team).length,
      );
      same(say, name(match), match.score, score.join('-'));
      same(say, `${name(match)}, all goals`, goals.length, (score[0] ?? 0) + (score[1] ?? 0));
    });
    expect(problems).toEqual([]);
  });

  it('lists every team it names, none unused, in alphabetical order', () => {
    const listed = teams.teams.map((team) => team.name);
    const used = new Set([
      ...matches.flatMap((match) => [match.home, match.away]),
      ...worldCups.editions.flatMap((cup) => [...cup.hosts, cup.winner, cup.runnerUp]),
      ...holdings.holdings.map((holding) => holding.team),
    ]);
    const alphabetical = new Intl.Collator('en').compare;
    expect(listed).toEqual([...used].sort(alphabetical));
  });
});

describe.skipIf(!hasRecord)(unless(hasRecord, 'the seed against the record'), () => {
  let record: ReturnType<typeof recordTables>;
  beforeAll(() => {
    record = recordTables();
  });

  it("every match has the dataset's score, tournament, place and ground", () => {
    const problems = problemsIn(matches, (match, say) => {
      const rows = record.resultsByKey.get(matchKey(match)) ?? [];
      const row = rows[0];
      if (!row || rows.length > 1) {
        say(`${name(match)}: ${rows.length} rows in the dataset`);
        return;
      }
      same(say, `${name(match)}, score`, match.score, `${row.home_score}-${row.away_score}`);
      same(say, `${name(match)}, tournament`, match.tournament, row.tournament);
      same(say, `${name(match)}, city`, match.city, row.city);
      same(say, `${name(match)}, country`, match.country, row.country);
      same(say, `${name(match)}, neutral`, match.neutral ?? false, row.neutral === 'TRUE');
    });
    expect(problems).toEqual([]);
  });

  it('the matches of a file stand in the order of the dataset', () => {
    const place = new Map(record.results.map((row, index) => [rowKey(row), index]));
    for (const file of matchFiles) {
      const places = file.matches.map((match) => place.get(matchKey(match)) ?? -1);
      expect(places, file.file).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('every goal row of a seeded match is in the seed, in order, and no other', () => {
    const problems = problemsIn(matches, (match, say) => {
      const rows = (record.goalsByKey.get(matchKey(match)) ?? []).map((row) => {
        const flag =
          row.own_goal === 'TRUE' ? ', own goal' : row.penalty === 'TRUE' ? ', penalty' : '';
        return `${row.minute === 'NA' ? '?' : row.minute}' ${row.scorer}, ${row.team}${flag}`;
      });
      same(say, name(match), match.goals ?? [], rows);
    });
    expect(problems).toEqual([]);
  });

  it('every shoot-out of a seeded match is in the seed with winner and first shooter, and no other', () => {
    const rows = new Map(record.shootouts.map((row) => [rowKey(row), row]));
    const problems = problemsIn(matches, (match, say) => {
      const row = rows.get(matchKey(match));
      same(say, `${name(match)}, winner`, match.shootout?.winner ?? null, row?.winner ?? null);
      same(
        say,
        `${name(match)}, first shooter`,
        match.shootout?.first ?? null,
        row?.first_shooter || null,
      );
    });
    expect(problems).toEqual([]);
    expect(matches.some((match) => match.shootout)).toBe(true);
  });

  it('every team is a team of the dataset, with exactly the former names it has there', () => {
    const known = new Set(record.results.flatMap((row) => [row.home_team, row.away_team]));
    const problems = problemsIn(teams.teams, (team, say) => {
      if (!known.has(team.name)) say(`${team.name}: no such team in the dataset`);
      const rows = record.formerNames
        .filter((row) => row.current === team.name)
        .map((row) => ({ name: row.former, from: row.start_date, to: row.end_date }));
      same(say, team.name, team.formerly ?? [], rows);
    });
    expect(problems).toEqual([]);
  });

  it.each([
    ['Wayne Rooney', 37, 30],
    ['Harry Kane', 75, 54],
  ])('%s: %i recorded goals in %i matches, none of them missing', (player, goals, games) => {
    const his = record.goals.filter(
      (row) => row.scorer === player && row.team === 'England' && row.own_goal === 'FALSE',
    );
    const seeded = matches.flatMap((match) =>
      goalsOf(match)
        .filter(
          (goal) => goal.scorer === player && goal.team === 'England' && goal.flag !== 'own goal',
        )
        .map(() => matchKey(match)),
    );
    expect(seeded.sort()).toEqual(his.map(rowKey).sort());
    expect(seeded).toHaveLength(goals);
    expect(new Set(seeded).size).toBe(games);
  });

  it("rooney.yaml and kane.yaml hold nothing but matches with their player's goals", () => {
    for (const [file, player, count] of [
      ['rooney.yaml', 'Wayne Rooney', 30],
      ['kane.yaml', 'Harry Kane', 47],
    ] as const) {
      const held = matchFiles.find((other) => other.file === file)?.matches ?? [];
      expect(held, file).toHaveLength(count);
      const without = held.filter((match) =>
        goalsOf(match).every((goal) => goal.scorer !== player || goal.flag === 'own goal'),
      );
      expect(without.map(name), file).toEqual([]);
    }
  });

  it('every match of the results dataset in a range that the seed holds is in the seed: LISTED, and no day more', () => {
    expect(holdings.holdings.map(({ completeness }) => completeness)).toEqual(['LISTED']);
    const seeded = new Set(matches.map(matchKey));
    const day = (date: string, step: number) =>
      new Date(Date.parse(date) + step * 86_400_000).toISOString().slice(0, 10);
    const problems = problemsIn(holdings.holdings, (holding, say) => {
      const all = record.results.filter(
        (row) => row.home_team === holding.team || row.away_team === holding.team,
      );
      const within = all.filter((row) => row.date >= holding.from && row.date <= holding.to);
      if (within.length === 0) say(`${holding.key}: no match in the range`);
      for (const row of within) {
        if (!seeded.has(rowKey(row))) say(`${holding.key}: ${rowKey(row)} is not in the seed`);
      }
      const before = all.findLast((row) => row.date < holding.from);
      const after = all.find((row) => row.date > holding.to);
      same(say, `${holding.key}, from`, holding.from, before && day(before.date, 1));
      same(say, `${holding.key}, to`, holding.to, after && day(after.date, -1));
    });
    expect(problems).toEqual([]);
  });

  it("England's matches held are five of the World Cup and two of March 2023", () => {
    const within = (match: Match, holding: Holding) =>
      [match.home, match.away].includes(holding.team) &&
      match.date >= holding.from &&
      match.date <= holding.to;
    const held = holdings.holdings
      .filter((holding) => holding.team === 'England')
      .flatMap((holding) => matches.filter((match) => within(match, holding)));
    expect(held.map((match) => match.tournament).sort()).toEqual([
      ...Array(5).fill('FIFA World Cup'),
      ...Array(2).fill('UEFA Euro qualification'),
    ]);
  });

  it('every World Cup runs from its first match of the record to its last, in the countries of its hosts', () => {
    const cups = Map.groupBy(
      record.results.filter((row) => row.tournament === worldCups.tournament),
      (row) => row.date.slice(0, 4),
    );
    expect(worldCups.editions.map((edition) => String(edition.year))).toEqual([...cups.keys()]);
    const problems = problemsIn(worldCups.editions, (edition, say) => {
      const rows = cups.get(String(edition.year)) ?? [];
      const countries = [...new Set(rows.map((row) => row.country))].sort();
      same(say, `${edition.year}, from`, edition.from, rows[0]?.date);
      same(say, `${edition.year}, to`, edition.to, rows.at(-1)?.date);
      same(say, `${edition.year}, hosts`, [...edition.hosts].sort(), countries);
    });
    expect(problems).toEqual([]);
  });

  it('2026: the final that openfootball names is in the record with the same result', () => {
    const edition = worldCups.editions.find((other) => other.year === 2026);
    expect(edition).toMatchObject({
      source: 'openfootball-worldcup',
      key: '2026/worldcup.json#Final',
      winner: 'Spain',
      runnerUp: 'Argentina',
    });
    expect(record.resultsByKey.get(keyOf('2026-07-19', 'Spain', 'Argentina'))).toMatchObject([
      { home_score: '1', away_score: '0', tournament: 'FIFA World Cup' },
    ]);
  });
});

const withFjelstul = hasRecord && hasFjelstul;
describe.skipIf(!withFjelstul)(unless(withFjelstul, "the seed against Fjelstul's database"), () => {
  let record: ReturnType<typeof recordTables>;
  let fjelstul: ReturnType<typeof fjelstulTables>;
  beforeAll(() => {
    record = recordTables();
    fjelstul = fjelstulTables();
  });

  /** The seed's matches that Fjelstul has too, with his row. */
  const pairs = () =>
    matches.flatMap((match) => {
      const row =
        match.tournament === 'FIFA World Cup' &&
        fjelstul.matchesByTeams.get(sides(match.date, match.home, match.away));
      return row ? [{ match, row, also: fjelstulOf(match) }] : [];
    });

  it('every edition has its hosts, winner and runner-up, and no edition is missing', () => {
    const seeded = worldCups.editions.filter((edition) => edition.source === undefined);
    expect(worldCups.source).toBe(FJELSTUL);
    expect(seeded.map((edition) => edition.key)).toEqual(
      fjelstul.tournaments.map((row) => row.tournament_id),
    );
    const problems = problemsIn(seeded, (edition, say) => {
      const own = (row: { tournament_id: string }) => row.tournament_id === edition.key;
      const row = fjelstul.tournaments.find(own);
      const placed = (position: string) =>
        fjelstul.standings.find((other) => own(other) && other.position === position)?.team_name;
      const team = (fjelstulName = '') => teamOf(fjelstulName, edition.from);
      const hosts = fjelstul.hosts.filter(own).map((host) => team(host.team_name));
      same(say, `${edition.key}, year`, String(edition.year), row?.year);
      same(say, `${edition.key}, hosts`, edition.hosts, hosts);
      same(say, `${edition.key}, winner`, edition.winner, team(row?.winner));
      same(say, `${edition.key}, first of the standings`, edition.winner, team(placed('1')));
      same(say, `${edition.key}, runner-up`, edition.runnerUp, team(placed('2')));
    });
    expect(problems).toEqual([]);
  });

  it('every edition lasts as long as its matches; the list of tournaments differs once, by a slip', () => {
    const seeded = worldCups.editions.filter((edition) => edition.source === undefined);
    const problems = problemsIn(seeded, (edition, say) => {
      const days = fjelstul.matches
        .filter((row) => row.tournament_id === edition.key)
        .map((row) => row.match_date)
        .sort();
      same(say, `${edition.key}, from`, edition.from, days[0]);
      same(say, `${edition.key}, to`, edition.to, days.at(-1));
    });
    expect(problems).toEqual([]);

    const differences = seeded.flatMap((edition) => {
      const row = fjelstul.tournaments.find((other) => other.tournament_id === edition.key);
      return row?.start_date === edition.from && row.end_date === edition.to
        ? []
        : [`${edition.key} ${row?.start_date} to ${row?.end_date}`];
    });
    expect(differences).toEqual(['WC-1962 1962-05-30 to 1962-07-17']);
  });

  it('every World Cup match to 2022 has its key, edition, stage, group, stadium and extra time, and no other match has', () => {
    const matched = pairs();
    expect(matches.filter(fjelstulOf)).toEqual(matched.map(({ match }) => match));
    expect(
      matches.filter(
        (match) =>
          match.tournament === 'FIFA World Cup' && match.date < '2023' && !fjelstulOf(match),
      ),
    ).toEqual([]);
    const problems = problemsIn(matched, ({ match, row, also }, say) => {
      const group = row.group_name === 'not applicable' ? null : row.group_name;
      same(say, `${name(match)}, key`, also?.key, row.match_id);
      same(say, `${name(match)}, edition`, `WC-${also?.edition}`, row.tournament_id);
      same(say, `${name(match)}, stage`, also?.stage, row.stage_name);
      same(say, `${name(match)}, group`, also?.group ?? null, group);
      same(say, `${name(match)}, stadium`, also?.stadium, row.stadium_name);
      same(say, `${name(match)}, extra time`, also?.afterExtraTime, row.extra_time === '1');
      const [home, away] =
        teamOf(row.home_team_name, row.match_date) === match.home
          ? [row.home_team_score, row.away_team_score]
          : [row.away_team_score, row.home_team_score];
      same(say, `${name(match)}, score`, match.score, `${home}-${away}`);
    });
    expect(problems).toEqual([]);
  });

  it('every goal has its key and minute there, for the same scorer, team and kind, and none is missing', () => {
    const problems = problemsIn(pairs(), ({ match, row, also }, say) => {
      const rows = fjelstul.goalsByMatch.get(row.match_id) ?? [];
      const cited = (also?.goals ?? []).map(alsoGoalLine);
      const goals = goalsOf(match);
      same(say, `${name(match)}, goals`, cited.length, goals.length);
      same(
        say,
        `${name(match)}, keys`,
        cited.map((goal) => goal.id).sort(),
        rows.map((goal) => goal.goal_id).sort(),
      );
      for (const [index, goal] of goals.entries()) {
        const { id = '', minute, stoppage } = cited[index] ?? {};
        const found = rows.find((other) => other.goal_id === id);
        if (!found) continue;
        const what = `${name(match)}, ${id}`;
        const own = goal.flag === 'own goal';
        const scorersTeam = own ? opponent(match, goal.team) : goal.team;
        same(say, `${what}, minute`, minute, found.minute_regulation);
        same(say, `${what}, stoppage time`, stoppage, found.minute_stoppage);
        same(say, `${what}, team`, goal.team, teamOf(found.team_name, match.date));
        same(
          say,
          `${what}, scorer's team`,
          scorersTeam,
          teamOf(found.player_team_name, match.date),
        );
        same(say, `${what}, own goal`, own, found.own_goal === '1');
        same(say, `${what}, penalty`, goal.flag === 'penalty', found.penalty === '1');
        same(say, `${what}, scorer`, folded(goal.scorer), folded(fullName(found)));
      }
    });
    expect(problems).toEqual([]);
  });

  it('its minutes differ from the record where they are known to differ, and nowhere else', () => {
    const differences = pairs().flatMap(({ match, also }) =>
      goalsOf(match).flatMap((goal, index) => {
        const { id, minute } = alsoGoalLine(also?.goals?.[index] ?? '');
        return minute === goal.minute ? [] : [`${id} ${goal.scorer} ${goal.minute} v ${minute}`];
      }),
    );
    expect(differences).toEqual(['G-3636 Lionel Messi 109 v 108']);
  });

  it('every kick of a shoot-out is there, in order, with its taker, team and outcome', () => {
    const problems = problemsIn(pairs(), ({ match, row, also }, say) => {
      const rows = fjelstul.kicksByMatch.get(row.match_id) ?? [];
      const kicks = (also?.kicks ?? []).map(kickLine);
      same(
        say,
        name(match),
        kicks.map(({ id, team, scored, player }) => [id, team, scored, folded(player)]),
        rows.map((kick) => [
          kick.penalty_kick_id,
          teamOf(kick.team_name, match.date),
          kick.converted === '1',
          folded(fullName(kick)),
        ]),
      );
      same(say, `${name(match)}, shoot-out`, !!match.shootout, row.penalty_shootout === '1');
      if (match.shootout) {
        const scored = (side: string) =>
          kicks.filter((kick) => kick.team === side && kick.scored).length;
        const winner = scored(match.home) > scored(match.away) ? match.home : match.away;
        same(say, `${name(match)}, winner by the kicks`, match.shootout.winner, winner);
      }
    });
    expect(problems).toEqual([]);
  });

  it('a taker who is a scorer of the record is spelt as there, any other as Fjelstul spells him', () => {
    const scorers = Map.groupBy(record.goals, (row) =>
      row.own_goal === 'FALSE'
        ? row.team
        : row.team === row.home_team
          ? row.away_team
          : row.home_team,
    );
    const problems = problemsIn(pairs(), ({ match, row, also }, say) => {
      for (const line of also?.kicks ?? []) {
        const { id, player, team } = kickLine(line);
        const kick = fjelstul.kicksByMatch
          .get(row.match_id)
          ?.find((other) => other.penalty_kick_id === id);
        const spelling = scorers
          .get(team)
          ?.find((goal) => folded(goal.scorer) === folded(player))?.scorer;
        same(say, `${name(match)}, ${id}`, player, spelling ?? (kick && fullName(kick)));
      }
    });
    expect(problems).toEqual([]);
  });

  it("the World Cup of 2022 is there with all sixteen knock-out matches and England's three of the group", () => {
    const expected = fjelstul.matches
      .filter(
        (row) =>
          row.tournament_id === 'WC-2022' &&
          (row.stage_name !== 'group stage' ||
            [row.home_team_name, row.away_team_name].includes('England')),
      )
      .map((row) => row.match_id);
    const held = matchFiles.find((file) => file.file === '2022-world-cup.yaml')?.matches ?? [];
    expect(held.map((match) => fjelstulOf(match)?.key).sort()).toEqual(expected.sort());
    expect(expected).toHaveLength(19);
  });
});
