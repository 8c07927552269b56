/** What claims are held against: everything that some claims need, read in a few statements, however many they are. */
import { type Career, readCareers } from '../analysis/careers.js';
import type { Database } from '../database.js';
import type { Claim } from '../record/claim-input.js';
import { listMeetings, listPeople, listPeopleByEnding, type PersonRow } from '../record/claims.js';
import type { TeamMatches } from '../record/figures.js';
import type { MatchRow } from '../record/matches.js';
import { listByKey } from '../record/nodes.js';
import type { Reference, TeamRow, TournamentRow } from '../record/reference.js';
import { type NamesAlike, readNamesAlike } from './names-alike.js';
import { type Answer, type Suggestion, unknown } from './verdict.js';

export interface Facts {
  reference: Reference;
  /** By slug, with goals, penalties, shoot-out, discrepancies and sources. */
  matches: ReadonlyMap<string, MatchRow>;
  /** Everybody whom the claims may mean. */
  people: readonly PersonRow[];
  /** All meetings of the pairs of teams that are claimed to meet, oldest first. */
  meetings: readonly MatchRow[];
  /** The careers of the players whose figures are claimed, one for each of their teams. */
  careers: readonly Career[];
  /** What may be meant by names that the record does not know. */
  alike: NamesAlike;
}

const CAREER = new Set<Claim['kind']>(['careerGoals', 'careerCaps', 'goalsPerCap', 'levelOnGoals']);

const OF_MATCH = {
  goals: { scorer: {}, sources: {} },
  penalties: { taker: {}, foulBy: {}, foulOn: {}, sources: {} },
  shootout: { kicks: {} },
  discrepancies: { values: {} },
};

/** Reads what some claims are held against: at most eight statements. */
export async function readFacts(
  db: Database,
  reference: Reference,
  teamMatches: TeamMatches,
  claims: readonly Claim[],
): Promise<Facts> {
  const slugs = [...new Set(claims.flatMap(matchIn))];
  const [matches, meetings] = await Promise.all([
    listByKey(db, reference, 'Match', slugs, OF_MATCH),
    listMeetings(db, pairsIn(claims, reference)),
  ]);
  const sides = [...matches.values()].flatMap(({ homeId, awayId }) => [homeId, awayId]);
  const people = await readPeople(db, claims, [...new Set(sides)]);
  const named = new Set(claims.filter(({ kind }) => CAREER.has(kind)).flatMap(playersIn));
  const keys = people
    .filter(({ slug, nameSlug }) => named.has(slug) || named.has(nameSlug))
    .flatMap((player) => player.teams.map((id) => ({ player, team: reference.teams.get(id) })));
  const [careers, alike] = await Promise.all([
    readCareers(db, reference, teamMatches, keys),
    readNamesAlike(db, reference, {
      Player: claims.flatMap(playersIn).filter((slug) => !isKnown(people, slug)),
      Team: claims.flatMap(teamsIn).filter((slug) => !reference.teams.find(slug)),
      Tournament: claims.flatMap(tournamentsIn).filter((slug) => !reference.tournaments.find(slug)),
      Match: slugs.filter((slug) => !matches.has(slug)),
    }),
  ]);
  return { reference, matches, people, meetings, careers, alike };
}

/** How many names are looked for by their last part. */
const MOST_ENDINGS = 50;

/**
 * Everybody whom some claims may mean. What is no slug of a player of the sides may be the last part of a name: the sides are
 * those of the matches that are claimed.
 */
async function readPeople(
  db: Database,
  claims: readonly Claim[],
  sides: readonly number[],
): Promise<PersonRow[]> {
  const names = [...new Set(claims.flatMap(playersIn))];
  const people = await listPeople(db, names);
  const isOfSide = ({ teams }: PersonRow) => teams.some((id) => sides.includes(id));
  const endings = names.filter((name) => !isKnown(people.filter(isOfSide), name));
  const more = await listPeopleByEnding(db, endings.slice(0, MOST_ENDINGS), sides);
  return [...new Map([...people, ...more].map((person) => [person.id, person])).values()];
}

