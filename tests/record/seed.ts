/** The built-in seed as its documents have it, read without the importers: what the answers are held against. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { slugify } from '../../src/text/slug.js';
import { SEED } from '../support/record.js';

interface Entry {
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
  also?: {
    edition?: number;
    stage?: string;
    group?: string;
    stadium?: string;
    afterExtraTime?: boolean;
    goals?: string[];
    kicks?: string[];
  }[];
}

interface Told {
  match: string;
  minute: number;
  taker: string;
  outcome: string;
}

interface Article {
  slug: string;
  quotes: { speaker: string; text: string; saidOn: string; match: string }[];
  penalties: Told[];
}

export interface Goal {
  /** What a client can know it by: its match and its place there. */
  key: string;
  match: Match;
  minute: number;
  stoppage: number | null;
  scorer: string;
  /** The side that gains it. */
  team: string;
  penalty: boolean;
  ownGoal: boolean;
}

export interface Match {
  slug: string;
  date: string;
  home: string;
  away: string;
  score: { home: number; away: number };
  tournament: string;
  edition: number | null;
  stage: string | null;
  group: string | null;
  city: string;
  country: string;
  neutral: boolean;
  afterExtraTime: boolean | null;
  shootout: { winner: string; first: string | null } | null;
  goals: Goal[];
  kicks: Penalty[];
}

export interface Penalty {
  match: Match;
  kind: 'IN_PLAY' | 'SHOOTOUT';
  minute: number | null;
  taker: string;
  team: string;
  outcome: string;
}

const read = <Document>(file: string): Document =>
  parse(readFileSync(path.join(SEED, file), 'utf8')) as Document;

const readAll = <Document>(folder: string): Document[] =>
  readdirSync(path.join(SEED, folder))
    .sort()
    .map((file) => read<Document>(path.join(folder, file)));

/** The slug of everybody whom the documents name, with the name. */
export const players = new Map<string, string>();

function playerSlug(name: string): string {
  players.set(slugify(name), name);
  return slugify(name);
}

/** Every match, by day, those of one day in the order of the documents. */
export const matches: Match[] = readAll<{ matches: Entry[] }>('matches')
  .flatMap((document) => document.matches.map(matchOf))
  .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

/** Every goal, in the order of the matches. */
export const goals: Goal[] = matches.flatMap((match) => match.goals);

const articles = readAll<Article>('articles');
const told = [...articles, ...read<{ penalties: Told[] }[]>('reports.yaml')].flatMap(
  ({ penalties }) => penalties,
);

/** Every penalty in play by its minute, then the kicks, in the order of the matches. */
export const penalties: Penalty[] = matches.flatMap((match) => {
  const scored = match.goals.filter(({ penalty }) => penalty);
  const others = told.filter(({ match: slug, outcome }) => {
    return slug === match.slug && outcome !== 'SCORED';
  });
  const inPlay = [
    ...scored.map(({ minute, scorer, team }) => ({
      minute,
      taker: scorer,
      team,
      outcome: 'SCORED',
    })),
    ...others.map(({ minute, taker, outcome }) => ({ minute, ...person(taker), outcome })),
  ].sort((one, other) => one.minute - other.minute);
  return [
    ...inPlay.map((penalty) => ({ match, kind: 'IN_PLAY' as const, ...penalty })),
    ...match.kicks,
  ];
});

/** Every quote, in the order of the documents. */
export const quotes = articles.flatMap(({ slug, quotes }) =>
  quotes.map(({ speaker, ...quote }) => ({ article: slug, speaker: slugify(speaker), ...quote })),
);

/** Every team, in the order of the document. */
export const teams = read<{
  teams: { name: string; formerly?: { name: string; from: string; to: string }[] }[];
}>('teams.yaml').teams.map(({ name, formerly = [] }) => ({ slug: slugify(name), name, formerly }));

/** Every World Cup, oldest first. */
export const worldCups = read<{
  editions: {
    year: number;
    hosts: string[];
    winner: string;
    runnerUp: string;
    from: string;
    to: string;
  }[];
}>('world-cups.yaml').editions;

/** The slug of every source. */
export const sources = [
  ...read<{ slug: string }[]>('sources.yaml'),
  ...read<{ slug: string }[]>('reports.yaml'),
  ...articles,
].map(({ slug }) => slug);

/** Every match of a team. */
export const matchesOf = (team: string): Match[] =>
  matches.filter(({ home, away }) => home === team || away === team);

/** The goals of a team in a match, and of the other side. */
export function seenFrom(team: string, { home, score }: Match): { own: number; other: number } {
  return home === team
    ? { own: score.home, other: score.away }
    : { own: score.away, other: score.home };
}

/** The other side of a match. */
export const opponentOf = (team: string, { home, away }: Match): string =>
  home === team ? away : home;

function matchOf(entry: Entry): Match {
  const [home, away] = [slugify(entry.home), slugify(entry.away)];
  const [homeGoals, awayGoals] = entry.score.split('-').map(Number);
  const also = entry.also?.[0];
  const match: Match = {
    slug: `${entry.date}-${home}-${away}`,
    date: entry.date,
    home,
    away,
    score: { home: homeGoals ?? 0, away: awayGoals ?? 0 },
    tournament: slugify(entry.tournament),
    edition: also?.edition ?? null,
    stage: also?.stage ?? null,
    group: also?.group ?? null,
    city: entry.city,
    country: entry.country,
    neutral: entry.neutral ?? false,
    afterExtraTime: also?.afterExtraTime ?? null,
    shootout: entry.shootout
      ? {
          winner: slugify(entry.shootout.winner),
          first: entry.shootout.first === undefined ? null : slugify(entry.shootout.first),
        }
      : null,
    goals: [],
    kicks: [],
  };
  match.goals = (entry.goals ?? []).map((line, place) =>
    goalOf(line, match, place, also?.goals?.[place]),
  );
  const kicks = (also?.kicks ?? []).map((line) => kickOf(line, match));
  match.kicks = [home, away].flatMap((side) => kicks.filter(({ team }) => team === side));
  return match;
}

/** `45' Harry Kane, England, penalty`, and of a further source `G-3598 45+3'`. */
function goalOf(line: string, match: Match, place: number, further = ''): Goal {
  const [, minute = '', scorer = '', team = '', how] =
    /^(\d+)' (.+?), ([^,]+)(?:, (.+))?$/.exec(line) ?? [];
  const [, stoppage] = /\+(\d+)'$/.exec(further) ?? [];
  return {
    key: `${match.slug}/${place + 1}`,
    match,
    minute: Number(minute),
    stoppage: stoppage === undefined ? null : Number(stoppage),
    scorer: playerSlug(scorer),
    team: slugify(team),
    penalty: how === 'penalty',
    ownGoal: how === 'own goal',
  };
}

/** `PK-394 Kingsley Coman, France, not scored`. */
function kickOf(line: string, match: Match): Penalty {
  const [, who = '', how] = /^\S+ (.+), (scored|not scored)$/.exec(line) ?? [];
  const outcome = how === 'scored' ? 'SCORED' : 'NOT_SCORED';
  return { match, kind: 'SHOOTOUT', minute: null, ...person(who), outcome };
}

/** `Mason Mount, England`. */
function person(text: string): { taker: string; team: string } {
  const [taker = '', team = ''] = text.split(', ');
  return { taker: playerSlug(taker), team: slugify(team) };
}
