/**
 * The results dataset, read row by row as it stands: the other side of every comparison. Nothing of `src` is used here, so
 * that a mistake there cannot hide here. Written from the conventions of the record, plain before fast.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { plainly, slugFor } from './names.js';
import { People, type Person } from './people.js';
import type { Shown } from './scope.js';

export interface Score {
  home: number;
  away: number;
}

/** A goal row, as the record should have it. */
export interface Goal {
  match: Match;
  /** The place among the match's rows, from 1. */
  ordinal: number;
  /** The side that gains it. */
  team: string;
  /** Null where the row says NA. */
  scorer: Person | null;
  minute: number | null;
  ownGoal: boolean;
  penalty: boolean;
}

export interface Match {
  slug: string;
  date: string;
  home: string;
  away: string;
  /** Null while unplayed. */
  score: Score | null;
  tournament: string;
  city: string;
  country: string;
  neutral: boolean;
  goals: Goal[];
  shootout: { winner: string; firstShooter: string | null } | null;
}

export interface Team {
  slug: string;
  name: string;
  formerNames: { name: string; from: string; to: string }[];
}

/** Everything the four files say. */
export interface Results {
  /** By day, those of one day in the order of the file (rule 7). */
  matches: Match[];
  /** The same of each team, by its slug. */
  matchesOf: Map<string, Match[]>;
  /** By slug, as the lists of the record are. */
  teams: Team[];
  /** The name of each tournament, by its slug. */
  tournaments: Map<string, string>;
  people: Person[];
  /** Of which days the record is shown to have every match. The files do not say: given by whoever knows it. */
  shown: Shown[];
}

type Row = Record<string, string>;

const read = (folder: string, file: string): Row[] =>
  parse(readFileSync(path.join(folder, `${file}.csv`)), { columns: true, bom: true });

/** Reads a folder of the dataset. Rows of goals and shoot-outs that fit no match, or fit two, are left out. */
export function readResults(folder: string): Results {
  const rows = read(folder, 'results');
  const meetings = new Map<string, Match[]>();
  const matches = rows.map((row) => {
    const meeting = meetingOf(row);
    const before = meetings.get(meeting) ?? [];
    const match = matchOf(row, before.length + 1);
    meetings.set(meeting, [...before, match]);
    return match;
  });
  const theOnly = (row: Row) => {
    const [match, second] = meetings.get(meetingOf(row)) ?? [];
    return second ? undefined : match;
  };
  const people = addGoals(read(folder, 'goalscorers'), theOnly, matches);
  for (const row of read(folder, 'shootouts')) {
    const match = theOnly(row);
    if (!match) continue;
    const { winner = '', first_shooter: first = '' } = row;
    const firstShooter = first === '' || first === 'NA' ? null : slugFor(first);
    match.shootout = { winner: slugFor(winner), firstShooter };
  }
  // Sorting keeps the order of the file within a day.
  const inOrder = [...matches].sort((one, other) => plainly(one.date, other.date));
  return {
    matches: inOrder,
    matchesOf: byTeam(inOrder),
    teams: teamsOf(rows, read(folder, 'former_names')),
    tournaments: new Map(rows.map(({ tournament = '' }) => [slugFor(tournament), tournament])),
    people,
    shown: [],
  };
}

const meetingOf = ({ date, home_team, away_team }: Row) => `${date}/${home_team}/${away_team}`;

const listed = ({ date, team = '', scorer = '' }: Row) =>
  `${date}/${slugFor(team)}/${slugFor(scorer) || scorer}`;

function matchOf(row: Row, meeting: number): Match {
  const { date = '', tournament = '', city = '', country = '' } = row;
  const [home, away] = [slugFor(row.home_team ?? ''), slugFor(row.away_team ?? '')];
  const number = meeting === 1 ? '' : `-${meeting}`;
  return {
    slug: `${date}-${home}-${away}${number}`,
    date,
    home,
    away,
    score:
      row.home_score === 'NA'
        ? null
        : { home: Number(row.home_score), away: Number(row.away_score) },
    tournament: slugFor(tournament),
    city,
    country,
    neutral: row.neutral === 'TRUE',
    goals: [],
    shootout: null,
  };
}

function byTeam(matches: readonly Match[]): Map<string, Match[]> {
  const teams = new Map<string, Match[]>();
  for (const match of matches) {
    for (const team of [match.home, match.away]) {
      const its = teams.get(team) ?? [];
      teams.set(team, its);
      its.push(match);
    }
  }
  return teams;
}

/** Gives each match its goals and answers everybody who scored, in the order of the matches. */
function addGoals(
  rows: readonly Row[],
  theOnly: (row: Row) => Match | undefined,
  matches: readonly Match[],
): Person[] {
  const people = new People();
  const ofMatch = new Map<Match, Row[]>();
  for (const row of rows) {
    const match = theOnly(row);
    if (match) ofMatch.set(match, [...(ofMatch.get(match) ?? []), row]);
  }
  const scorersFor = new Set(rows.filter(({ own_goal }) => own_goal === 'FALSE').map(listed));
  // Who scored for a side on a day does not play for the other one: then the mark or the side is wrong, and both stay.
  const listingOf = (row: Row, match: Match) => {
    const isForOther = row.own_goal === 'TRUE' && !scorersFor.has(listed(row));
    const team = slugFor(row.team ?? '');
    return { name: row.scorer ?? '', team: isForOther ? otherSide(match, team) : team };
  };
  const named = rows.filter(({ scorer }) => scorer !== 'NA');
  for (const row of named) {
    const match = theOnly(row);
    if (match) people.note(listingOf(row, match), match.date);
  }
  for (const match of matches) {
    for (const row of ofMatch.get(match) ?? []) {
      const { date = '', scorer = '', minute = '' } = row;
      const team = slugFor(row.team ?? '');
      match.goals.push({
        match,
        ordinal: match.goals.length + 1,
        team,
        scorer: scorer === 'NA' ? null : people.named(listingOf(row, match), date),
        minute: minute === 'NA' ? null : Number(minute),
        ownGoal: row.own_goal === 'TRUE',
        penalty: row.penalty === 'TRUE',
      });
    }
  }
  return people.all();
}

function teamsOf(rows: readonly Row[], former: readonly Row[]): Team[] {
  const names = new Set(
    rows.flatMap(({ home_team = '', away_team = '' }) => [home_team, away_team]),
  );
  return [...names]
    .map((name) => ({
      slug: slugFor(name),
      name,
      formerNames: former
        .filter(({ current }) => current === name)
        .map(({ former: was = '', start_date = '', end_date = '' }) => ({
          name: was,
          from: start_date,
          to: end_date,
        }))
        .sort((one, other) => plainly(one.from, other.from)),
    }))
    .sort((one, other) => plainly(one.slug, other.slug));
}

/** The side that is not the one named. */
export function otherSide({ home, away }: Match, team: string): string {
  return team === home ? away : home;
}
