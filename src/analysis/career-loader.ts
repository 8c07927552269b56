/** Careers of one request, by day. */
import DataLoader from 'dataloader';
import type { Database } from '../database/types.js';
import type {
  CareerGoalRow,
  CareerPenaltyRow,
  TeamMatches,
  TeamMatchRow,
} from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import type { ReferenceData, TeamRow } from '../record/reference.js';
import {
  buildFigures,
  type Career,
  type CareerFigures,
  type CareerKey,
  loadCareers,
} from './careers.js';
import { InputError } from './input-error.js';

/** Null for the whole record. */
export interface CareerAsOfKey {
  player: PlayerRow;
  team: TeamRow;
  asOf: string | null;
}

export interface CareerAsOf extends CareerAsOfKey, CareerFigures {
  /** Of the whole record. */
  career: Career;
  /** By that day, oldest first. */
  scored: readonly CareerGoalRow[];
  taken: readonly CareerPenaltyRow[];
  matches: readonly TeamMatchRow[];
}

export type CareerLoader = DataLoader<CareerAsOfKey, CareerAsOf, string>;

/** Two statements for any number of players and days. */
export function createCareerLoader(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
): CareerLoader {
  const whole = new DataLoader<CareerKey, Career, string>(
    (wanted) => loadCareers(db, reference, teamMatches, wanted),
    { cacheKeyFn: keyOf },
  );
  return new DataLoader(
    async (wanted) => {
      const careers = await Promise.all(wanted.map((one) => whole.load(one)));
      return wanted.map((one, place) => careerAsOf(careers[place] as Career, reference, one));
    },
    { cacheKeyFn: (one) => `${keyOf(one)} ${one.asOf}` },
  );
}

const keyOf = ({ player, team }: CareerKey) => `${player.id} ${team.id}`;

function careerAsOf(career: Career, reference: ReferenceData, on: CareerAsOfKey): CareerAsOf {
  const { asOf } = on;
  const known = <Row extends { date: string }>(rows: readonly Row[]) =>
    asOf === null ? rows : rows.filter(({ date }) => date <= asOf);
  return {
    ...on,
    ...buildFigures(career, reference, on.asOf),
    career,
    scored: known(career.scored),
    taken: known(career.taken),
    matches: known(career.matches),
  };
}

/** The named team, or the player's only one; null if not recorded for it. Throws an InputError for several teams. */
export function resolveTeam(
  reference: ReferenceData,
  player: PlayerRow,
  slug: string | null | undefined,
): TeamRow | null {
  const teams = (player.teams ?? []).map((id) => reference.teams.get(id));
  if (slug != null) return teams.find((team) => team.slug === slug) ?? null;
  if (teams.length > 1) {
    const slugs = teams.map((team) => team.slug).join(', ');
    throw new InputError(`"${player.slug}" has played for ${slugs}: say which team`);
  }
  return teams[0] ?? null;
}
