/** What claims are held against: everything that some claims need, read in a few statements, however many they are. */
import {
  type Career,
  createFigureAsOf,
  type FigureAsOf,
  loadCareers,
} from '../analysis/careers.js';
import type { Database } from '../database/types.js';
import type { Claim } from '../record/claim-input.js';
import {
  listHeadToHeadMatches,
  listPlayerCandidates,
  listPlayerCandidatesByLastName,
  type PlayerCandidateRow,
} from '../record/claims.js';
import type { TeamMatches } from '../record/figures.js';
import type { MatchRow } from '../record/matches.js';
import { listByKey } from '../record/nodes.js';
import type { ReferenceData, TeamRow, TournamentRow } from '../record/reference.js';
import { loadNameSuggestions, type NameSuggestions } from './name-suggestions.js';
import { type CheckResult, type Suggestion, unknown } from './verdict.js';

export interface ClaimFacts {
  reference: ReferenceData;
  /** By slug, with goals, penalties, shoot-out, discrepancies and sources. */
  matches: ReadonlyMap<string, MatchRow>;
  /** Everybody whom the claims may mean. */
  people: readonly PlayerCandidateRow[];
  /** All meetings of the pairs of teams that are claimed to meet, oldest first. */
  meetings: readonly MatchRow[];
  /** The careers of the players whose figures are claimed, one for each of their teams. */
  careers: readonly Career[];
  figureAsOf: FigureAsOf;
  /** What may be meant by names that the record does not know. */
  alike: NameSuggestions;
}

const CAREER = new Set<Claim['kind']>(['careerGoals', 'careerCaps', 'goalsPerCap', 'levelOnGoals']);

const OF_MATCH = {
  goals: { scorer: {}, sources: {} },
  penalties: { taker: {}, foulBy: {}, foulOn: {}, sources: {} },
  shootout: { kicks: {} },
  discrepancies: { values: {} },
};

/** Reads what some claims are held against: at most eight statements. */
export async function loadClaimFacts(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
  claims: readonly Claim[],
): Promise<ClaimFacts> {
  const slugs = [...new Set(claims.flatMap(matchIn))];
  const [matches, meetings] = await Promise.all([
    listByKey(db, reference, 'Match', slugs, OF_MATCH),
    listHeadToHeadMatches(db, pairsIn(claims, reference)),
  ]);
  const sides = [...matches.values()].flatMap(({ homeId, awayId }) => [homeId, awayId]);
  const people = await loadCandidates(db, claims, [...new Set(sides)]);
  const named = new Set(claims.filter(({ kind }) => CAREER.has(kind)).flatMap(playerSlugsIn));
  const keys = people
    .filter(({ slug, nameSlug }) => named.has(slug) || named.has(nameSlug))
    .flatMap((player) => player.teams.map((id) => ({ player, team: reference.teams.get(id) })));
  const [careers, alike] = await Promise.all([
    loadCareers(db, reference, teamMatches, keys),
    loadNameSuggestions(db, reference, {
      Player: claims.flatMap(playerSlugsIn).filter((slug) => !isKnown(people, slug)),
      Team: claims.flatMap(teamsIn).filter((slug) => !reference.teams.find(slug)),
      Tournament: claims.flatMap(tournamentsIn).filter((slug) => !reference.tournaments.find(slug)),
      Match: slugs.filter((slug) => !matches.has(slug)),
    }),
  ]);
  const figureAsOf = createFigureAsOf(reference);
  return { reference, matches, people, meetings, careers, figureAsOf, alike };
}

/** How many names are looked for by their last part. */
const MAX_LAST_NAMES = 50;

/**
 * Everybody whom some claims may mean. What is no slug of a player of the sides may be the last part of a name: the sides are
 * those of the matches that are claimed.
 */
async function loadCandidates(
  db: Database,
  claims: readonly Claim[],
  sides: readonly number[],
): Promise<PlayerCandidateRow[]> {
  const names = [...new Set(claims.flatMap(playerSlugsIn))];
  const people = await listPlayerCandidates(db, names);
  const isOfSide = ({ teams }: PlayerCandidateRow) => teams.some((id) => sides.includes(id));
  // A name of one part may be the whole name of one player and the last part of another's.
  const endings = names.filter(
    (name) => !name.includes('-') || !isKnown(people.filter(isOfSide), name),
  );
  const more = await listPlayerCandidatesByLastName(db, endings.slice(0, MAX_LAST_NAMES), sides);
  return [...new Map([...people, ...more].map((person) => [person.id, person])).values()];
}

const isKnown = (people: readonly PlayerCandidateRow[], name: string) =>
  people.some(({ slug, nameSlug }) => slug === name || nameSlug === name);

