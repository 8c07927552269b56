import type { Transaction } from '../../database/types.js';
import type { Discrepancy, Match, Shootout } from '../../generated/sqlite/client.js';
import type { DiscrepancyFact, MatchFact } from '../facts.js';
import { type MatchEntry, writeGoals, writePenalties } from './goals.js';
import { type SheetIds, writeSheets } from './match-sheets.js';
import type { PlayerResolver } from './players.js';
import { buildEditionSlug, type ReferenceIds } from './reference.js';
import {
  citationColumns,
  type IdByKey,
  type ImportCounts,
  idOrNull,
  reconcile,
  requireId,
} from './upsert.js';

export interface MatchIds extends SheetIds {
  matches: IdByKey;
  /** `12/3`: match id and ordinal. */
  goals: IdByKey;
  /** `12/84-harry-kane`. */
  penalties: IdByKey;
}

export async function writeMatches(
  tx: Transaction,
  facts: readonly MatchFact[],
  references: ReferenceIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<MatchIds> {
  const placeOf = await ordinalsOfDay(tx, facts);
  const matches = await reconcile<Match>(
    tx,
    'matches',
    ({ slug }) => slug,
    facts.map((fact) => matchRow(fact, placeOf(fact), references)),
    counts,
  );
  const entries = facts.map((fact) => ({ fact, matchId: requireId(matches, fact.slug) }));
  const goals = await writeGoals(tx, entries, references, resolvePlayer, counts);
  const penalties = await writePenalties(tx, entries, references, resolvePlayer, counts);
  await writeShootouts(tx, entries, references, counts);
  const sheets = await writeSheets(tx, entries, references, resolvePlayer, counts);
  await writeDiscrepancies(tx, entries, references, counts);
  return { matches, goals, penalties, ...sheets };
}

/** By source, by record, else after known matches. */
async function ordinalsOfDay(tx: Transaction, facts: readonly MatchFact[]) {
  const known = await tx.readAll<Match>('matches');
  const places = new Map(known.map(({ slug, ordinal }) => [slug, ordinal]));
  const last = new Map<string, number>();
  const enter = (date: string, ordinal: number) =>
    last.set(date, Math.max(last.get(date) ?? 0, ordinal));
  for (const { date, ordinal } of known) enter(date, ordinal);
  for (const { slug, date, ordinal } of facts) {
    const place = ordinal ?? places.get(slug) ?? (last.get(date) ?? 0) + 1;
    places.set(slug, place);
    enter(date, place);
  }
  return ({ slug }: MatchFact) => places.get(slug) ?? 1;
}

function matchRow(
  fact: MatchFact,
  ordinal: number,
  { sources, teams, tournaments, editions }: ReferenceIds,
) {
  const countGoals = (team: string) => fact.goals.filter((goal) => goal.team === team).length;
  return {
    slug: fact.slug,
    date: fact.date,
    ordinal,
    homeId: requireId(teams, fact.home),
    awayId: requireId(teams, fact.away),
    homeScore: fact.homeScore,
    awayScore: fact.awayScore,
    homeGoalsRecorded: countGoals(fact.home),
    awayGoalsRecorded: countGoals(fact.away),
    tournamentId: requireId(tournaments, fact.tournament),
    editionId:
      fact.edition === null
        ? null
        : requireId(editions, buildEditionSlug(fact.tournament, fact.edition)),
    stage: fact.stage,
    group: fact.group,
    stadium: fact.stadium,
    city: fact.city,
    country: fact.country,
    neutral: fact.neutral,
    afterExtraTime: fact.afterExtraTime,
    possiblyAwarded: fact.possiblyAwarded,
    kickOffTime: fact.sheet?.kickOffTime ?? null,
    utcOffset: fact.sheet?.utcOffset ?? null,
    attendance: fact.sheet?.attendance ?? null,
    refereeName: fact.sheet?.referee?.name ?? null,
    refereeCountry: fact.sheet?.referee?.country ?? null,
    ...citationColumns(sources, fact),
  };
}

async function writeShootouts(
  tx: Transaction,
  entries: readonly MatchEntry[],
  { sources, teams }: ReferenceIds,
  counts: ImportCounts,
): Promise<void> {
  const rows = entries.flatMap(({ fact: { shootout }, matchId }) =>
    shootout === null
      ? []
      : [
          {
            matchId,
            winnerId: requireId(teams, shootout.winner),
            firstShooterId: idOrNull(teams, shootout.firstShooter),
            ...citationColumns(sources, shootout),
          },
        ],
  );
  await reconcile<Shootout>(tx, 'shootouts', ({ matchId }) => String(matchId), rows, counts);
}

async function writeDiscrepancies(
  tx: Transaction,
  entries: readonly MatchEntry[],
  { sources }: ReferenceIds,
  counts: ImportCounts,
): Promise<void> {
  const found = entries.flatMap(({ fact, matchId }) =>
    fact.discrepancies.map((discrepancy) => ({ matchId, ...discrepancy })),
  );
  const keyOf = ({ matchId, field }: { matchId: number; field: string }) => `${matchId}/${field}`;
  const rows = found.map(({ matchId, field }) => ({ matchId, field }));
  const ids = await reconcile<Discrepancy>(tx, 'discrepancies', keyOf, rows, counts);
  for (const discrepancy of found) {
    await writeValues(tx, requireId(ids, keyOf(discrepancy)), discrepancy, sources, counts);
  }
}

async function writeValues(
  tx: Transaction,
  discrepancyId: number,
  { values }: DiscrepancyFact,
  sources: IdByKey,
  counts: ImportCounts,
): Promise<void> {
  const wanted = values.map(({ source, value }) => ({
    discrepancyId,
    sourceId: requireId(sources, source),
    value,
  }));
  const known = await tx.prisma.discrepancyValue.findMany({ where: { discrepancyId } });
  const same = wanted.every((row) =>
    known.some((old) => old.sourceId === row.sourceId && old.value === row.value),
  );
  const unchanged = same && known.length === wanted.length;
  counts.count('discrepancy_values', unchanged ? 0 : wanted.length, unchanged ? wanted.length : 0);
  if (unchanged) return;
  await tx.prisma.discrepancyValue.deleteMany({ where: { discrepancyId } });
  await tx.insert('discrepancy_values', wanted);
}
