/**
 * Invented leagues in the format of the results dataset, made to be awkward: days with many matches, two of one pair among
 * them, neutral grounds, fixtures, goals of nobody, own goals, shoot-outs after any score, shared names and former names.
 * After their last day come editions of a closed competition.
 */
import fc from 'fast-check';
import type { Invented } from '../importers/results-folder.js';
import { closedCups } from './closed-cup.js';

/** Names that fold, that begin alike, and one that ends as another's slug does. */
const TEAMS = [
  'Åland',
  'Atlantis',
  "Côte d'Or",
  'Mu',
  'Mu North',
  'Thule',
  'Łódź',
  'Bodø',
  'Vaud 2',
  'Ys',
];

const TOURNAMENTS = [
  'Friendly',
  'Friendly',
  'FIFA World Cup',
  'FIFA World Cup qualification',
  'UEFA Euro',
  'UEFA Nations League',
  'Gold Cup qualification',
  'Baltic Cup',
  'Copa América',
];

/**
 * Some of them are one slug under two spellings, and any team may have them. Each generation has its own, so that nobody
 * plays for longer than a man can, but for the last of them.
 */
const NAMES = ['José Silva', 'Jose Silva', 'Ødegaard', 'Gérson', 'Gerson', 'Ivan Ivanov', 'Pelé'];

/** From which years on the names have another ending. */
const GENERATIONS: [year: string, ending: string][] = [
  ['1900', ' II'],
  ['1990', ' III'],
];

export interface Meeting {
  day: number;
  sides: [number, number];
  score: [number, number] | null;
  tournament: string;
  ground: 'HOME' | 'NEUTRAL' | 'ELSEWHERE';
  /** How many of the goals have a row, as a share. */
  recorded: 0 | 0.5 | 1;
  goals: Strike[];
  shootout: 'NONE' | 'HOME' | 'AWAY';
  first: '' | 'NA' | 'HOME' | 'AWAY';
}

/** A meeting on its day. */
export type Dated = Omit<Meeting, 'day'> & { date: string };

interface Strike {
  scorer: number;
  minute: number | null;
  how: 'OPEN' | 'PENALTY' | 'OWN' | 'NOBODY';
}

const strike: fc.Arbitrary<Strike> = fc.record({
  scorer: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4),
  minute: fc.option(fc.integer({ min: 1, max: 122 }), { freq: 8 }),
  how: fc.constantFrom('OPEN', 'OPEN', 'OPEN', 'OPEN', 'PENALTY', 'OWN', 'NOBODY'),
});

const goals = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 7);

const meeting = (teams: number, days: number): fc.Arbitrary<Meeting> =>
  fc.record({
    day: fc.nat(days - 1),
    sides: fc
      .uniqueArray(fc.nat(teams - 1), { minLength: 2, maxLength: 2 })
      .map(([home = 0, away = 1]): [number, number] => [home, away]),
    score: fc.option(fc.tuple(goals, goals), { freq: 15 }),
    tournament: fc.constantFrom(...TOURNAMENTS),
    ground: fc.constantFrom('HOME', 'HOME', 'NEUTRAL', 'ELSEWHERE'),
    recorded: fc.constantFrom(0, 0, 0.5, 1, 1, 1),
    goals: fc.array(strike, { minLength: 14, maxLength: 14 }),
    shootout: fc.constantFrom('NONE', 'NONE', 'NONE', 'NONE', 'HOME', 'AWAY'),
    first: fc.constantFrom('', 'NA', 'HOME', 'AWAY'),
  });

/** Days of six decades, that of the first international match before all others; some follow each other. */
const days = fc
  .uniqueArray(fc.integer({ min: 1, max: 3_000 }), { minLength: 10, maxLength: 30 })
  .map((weeks) => weeks.flatMap((week) => [week * 7, week * 7 + 1].slice(0, 1 + (week % 2))))
  .map((numbers) => [0, ...numbers].map(dayAt));

function dayAt(number: number): string {
  return new Date(Date.UTC(1872, 10, 30 + number)).toISOString().slice(0, 10);
}

/** The first day: the record holds everything from then on, and teams that drew on neutral ground tie in their ratings. */
const OPENING: Pick<Meeting, 'sides' | 'score' | 'ground'>[] = [
  { sides: [0, 1], score: [0, 0], ground: 'NEUTRAL' },
  { sides: [2, 3], score: [1, 0], ground: 'NEUTRAL' },
  { sides: [4, 5], score: [2, 2], ground: 'NEUTRAL' },
];

