import type { ExistingPlayer } from '../existing-players.js';
import type { ExistingRecord } from '../existing-record.js';
import {
  type Category,
  EMPTY_FACTS,
  type Facts,
  type MatchFact,
  type ShapedFacts,
  type SourceFact,
  type TournamentFact,
} from '../facts.js';
import {
  createPlayerDirectory,
  nameTokens,
  type PlayerDirectory,
  permanentNames,
} from '../player-matching.js';
import { createRecordTeams, missingTeams } from '../world-cup-teams.js';
import type { FjelstulFiles } from './files.js';
import { alignGoals } from './goal-alignment.js';
import { buildCupHoldings } from './holdings.js';
import { createMatch, type MatchPair, mergeIntoMatch, type ShapingContext } from './matches.js';
import { buildRoster } from './players.js';
import { shapeCupRows } from './rows.js';
import { createCupTeams } from './teams.js';
import type { Cup, CupMatch, CupRows } from './types.js';

/** For a record without it. */
const TOURNAMENTS: Record<Category, { slug: string; name: string }> = {
  MEN: { slug: 'fifa-world-cup', name: 'FIFA World Cup' },
  WOMEN: { slug: 'fifa-world-cup-women', name: "FIFA Women's World Cup" },
};

export async function shapeWorldCups(
  files: FjelstulFiles,
  source: SourceFact,
  known: ExistingRecord,
): Promise<ShapedFacts> {
  const directory = createPlayerDirectory(await known.players());
  const record = [
    ...(await known.matchesOf(TOURNAMENTS.MEN.slug)),
    ...(await known.matchesOf(TOURNAMENTS.WOMEN.slug)),
  ];
  const others = record.filter((match) => match.source !== source.slug);
  const slugs = await known.teams();
  const names = createRecordTeams(slugs, await known.teamNames(source.slug));
  const { teamOf, teams, otherNames, affiliationsOf } = createCupTeams(
    files,
    source.slug,
    names,
    others,
  );
  const rows = shapeCupRows(files, teamOf);
  const pairings = pairMatches(rows, others);
  for (const pairing of pairings) pairGoals(pairing, directory, files, rows);
  const roster = buildRoster(
    source.slug,
    rows.players,
    findKnownScorers(pairings, directory),
    directory,
  );
  const matches = pairings.map((pairing) => {
    const { slug: tournament } = TOURNAMENTS[pairing.match.cup.category];
    const shaping: ShapingContext = { source: source.slug, tournament, nameOf: roster.nameOf };
    return pairing.known
      ? mergeIntoMatch(pairing.known, pairing, shaping)
      : createMatch(pairing.match, shaping);
  });
  const facts: Facts = {
    ...EMPTY_FACTS,
    sources: [source],
    teams: missingTeams(teams, slugs, source.slug),
    otherNames,
    affiliations: affiliationsOf(rows.confederations),
    tournaments: newTournaments(rows, await known.tournaments(), source.slug),
    editions: rows.cups.map((cup) => shapeEdition(cup, source.slug)),
    players: roster.players,
    aliases: roster.aliases,
    matches,
    holdings: [...categoriesOf(rows)].flatMap((category) =>
      buildCupHoldings(source.slug, { category, ...TOURNAMENTS[category] }, rows, {
        pairings: pairings.filter(({ match }) => match.cup.category === category),
        matches: matches.filter((match) => match.tournament === TOURNAMENTS[category].slug),
        record: record.filter((match) => match.tournament === TOURNAMENTS[category].slug),
      }),
    ),
  };
  const rowWarnings = {
    ...findWarnings(pairings, matches, source.slug),
    'doubled-matches': findDuplicates(record, source.slug),
    ...rows.warnings,
    ...roster.warnings,
  };
  const warnings = Object.entries(rowWarnings).map(([kind, count]) => ({ kind, count }));
  return { facts, rejected: rows.rejected, warnings: warnings.filter(({ count }) => count > 0) };
}

/** Sources may swap sides. */
const pairKey = ({ date, home, away }: { date: string; home: string; away: string }) =>
  [date, ...[home, away].sort()].join('/');

/** Own matches are written anew. */
function pairMatches({ matches }: CupRows, others: readonly MatchFact[]): MatchPair[] {
  const byMeeting = new Map(others.map((match) => [pairKey(match), match]));
  return matches.map((match) => ({
    match,
    known: byMeeting.get(pairKey(match)) ?? null,
    goals: [],
  }));
}

