/**
 * A small world of football, drawn once and for all by chance: matches of a few teams, of which some goals have no row, some
 * rows no scorer, some figures were published and some matches lack their edition. Kept as plain values, so that answers can
 * be held against counts of the tests' own.
 */
import fc from 'fast-check';
import type { Database, DatabaseOptions, Provider } from '../../src/database/types.js';
import type {
  Facts,
  FigureFact,
  GoalFact,
  MatchFact,
  TeamFact,
} from '../../src/importers/facts.js';
import { slugify } from '../../src/text/slug.js';
import { migratedDatabase, openOwnDatabase } from '../support/record.js';
import { copyOfTemplate } from '../support/templates.js';
import { add, matchFact } from './further.js';

export interface WorldTeam {
  slug: string;
  category: 'MEN' | 'WOMEN';
  players: string[];
}

export interface WorldGoal {
  /** The side that gains it. */
  team: string;
  /** A slug; null where the row names nobody. */
  scorer: string | null;
  ownGoal: boolean;
  penalty: boolean;
}

export interface WorldMatch {
  slug: string;
  date: string;
  home: string;
  away: string;
  score: { home: number; away: number };
  category: 'MEN' | 'WOMEN';
  tournament: string;
  edition: number | null;
  /** Whether its source states the edition, if it is in one; else it is placed by its day. */
  isEditionStated: boolean;
  /** The rows. */
  goals: WorldGoal[];
}

export interface WorldFigure {
  player: string;
  team: string;
  measure: 'CAPS' | 'GOALS';
  value: number;
  asOf: string;
}

/** Names that tie when they are folded, or sort otherwise by code points than by letters. */
const NAMES = ['Ana', 'Åsa', 'Zoë', 'bo', 'Çem', 'Eve'];

const team = (slug: string, category: 'MEN' | 'WOMEN'): WorldTeam => ({
  slug,
  category,
  players: NAMES.slice(0, 4).map((name) => slugify(`${name} ${slug}`)),
});

export const TEAMS: readonly WorldTeam[] = [
  ...['avalon', 'brobdingnag', 'cockaigne', 'dis', 'elysium'].map((slug) => team(slug, 'MEN')),
  ...['avalon-women', 'dis-women'].map((slug) => team(slug, 'WOMEN')),
];

/** Two cups, of which the editions are known by days, two of them with days in common, and friendlies. */
export const EDITIONS = [
  { tournament: 'world-cup', year: 2001, from: '2001-03-01', to: '2001-08-31' },
  { tournament: 'world-cup', year: 2003, from: '2003-01-01', to: '2003-06-30' },
  { tournament: 'world-cup', year: 2004, from: '2003-06-01', to: '2003-08-31' },
  { tournament: 'world-cup-women', year: 2003, from: '2003-07-01', to: '2003-12-31' },
];

/** The days in which the record has every match of the women's cup; of the men it has all. */
export const WOMENS_CUP = { from: '2003-06-15', to: '2004-12-31' };

interface Drawn {
  day: number;
  women: boolean;
  home: number;
  away: number;
  kind: number;
  goals: { isHome: boolean; scorer: number; row: number }[];
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  day: fc.nat(1500),
  women: fc.nat(4).map((number) => number === 0),
  home: fc.nat(4),
  away: fc.nat(4),
  kind: fc.nat(3),
  goals: fc.array(fc.record({ isHome: fc.boolean(), scorer: fc.nat(3), row: fc.nat(11) }), {
    maxLength: 7,
  }),
});

/** Every match, in the order of the record. */
export const MATCHES: readonly WorldMatch[] = matchesOf(
  fc.sample(fc.array(drawn, { minLength: 500, maxLength: 500 }), { numRuns: 1, seed: 1872 })[0] ??
    [],
);

/** Figures that sources have published: some that the rows can hold, and some that tell of more. */
export const FIGURES: readonly WorldFigure[] = [
  { player: 'ana-avalon', team: 'avalon', measure: 'GOALS', value: 9, asOf: '2002-06-01' },
  { player: 'ana-avalon', team: 'avalon', measure: 'CAPS', value: 400, asOf: '2002-06-01' },
  { player: 'zoe-dis', team: 'dis', measure: 'CAPS', value: 1, asOf: '1999-06-01' },
  { player: 'bo-dis', team: 'dis', measure: 'GOALS', value: 0, asOf: '1998-12-31' },
  { player: 'asa-elysium', team: 'elysium', measure: 'GOALS', value: 2, asOf: '2003-12-31' },
  {
    player: 'ana-avalon-women',
    team: 'avalon-women',
    measure: 'CAPS',
    value: 2,
    asOf: '2003-07-10',
  },
];

