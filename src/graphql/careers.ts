/** Careers of one request, as of the days that are asked for. */
import DataLoader from 'dataloader';
import {
  type Career,
  type CareerFigures,
  type CareerKey,
  figuresOf,
  readCareers,
} from '../analysis/careers.js';
import type { Database } from '../database.js';
import type { ScoredRow, TakenRow, TeamMatches, TeamMatchRow } from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import type { Reference, TeamRow } from '../record/reference.js';
import { ALWAYS } from '../statistics/days.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';

/** Whose career, for which team, as of which day; null for the whole record. */
export interface CareerOn {
  player: PlayerRow;
  team: TeamRow;
  asOf: string | null;
}

/** A player's career for one team as of a day. */
export interface CareerOf extends CareerOn, CareerFigures {
  /** The same on whatever day. */
  career: Career;
  /** What is recorded by the day: goals, kicks and the team's matches, oldest first. */
  scored: readonly ScoredRow[];
  taken: readonly TakenRow[];
  matches: readonly TeamMatchRow[];
}

export type CareerLoader = DataLoader<CareerOn, CareerOf, string>;

/** Careers of one request: two statements, however many players and days there are. */
export function careerLoader(
  db: Database,
  reference: Reference,
  teamMatches: TeamMatches,
): CareerLoader {
  const whole = new DataLoader<CareerKey, Career, string>(
    (wanted) => readCareers(db, reference, teamMatches, wanted),
    { cacheKeyFn: keyOf },
  );
  return new DataLoader(
    async (wanted) => {
      const careers = await Promise.all(wanted.map((one) => whole.load(one)));
      return wanted.map((one, place) => asOf(careers[place] as Career, reference, one));
    },
    { cacheKeyFn: (one) => `${keyOf(one)} ${one.asOf}` },
  );
}

const keyOf = ({ player, team }: CareerKey) => `${player.id} ${team.id}`;

function asOf(career: Career, reference: Reference, on: CareerOn): CareerOf {
  const until = on.asOf ?? ALWAYS;
  const isKnown = ({ date }: { date: string }) => date <= until;
  return {
    ...on,
    ...figuresOf(career, reference, on.asOf),
    career,
    scored: career.scored.filter(isKnown),
    taken: career.taken.filter(isKnown),
    matches: career.matches.filter(isKnown),
  };
}

/** The team that is meant: the one named, or the only one the player is recorded for; null where he is not recorded for it. */
export function teamOf(
  { reference }: Context,
  player: PlayerRow,
  slug: string | null | undefined,
): TeamRow | null {
  const teams = (player.teams ?? []).map((id) => reference.teams.get(id));
  if (slug != null) return teams.find((team) => team.slug === slug) ?? null;
  if (teams.length > 1) {
    const slugs = teams.map((team) => team.slug).join(', ');
    throw badInput(`"${player.slug}" has played for ${slugs}: say which team`);
  }
  return teams[0] ?? null;
}
