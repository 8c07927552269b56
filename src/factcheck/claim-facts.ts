/** Loads the rows that claims are checked against. */
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
import { type CheckResult, type Suggestion, unknownName } from './verdict.js';

export interface ClaimFacts {
  reference: ReferenceData;
  /** By slug, with goals, penalties, shoot-out, discrepancies and sources. */
  matches: ReadonlyMap<string, MatchRow>;
  candidates: readonly PlayerCandidateRow[];
  /** All matches between the pairs of teams claimed to meet, oldest first. */
  meetings: readonly MatchRow[];
  /** One career for each team of each claimed player. */
  careers: readonly Career[];
  figureAsOf: FigureAsOf;
  suggestions: NameSuggestions;
}

const CAREER_CLAIM_KINDS = new Set<Claim['kind']>([
  'careerGoals',
  'careerCaps',
  'goalsPerCap',
  'levelOnGoals',
]);

const MATCH_PROJECTION = {
  goals: { scorer: {}, sources: {} },
  penalties: { taker: {}, foulBy: {}, foulOn: {}, sources: {} },
  shootout: { kicks: {} },
  discrepancies: { values: {} },
};

/** At most eight statements, however many claims. */
export async function loadClaimFacts(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
  claims: readonly Claim[],
): Promise<ClaimFacts> {
  const slugs = [...new Set(claims.flatMap(matchSlugsIn))];
  const [matches, meetings] = await Promise.all([
    listByKey(db, reference, 'Match', slugs, MATCH_PROJECTION),
    listHeadToHeadMatches(db, teamPairsIn(claims, reference)),
  ]);
  const sides = [...matches.values()].flatMap(({ homeId, awayId }) => [homeId, awayId]);
  const candidates = await loadCandidates(db, claims, [...new Set(sides)]);
  const named = new Set(
    claims.filter(({ kind }) => CAREER_CLAIM_KINDS.has(kind)).flatMap(playerSlugsIn),
  );
  const keys = candidates
    .filter(({ slug, nameSlug }) => named.has(slug) || named.has(nameSlug))
    .flatMap((player) => player.teams.map((id) => ({ player, team: reference.teams.get(id) })));
  const [careers, suggestions] = await Promise.all([
    loadCareers(db, reference, teamMatches, keys),
    loadNameSuggestions(db, reference, {
      Player: claims.flatMap(playerSlugsIn).filter((slug) => !isKnown(candidates, slug)),
      Team: claims.flatMap(teamSlugsIn).filter((slug) => !reference.teams.find(slug)),
      Tournament: claims
        .flatMap(tournamentSlugsIn)
        .filter((slug) => !reference.tournaments.find(slug)),
      Match: slugs.filter((slug) => !matches.has(slug)),
    }),
  ]);
  const figureAsOf = createFigureAsOf(reference);
  return { reference, matches, candidates, meetings, careers, figureAsOf, suggestions };
}

const MAX_LAST_NAMES = 50;

/** The candidates by slug and by name; other names are tried as last names of players of the claimed matches. */
async function loadCandidates(
  db: Database,
  claims: readonly Claim[],
  sides: readonly number[],
): Promise<PlayerCandidateRow[]> {
  const names = [...new Set(claims.flatMap(playerSlugsIn))];
  const candidates = await listPlayerCandidates(db, names);
  const isOfSide = ({ teams }: PlayerCandidateRow) => teams.some((id) => sides.includes(id));
  // `pele` may be one player's whole name and another's last name.
  const lastNames = names.filter(
    (name) => !name.includes('-') || !isKnown(candidates.filter(isOfSide), name),
  );
  const byLastName = await listPlayerCandidatesByLastName(
    db,
    lastNames.slice(0, MAX_LAST_NAMES),
    sides,
  );
  return [...new Map([...candidates, ...byLastName].map((player) => [player.id, player])).values()];
}

const isKnown = (candidates: readonly PlayerCandidateRow[], name: string) =>
  candidates.some(({ slug, nameSlug }) => slug === name || nameSlug === name);

function slugsIn({ fields }: Claim, fieldNames: readonly string[]): string[] {
  const values: Partial<Record<string, unknown>> = fields;
  return fieldNames
    .flatMap((field) => values[field])
    .filter((value): value is string => typeof value === 'string');
}