/** Rejects goals unknown to the record or above the score: recorded goals add up. */
function pairGoals(
  pairing: MatchPair,
  directory: PlayerDirectory,
  files: FjelstulFiles,
  { rejected }: CupRows,
): void {
  const { match, known } = pairing;
  const places = known ? placesInRecord(match, known, directory) : placesInScore(match);
  for (const [index, place] of places.entries()) {
    const goal = match.goals[index];
    if (goal && place !== null) pairing.goals.push({ goal, place });
    else if (goal) {
      const row = files.goals.rows.find(({ values }) => values.goal_id === goal.key);
      const reason = known
        ? `the record has no such goal in ${known.slug}`
        : `"${goal.team}" has as many goals as the score already`;
      rejected.push({
        file: files.goals.file,
        line: row?.line ?? 0,
        reason,
        text: row?.text ?? '',
      });
    }
  }
  match.goals = pairing.goals.map(({ goal }) => goal);
}

function placesInRecord(match: CupMatch, known: MatchFact, directory: PlayerDirectory) {
  const namedGoals = match.goals.map((goal) => ({ ...goal, names: [nameTokens(goal.playerName)] }));
  const recorded = known.goals.map((goal) => {
    const person = goal.scorer && directory.findByListing(goal.scorer);
    return { ...goal, names: person ? permanentNames(person) : [] };
  });
  return alignGoals(namedGoals, recorded);
}

function placesInScore(match: CupMatch): (number | null)[] {
  const freePlaces = new Map([
    [match.home, match.homeScore],
    [match.away, match.awayScore],
  ]);
  return match.goals.map(({ team }, place) => {
    const left = freePlaces.get(team) ?? 0;
    freePlaces.set(team, left - 1);
    return left > 0 ? place : null;
  });
}

function findKnownScorers(
  pairings: readonly MatchPair[],
  directory: PlayerDirectory,
): Map<string, ExistingPlayer[]> {
  const knownScorers = new Map<string, ExistingPlayer[]>();
  for (const { known, goals } of pairings) {
    for (const { goal, place } of goals) {
      const scorer = known?.goals[place]?.scorer;
      const person = scorer && directory.findByListing(scorer);
      if (person) knownScorers.set(goal.player, [...(knownScorers.get(goal.player) ?? []), person]);
    }
  }
  return knownScorers;
}

function newTournaments(
  { cups }: CupRows,
  known: ReadonlySet<string>,
  source: string,
): TournamentFact[] {
  return [...categoriesOf({ cups })]
    .map((category) => ({
      source,
      key: TOURNAMENTS[category].slug,
      ...TOURNAMENTS[category],
      category,
    }))
    .filter(({ slug }) => !known.has(slug));
}

const categoriesOf = ({ cups }: Pick<CupRows, 'cups'>) =>
  new Set(cups.map(({ category }) => category));

function shapeEdition({ category, key, ...cup }: Cup, source: string) {
  return { source, key, tournament: TOURNAMENTS[category].slug, ...cup };
}

/** Added again by another source with swapped sides. */
function findDuplicates(record: readonly MatchFact[], source: string): number {
  const others = record.filter((match) => match.source !== source).map(pairKey);
  const meetings = new Set(others);
  return record.filter((match) => match.source === source && meetings.has(pairKey(match))).length;
}

function findWarnings(
  pairings: readonly MatchPair[],
  matches: readonly MatchFact[],
  source: string,
): Record<string, number> {
  const fields = matches
    .flatMap(({ discrepancies }) => discrepancies)
    .filter(({ values }) => values.some((value) => value.source === source))
    .map(({ field }) => field.replace(/^goal \d+ /, ''));
  const differing = new Map<string, number>();
  for (const field of fields) {
    const kind = `${field.replaceAll(' ', '-')}-differs`;
    differing.set(kind, (differing.get(kind) ?? 0) + 1);
  }
  return {
    'matches-not-in-the-record': pairings.filter(({ known }) => known === null).length,
    'swapped-sides': pairings.filter(({ match, known }) => known && known.home !== match.home)
      .length,
    ...Object.fromEntries(differing),
  };
}
