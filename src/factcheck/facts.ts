/** What claims are held against: everything that some claims need, read in a few statements, however many they are. */
import type { Database } from '../database.js';
import type { Claim } from '../record/claim-input.js';
import { listMeetings, listPeople, type Meetings, type PersonRow } from '../record/claims.js';
import {
  type CareerRows,
  listCareers,
  listTeamMatches,
  type TeamMatchRow,
} from '../record/figures.js';
import type { MatchRow } from '../record/matches.js';
import { listByKey } from '../record/nodes.js';
import { holdingsOf, type Reference, type TeamRow } from '../record/reference.js';
import { FIRST_MATCH, type Span } from '../statistics/days.js';
import { playingYears } from './playing-years.js';

export interface Facts extends Meetings {
  reference: Reference;
  /** By slug, with goals, penalties, shoot-out, discrepancies and sources. */
  matches: ReadonlyMap<string, MatchRow>;
  /** Everybody whom the claims may mean. */
  people: readonly PersonRow[];
  /** The whole careers of the players whose figures are claimed, and the matches of their teams. */
  careers: CareerRows;
  teamMatches: readonly TeamMatchRow[];
}

const CAREER = new Set<Claim['kind']>(['careerGoals', 'careerCaps', 'goalsPerCap', 'levelOnGoals']);

const OF_MATCH = {
  goals: { scorer: {}, sources: {} },
  penalties: { taker: {}, foulBy: {}, foulOn: {}, sources: {} },
  shootout: { kicks: {} },
  discrepancies: { values: {} },
};

/** Reads what some claims are held against: at most five statements. */
export async function readFacts(
  db: Database,
  reference: Reference,
  claims: readonly Claim[],
): Promise<Facts> {
  const [matches, people, met] = await Promise.all([
    listByKey(db, reference, 'Match', [...new Set(claims.flatMap(matchIn))], OF_MATCH),
    listPeople(db, [...new Set(claims.flatMap(playersIn))]),
    listMeetings(db, pairsIn(claims, reference)),
  ]);
  const slugs = new Set(claims.filter(({ kind }) => CAREER.has(kind)).flatMap(playersIn));
  const careers = await readCareers(
    db,
    people.filter(({ slug }) => slugs.has(slug)),
  );
  return { reference, matches, people, ...met, ...careers };
}

/** The whole careers of some players, with the matches of their teams in all the years in which they can have played. */
async function readCareers(
  db: Database,
  people: readonly PersonRow[],
): Promise<Pick<Facts, 'careers' | 'teamMatches'>> {
  const careers = { scored: [], taken: [], published: [] };
  if (people.length === 0) return { careers, teamMatches: [] };
  const ids = people.map(({ id }) => id);
  const read = await listCareers(db, ids, null);
  const years = people.map((player) => playingYears(player, read));
  const [from = FIRST_MATCH] = years.map((span) => span.from).sort();
  const teamIds = [...new Set(people.flatMap(({ teams }) => teams))];
  const since = new Map(teamIds.map((id) => [id, from]));
  return { careers: read, teamMatches: await listTeamMatches(db, since, null) };
}

/** The slugs of the players whom a claim names. */
export function playersIn({ said }: Claim): string[] {
  const fields: Partial<Record<string, unknown>> = said;
  const named = ['scorer', 'taker', 'by', 'on', 'player'].map((field) => fields[field]);
  return [...named, ...('players' in said ? said.players : [])].filter(
    (slug): slug is string => typeof slug === 'string',
  );
}

const matchIn = ({ said }: Claim): string[] => ('match' in said ? [said.match] : []);

function pairsIn(claims: readonly Claim[], { teams }: Reference): [number, number][] {
  return claims.flatMap(({ said }) => {
    if (!('opponent' in said)) return [];
    const [team, opponent] = [teams.find(said.team), teams.find(said.opponent)];
    return team && opponent ? [[team.id, opponent.id]] : [];
  });
}

/** The player of a slug; where there is none, a sentence that says so. */
export function playerOf({ people }: Facts, slug: string): PersonRow | string {
  const player = people.find((person) => person.slug === slug);
  if (player) return player;
  const sharing = namesakes(people, slug);
  return sharing.length > 0
    ? `Several players share the name "${slug}": ${sharing.join(', ')}.`
    : `The record has no player "${slug}".`;
}

/** The slugs of several people who share a bare name; none where it is somebody's own slug, or nobody's. */
export function namesakes(people: readonly PersonRow[], slug: string): string[] {
  if (people.some((person) => person.slug === slug)) return [];
  return people.filter(({ nameSlug }) => nameSlug === slug).map((person) => person.slug);
}

/** What a player is called, as far as the record knows. */
export function nameOf({ people }: Facts, slug: string): string {
  return people.find((person) => person.slug === slug)?.name ?? slug;
}

/** What a team is called, as far as the record knows. */
export function teamName({ reference }: Facts, slug: string): string {
  return reference.teams.find(slug)?.name ?? slug;
}

/** What a tournament is called, as far as the record knows. */
export function tournamentName({ reference }: Facts, slug: string): string {
  return reference.tournaments.find(slug)?.name ?? slug;
}

/** The days in which the record has every match of a team. It says nothing of the days after them. */
export function heldDays({ reference }: Facts, team: TeamRow): Span[] {
  return holdingsOf(reference, team).map(({ from, to }) => ({ from, to }));
}

/** The day by which something is judged: the one asked for, or the last that the record holds; null where it holds none. */
export function lastDay(asOf: string | null, held: readonly Span[]): string | null {
  const days = held.map(({ to }) => to).sort();
  return asOf ?? days.at(-1) ?? null;
}