const isKnown = (people: readonly PersonRow[], name: string) =>
  people.some(({ slug, nameSlug }) => slug === name || nameSlug === name);

/** The slugs that the fields of some names have in a claim. */
function namesIn({ said }: Claim, fields: readonly string[]): string[] {
  const values: Partial<Record<string, unknown>> = said;
  return fields
    .flatMap((field) => values[field])
    .filter((value): value is string => typeof value === 'string');
}

/** The slugs of the players whom a claim names. */
export const playersIn = (claim: Claim) =>
  namesIn(claim, ['scorer', 'taker', 'by', 'on', 'player', 'players']);

const teamsIn = (claim: Claim) => namesIn(claim, ['team', 'opponent']);

const tournamentsIn = (claim: Claim) => namesIn(claim, ['tournament']);

const matchIn = (claim: Claim) => namesIn(claim, ['match']);

function pairsIn(claims: readonly Claim[], { teams }: Reference): [number, number][] {
  return claims.flatMap(({ said }) => {
    if (!('opponent' in said)) return [];
    const [team, opponent] = [teams.find(said.team), teams.find(said.opponent)];
    return team && opponent ? [[team.id, opponent.id]] : [];
  });
}

/** The team of a slug; where there is none, the answer that says so. */
export function findTeam({ reference, alike }: Facts, slug: string): TeamRow | Answer {
  return (
    reference.teams.find(slug) ??
    unknown(`The record has no team "${slug}".`, alike.Team.get(slug) ?? [])
  );
}

/** The tournament of a slug; where there is none, the answer that says so. */
export function findTournament({ reference, alike }: Facts, slug: string): TournamentRow | Answer {
  return (
    reference.tournaments.find(slug) ??
    unknown(`The record has no tournament "${slug}".`, alike.Tournament.get(slug) ?? [])
  );
}

/**
 * The player whom a name means, for some teams where they are given: among their players by the slug, by the whole name, by the
 * last part of it where `byEnding` allows that. Where that is nobody or several, the answer that says so.
 */
export function findPlayer(
  facts: Facts,
  name: string,
  teamIds: readonly number[] | null,
  byEnding = false,
): PersonRow | Answer {
  const { people, reference } = facts;
  const candidates = teamIds
    ? people.filter(({ teams }) => teams.some((id) => teamIds.includes(id)))
    : people;
  const best = [
    candidates.filter(({ slug }) => slug === name),
    candidates.filter(({ nameSlug }) => nameSlug === name),
    byEnding ? candidates.filter(({ nameSlug }) => nameSlug.endsWith(`-${name}`)) : [],
  ].find((found) => found.length > 0);
  const [player, ...others] = best ?? [];
  if (player && others.length === 0) return player;
  if (player) {
    const slugs = [player, ...others].map(({ slug }) => slug).join(', ');
    return unknown(
      `Several players may be meant by "${name}": ${slugs}.`,
      [player, ...others].map(asSuggestion),
    );
  }
  const elsewhere = people.filter(({ slug, nameSlug }) => slug === name || nameSlug === name);
  const alike = [
    ...candidates.filter(({ nameSlug }) => nameSlug.endsWith(`-${name}`)).map(asSuggestion),
    ...(facts.alike.Player.get(name) ?? []),
    ...elsewhere.map(asSuggestion),
  ];
  const [other] = elsewhere;
  if (!other || !teamIds) return unknown(`The record has no player "${name}".`, alike);
  const teams = teamIds.map((id) => reference.teams.get(id).name).join(' or ');
  return unknown(`The record has nothing of ${other.name} for ${teams}.`, alike);
}

const asSuggestion = ({ id, name }: PersonRow): Suggestion => ({ kind: 'Player', id, name });

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