function matchesOf(all: readonly Drawn[]): WorldMatch[] {
  const known = new Set<string>();
  return all
    .map(matchOf)
    .filter((match): match is WorldMatch => match !== null)
    .filter(({ slug }) => !known.has(slug) && known.add(slug))
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function matchOf({ day, women, home, away, kind, goals }: Drawn): WorldMatch | null {
  const category = women ? 'WOMEN' : 'MEN';
  const sides = TEAMS.filter((team) => team.category === category);
  const [one, other] = [sides[home % sides.length], sides[away % sides.length]];
  if (!one || !other || one === other) return null;
  const date = new Date(Date.parse('2000-01-01') + day * 86_400_000).toISOString().slice(0, 10);
  const cup = category === 'MEN' ? 'world-cup' : 'world-cup-women';
  const tournament = kind === 0 && category === 'MEN' ? 'friendly' : cup;
  // A men's cup match of the later editions may be placed by its day alone, and then in none where the day is in both.
  const isEditionStated = category === 'WOMEN' || kind !== 1 || date < '2003-01-01';
  const [only, second] = EDITIONS.filter(
    (it) => it.tournament === tournament && it.from <= date && date <= it.to,
  );
  const edition = second && !isEditionStated ? undefined : only;
  const isWhole = edition?.year === 2001 || edition?.tournament === 'world-cup-women';
  const hasNoRows = tournament === 'friendly' && date < '2001-03-01';
  const sideOf = (isHome: boolean) => (isHome ? one : other);
  return {
    slug: `${date}-${one.slug}-${other.slug}`,
    date,
    home: one.slug,
    away: other.slug,
    score: {
      home: goals.filter(({ isHome }) => isHome).length,
      away: goals.filter(({ isHome }) => !isHome).length,
    },
    category,
    tournament,
    edition: edition?.year ?? null,
    isEditionStated,
    // Goal 0 has no row and goal 1 no scorer, but in the editions that are whole; 2 is an own goal, 3 a penalty.
    goals: goals
      .filter(({ row }) => isWhole || (row > 0 && !hasNoRows))
      .map(({ isHome, scorer, row }) => ({
        team: sideOf(isHome).slug,
        scorer:
          row === 1 && !isWhole
            ? null
            : (sideOf(row === 2 ? !isHome : isHome).players[scorer] ?? null),
        ownGoal: row === 2,
        penalty: row === 3,
      })),
  };
}

const SOURCE = 'international-results';

const cited = (key: string) => ({ source: SOURCE, key });

const nameOf = (slug: string) =>
  TEAMS.flatMap(({ slug: its }) => NAMES.map((name) => `${name} ${its}`)).find(
    (name) => slugify(name) === slug,
  ) ?? slug;

const listed = (player: string) => ({
  name: nameOf(player),
  team: TEAMS.find(({ players }) => players.includes(player))?.slug ?? '',
});

function goalFact(goal: WorldGoal, key: string): GoalFact {
  return {
    ...cited(key),
    ...goal,
    scorer: goal.scorer === null ? null : listed(goal.scorer),
    minute: null,
    stoppage: null,
    citedBy: [],
  };
}

/** A match as an importer tells it. */
export function factOf(match: WorldMatch, place: number): MatchFact {
  const { date, home, away, score, tournament, edition, isEditionStated, goals } = match;
  const fact = matchFact({
    date,
    home,
    away,
    homeScore: score.home,
    awayScore: score.away,
    tournament,
  });
  return {
    ...fact,
    ordinal: place + 1,
    edition: isEditionStated ? edition : null,
    goals: goals.map((goal, ordinal) => goalFact(goal, `${fact.key}/${ordinal + 1}`)),
  };
}

const teamFact = ({ slug, category }: WorldTeam): TeamFact => ({
  ...cited(slug),
  slug,
  name: slug,
  category,
  formerNames: [],
});

const figureFact = ({ player, measure, value, asOf }: WorldFigure): FigureFact => ({
  ...cited(`${player}/${measure}/${asOf}`),
  player: listed(player),
  measure,
  value,
  asOf,
  statement: 'As published.',
});

/** Everything of the world but its matches. */
export const WORLD: Partial<Facts> = {
  sources: ['scoresheet-seed', SOURCE].map((slug) => ({
    slug,
    title: slug,
    kind: 'DATASET',
    publisher: null,
    publishedOn: null,
    url: null,
    license: null,
    attribution: null,
  })),
  teams: TEAMS.map(teamFact),
  tournaments: [
    { ...cited('friendly'), slug: 'friendly', name: 'Friendly', category: 'MEN' },
    { ...cited('cup'), slug: 'world-cup', name: 'World Cup', category: 'MEN' },
    { ...cited('cup-women'), slug: 'world-cup-women', name: 'World Cup', category: 'WOMEN' },
  ],
  editions: EDITIONS.map(({ tournament, year, from, to }) => ({
    ...cited(`${tournament}/${year}`),
    tournament,
    year,
    hosts: [],
    winner: null,
    runnerUp: null,
    startDate: from,
    endDate: to,
  })),
  figures: FIGURES.map(figureFact),
  holdings: [
    {
      ...cited('men'),
      category: 'MEN',
      completeness: 'COMPLETE',
      team: null,
      tournament: null,
      from: '1872-11-30',
      to: '2009-12-31',
    },
    {
      ...cited('women'),
      category: 'WOMEN',
      completeness: 'COMPLETE',
      team: null,
      tournament: 'world-cup-women',
      ...WOMENS_CUP,
    },
  ],
};

/** A record of the world. Closing it removes it. */
export async function worldRecord(kind: Provider, options?: DatabaseOptions): Promise<Database> {
  const copy = await copyOfTemplate(
    kind,
    'world',
    () => migratedDatabase(kind),
    (database) => add(database, { ...WORLD, matches: MATCHES.map(factOf) }),
  );
  return openOwnDatabase(copy, { ...options, writable: true });
}