/** The slugs that the fields of some names have in a claim. */
function namesIn({ fields: claimFields }: Claim, fields: readonly string[]): string[] {
  const values: Partial<Record<string, unknown>> = claimFields;
  return fields
    .flatMap((field) => values[field])
    .filter((value): value is string => typeof value === 'string');
}

/** The slugs of the players whom a claim names. */
export const playerSlugsIn = (claim: Claim) =>
  namesIn(claim, ['scorer', 'taker', 'by', 'on', 'player', 'players']);

const teamsIn = (claim: Claim) => namesIn(claim, ['team', 'opponent']);

const tournamentsIn = (claim: Claim) => namesIn(claim, ['tournament']);

const matchIn = (claim: Claim) => namesIn(claim, ['match']);

function pairsIn(claims: readonly Claim[], { teams }: ReferenceData): [number, number][] {
  return claims.flatMap(({ fields: claimFields }) => {
    if (!('opponent' in claimFields)) return [];
    const [team, opponent] = [teams.find(claimFields.team), teams.find(claimFields.opponent)];
    return team && opponent ? [[team.id, opponent.id]] : [];
  });
}

/** The team of a slug; where there is none, the answer that says so. */
export function findTeam({ reference, alike }: ClaimFacts, slug: string): TeamRow | CheckResult {
  return (
    reference.teams.find(slug) ??
    unknown(`The record has no team "${slug}".`, alike.Team.get(slug) ?? [])
  );
}

/** The tournament of a slug; where there is none, the answer that says so. */
export function findTournament(
  { reference, alike }: ClaimFacts,
  slug: string,
): TournamentRow | CheckResult {
  return (
    reference.tournaments.find(slug) ??
    unknown(`The record has no tournament "${slug}".`, alike.Tournament.get(slug) ?? [])
  );
}

/** The player whom a name means, for a team where one is given; where that is nobody or several, the answer that says so. */
export function findPlayer(
  facts: ClaimFacts,
  name: string,
  teamId: number | null,
): PlayerCandidateRow | CheckResult {
  const candidates = facts.people.filter(({ teams }) => teamId === null || teams.includes(teamId));
  const [player, ...others] =
    [
      candidates.filter(({ slug }) => slug === name),
      candidates.filter(({ nameSlug }) => nameSlug === name),
    ].find((found) => found.length > 0) ?? [];
  if (!player) return unknownPlayer(facts, name, teamId === null ? [] : [teamId]);
  return others.length === 0 ? player : ambiguousPlayers(name, [player, ...others]);
}

/** The players of some teams whom a name may mean: by the slug, by the whole name, or by the last part of it. */
export function listPlayersOf(
  { people }: ClaimFacts,
  name: string,
  teamIds: readonly number[],
): PlayerCandidateRow[] {
  return people.filter(
    ({ slug, nameSlug, teams }) =>
      teams.some((id) => teamIds.includes(id)) &&
      (slug === name || nameSlug === name || nameSlug.endsWith(`-${name}`)),
  );
}

/** The answer where several may be meant. */
export function ambiguousPlayers(
  name: string,
  players: readonly PlayerCandidateRow[],
): CheckResult {
  const slugs = players.map(({ slug }) => slug).join(', ');
  return unknown(`Several players may be meant by "${name}": ${slugs}.`, players.map(toSuggestion));
}

/** The answer where nobody of some teams is known by a name; of all teams where none is given. */
export function unknownPlayer(
  facts: ClaimFacts,
  name: string,
  teamIds: readonly number[],
): CheckResult {
  const { people, reference, alike } = facts;
  const elsewhere = people.filter(({ slug, nameSlug }) => slug === name || nameSlug === name);
  const suggestions = [
    ...listPlayersOf(facts, name, teamIds).map(toSuggestion),
    ...(alike.Player.get(name) ?? []),
    ...elsewhere.map(toSuggestion),
  ];
  const [other] = elsewhere;
  if (!other) return unknown(`The record has no player "${name}".`, suggestions);
  const teams = teamIds.map((id) => reference.teams.get(id).name).join(' or ');
  return unknown(`The record has nothing of ${other.name} for ${teams}.`, suggestions);
}

const toSuggestion = ({ id, name }: PlayerCandidateRow): Suggestion => ({
  kind: 'Player',
  id,
  name,
});

/** What a player is called, as far as the record knows. */
export function playerName({ people }: ClaimFacts, slug: string): string {
  return people.find((person) => person.slug === slug)?.name ?? slug;
}

/** What a team is called, as far as the record knows. */
export function teamName({ reference }: ClaimFacts, slug: string): string {
  return reference.teams.find(slug)?.name ?? slug;
}

/** What a tournament is called, as far as the record knows. */
export function tournamentName({ reference }: ClaimFacts, slug: string): string {
  return reference.tournaments.find(slug)?.name ?? slug;
}