export const playerSlugsIn = (claim: Claim) =>
  slugsIn(claim, ['scorer', 'taker', 'by', 'on', 'player', 'players']);

const teamSlugsIn = (claim: Claim) => slugsIn(claim, ['team', 'opponent']);

const tournamentSlugsIn = (claim: Claim) => slugsIn(claim, ['tournament']);

const matchSlugsIn = (claim: Claim) => slugsIn(claim, ['match']);

function teamPairsIn(claims: readonly Claim[], { teams }: ReferenceData): [number, number][] {
  return claims.flatMap(({ fields }) => {
    if (!('opponent' in fields)) return [];
    const [team, opponent] = [teams.find(fields.team), teams.find(fields.opponent)];
    return team && opponent ? [[team.id, opponent.id]] : [];
  });
}

export function findTeam(
  { reference, suggestions }: ClaimFacts,
  slug: string,
): TeamRow | CheckResult {
  return (
    reference.teams.find(slug) ??
    unknownName(`The record has no team "${slug}".`, suggestions.Team.get(slug) ?? [])
  );
}

export function findTournament(
  { reference, suggestions }: ClaimFacts,
  slug: string,
): TournamentRow | CheckResult {
  return (
    reference.tournaments.find(slug) ??
    unknownName(`The record has no tournament "${slug}".`, suggestions.Tournament.get(slug) ?? [])
  );
}

/** The player a name means, of `teamId` if given; else a result that suggests candidates. */
export function findPlayer(
  facts: ClaimFacts,
  name: string,
  teamId: number | null,
): PlayerCandidateRow | CheckResult {
  const candidates = facts.candidates.filter(
    ({ teams }) => teamId === null || teams.includes(teamId),
  );
  const [player, ...others] =
    [
      candidates.filter(({ slug }) => slug === name),
      candidates.filter(({ nameSlug }) => nameSlug === name),
    ].find((found) => found.length > 0) ?? [];
  if (!player) return unknownPlayer(facts, name, teamId === null ? [] : [teamId]);
  return others.length === 0 ? player : ambiguousPlayers(name, [player, ...others]);
}

/** Players of the teams by slug, whole name or last part of the name. */
export function findNamedPlayers(
  { candidates }: ClaimFacts,
  name: string,
  teamIds: readonly number[],
): PlayerCandidateRow[] {
  return candidates.filter(
    ({ slug, nameSlug, teams }) =>
      teams.some((id) => teamIds.includes(id)) &&
      (slug === name || nameSlug === name || nameSlug.endsWith(`-${name}`)),
  );
}

export function ambiguousPlayers(
  name: string,
  players: readonly PlayerCandidateRow[],
): CheckResult {
  const slugs = players.map(({ slug }) => slug).join(', ');
  return unknownName(
    `Several players may be meant by "${name}": ${slugs}.`,
    players.map(toSuggestion),
  );
}

/** `teamIds` empty: all teams. */
export function unknownPlayer(
  facts: ClaimFacts,
  name: string,
  teamIds: readonly number[],
): CheckResult {
  const { candidates, reference } = facts;
  const elsewhere = candidates.filter(({ slug, nameSlug }) => slug === name || nameSlug === name);
  const suggestions = [
    ...findNamedPlayers(facts, name, teamIds).map(toSuggestion),
    ...(facts.suggestions.Player.get(name) ?? []),
    ...elsewhere.map(toSuggestion),
  ];
  const [other] = elsewhere;
  if (!other) return unknownName(`The record has no player "${name}".`, suggestions);
  const teams = teamIds.map((id) => reference.teams.get(id).name).join(' or ');
  return unknownName(`The record has nothing of ${other.name} for ${teams}.`, suggestions);
}

const toSuggestion = ({ id, name }: PlayerCandidateRow): Suggestion => ({
  kind: 'Player',
  id,
  name,
});

export function playerName({ candidates }: ClaimFacts, slug: string): string {
  return candidates.find((player) => player.slug === slug)?.name ?? slug;
}

export function teamName({ reference }: ClaimFacts, slug: string): string {
  return reference.teams.find(slug)?.name ?? slug;
}

export function tournamentName({ reference }: ClaimFacts, slug: string): string {
  return reference.tournaments.find(slug)?.name ?? slug;
}