/** The last days: a match of no closed competition, and a fixture after the last played match. */
const CLOSING: Pick<Dated, 'date' | 'sides' | 'score' | 'tournament'>[] = [
  { date: '2011-03-01', sides: [1, 2], score: [2, 1], tournament: 'Friendly' },
  { date: '2011-09-06', sides: [3, 1], score: null, tournament: 'Friendly' },
];

/** A league of six to ten teams in eighty to two hundred matches, with a closed competition of six of them. */
export const league: fc.Arbitrary<Invented> = fc
  .record({ teams: fc.integer({ min: 6, max: 10 }), days })
  .chain(({ teams, days }) =>
    fc.record({
      teams: fc.constant(TEAMS.slice(0, teams)),
      days: fc.constant(days),
      opening: fc.tuple(
        ...OPENING.map((fixed) => meeting(teams, 1).map((some) => ({ ...some, ...fixed }))),
      ),
      meetings: fc.array(meeting(teams, days.length), { minLength: 80, maxLength: 200 }),
      cups: closedCups(meeting(teams, 1)),
      closing: fc.tuple(
        ...CLOSING.map((fixed) =>
          meeting(teams, 1).map(({ day: _, ...some }): Dated => ({ ...some, ...fixed })),
        ),
      ),
      inOrder: fc.boolean(),
    }),
  )
  .map(({ teams, days, opening, meetings, cups, closing, inOrder }) => {
    const dated = [...opening, ...meetings].map(
      ({ day, ...some }): Dated => ({ ...some, date: days[day] ?? '' }),
    );
    const all = [...dated, ...cups, ...closing];
    if (inOrder) all.sort((one, other) => (one.date < other.date ? -1 : 1));
    return written(all, teams);
  });

function written(meetings: readonly Dated[], teams: readonly string[]): Invented {
  const league: Invented = { results: [], goalscorers: [], shootouts: [], former_names: [] };
  for (const meeting of meetings) {
    const { date, tournament, ground, score, shootout } = meeting;
    const [home = '', away = ''] = meeting.sides.map((side) => teams[side]);
    const key = `${date},${home},${away}`;
    const again = league.results.some((line) => line.startsWith(`${key},`));
    const where =
      ground === 'HOME'
        ? `City ${home},${home}`
        : ground === 'NEUTRAL'
          ? 'Ys,Lyonesse'
          : `"Rio, the",${home}`;
    league.results.push(
      `${key},${score?.[0] ?? 'NA'},${score?.[1] ?? 'NA'},${tournament},${where},${ground === 'NEUTRAL' ? 'TRUE' : 'FALSE'}`,
    );
    // To which of two matches of a pair a row belongs cannot be told: the dataset has none there either.
    if (again || !score) continue;
    league.goalscorers.push(...goalRows(key, [home, away], score, meeting));
    const side = { HOME: home, AWAY: away, NONE: '', NA: 'NA', '': '' };
    if (shootout !== 'NONE') {
      league.shootouts.push(`${key},${side[shootout]},${side[meeting.first]}`);
    }
  }
  const [former, other] = teams;
  league.former_names.push(
    `${former},Formerly,1880-01-01,1889-12-31`,
    `${former},Later,1890-01-01,1893-06-30`,
    `${other},Otherwise,1872-11-30,1875-05-05`,
  );
  return league;
}

function goalRows(
  key: string,
  sides: readonly [string, string],
  score: readonly [number, number],
  { date, goals, recorded }: Dated,
): string[] {
  const gained = sides.flatMap((side, place) => Array<string>(score[place] ?? 0).fill(side));
  const rows = Math.ceil(gained.length * recorded);
  return gained.slice(0, rows).map((team, place) => {
    const { scorer, minute, how } = goals[place] as Strike;
    const other = team === sides[0] ? sides[1] : sides[0];
    const named = nameOn(date, (scorer + team.length) % NAMES.length);
    const name = {
      OPEN: named,
      PENALTY: named,
      // A defender, whom no side has among its scorers.
      OWN: `Back of ${other}`,
      NOBODY: 'NA',
    }[how];
    const shown = how === 'NOBODY' ? 'NA' : (minute ?? 'NA');
    return `${key},${team},${name},${shown},${how === 'OWN' ? 'TRUE' : 'FALSE'},${how === 'PENALTY' ? 'TRUE' : 'FALSE'}`;
  });
}

function nameOn(date: string, place: number): string {
  const name = NAMES[place] ?? '';
  const [, ending = ''] = GENERATIONS.findLast(([year]) => year <= date) ?? [];
  return name === NAMES.at(-1) ? name : `${name}${ending}`;
}
