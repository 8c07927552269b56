/** Matches with their goals, penalties, shoot-outs and discrepancies. */
import type { Transaction } from '../database.js';
import type { Discrepancy, Goal, Match, Penalty, Shootout } from '../generated/sqlite/client.js';
import type { DiscrepancyFact, GoalFact, MatchFact, PenaltyFact } from './facts.js';
import { groupBy } from './groups.js';
import { cite, type Ids, idIn, idOrNull, type Ledger, reconcile, takeBack } from './table.js';
import { editionSlug, type Names } from './write-names.js';
import type { WhoIs } from './write-players.js';

/** The ids of what further sources may cite. */
export interface MatchIds {
  /** By slug. */
  matches: Ids;
  /** By match id and order within it, `12/3`. */
  goals: Ids;
  /** By match id and name within it, `12/84-harry-kane`. */
  penalties: Ids;
}

/** Writes the matches and what belongs to them. */
export async function writeMatches(
  tx: Transaction,
  facts: readonly MatchFact[],
  names: Names,
  whoIs: WhoIs,
  ledger: Ledger,
): Promise<MatchIds> {
  const placeOf = await placesOnTheDay(tx, facts);
  const matches = await reconcile<Match>(
    tx,
    'matches',
    ({ slug }) => slug,
    facts.map((fact) => matchRow(fact, placeOf(fact), names)),
    ledger,
  );
  const entries = facts.map((fact) => ({ fact, matchId: idIn(matches, fact.slug) }));
  const goals = await writeGoals(tx, entries, names, whoIs, ledger);
  const penalties = await writePenalties(tx, entries, names, whoIs, ledger);
  await writeShootouts(tx, entries, names, ledger);
  await writeDiscrepancies(tx, entries, names, ledger);
  return { matches, goals, penalties };
}

/**
 * The order of a match within its day: as its source has it, else where the record has the match already, else after all
 * that the record has of the day, in the order of the facts.
 */
async function placesOnTheDay(tx: Transaction, facts: readonly MatchFact[]) {
  const known = await tx.all<Match>('matches');
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

interface Entry {
  fact: MatchFact;
  matchId: number;
}

function matchRow(
  fact: MatchFact,
  ordinal: number,
  { sources, teams, tournaments, editions }: Names,
) {
  const gained = (team: string) => fact.goals.filter((goal) => goal.team === team).length;
  return {
    slug: fact.slug,
    date: fact.date,
    ordinal,
    homeId: idIn(teams, fact.home),
    awayId: idIn(teams, fact.away),
    homeScore: fact.homeScore,
    awayScore: fact.awayScore,
    homeGoalsRecorded: gained(fact.home),
    awayGoalsRecorded: gained(fact.away),
    tournamentId: idIn(tournaments, fact.tournament),
    editionId:
      fact.edition === null ? null : idIn(editions, editionSlug(fact.tournament, fact.edition)),
    stage: fact.stage,
    group: fact.group,
    stadium: fact.stadium,
    city: fact.city,
    country: fact.country,
    neutral: fact.neutral,
    afterExtraTime: fact.afterExtraTime,
    possiblyAwarded: fact.possiblyAwarded,
    ...cite(sources, fact),
  };
}

function goalRow(
  goal: GoalFact,
  matchId: number,
  ordinal: number,
  { sources, teams }: Names,
  whoIs: WhoIs,
) {
  return {
    matchId,
    ordinal,
    teamId: idIn(teams, goal.team),
    scorerId: goal.scorer && whoIs(goal.scorer),
    minute: goal.minute,
    stoppage: goal.stoppage,
    ownGoal: goal.ownGoal,
    penalty: goal.penalty,
    ...cite(sources, goal),
  };
}

function penaltyRow(
  penalty: PenaltyFact,
  matchId: number,
  ordinal: number,
  { sources, teams }: Names,
  whoIs: WhoIs,
) {
  return {
    matchId,
    kind: penalty.kind,
    key: penalty.name,
    ordinal,
    teamId: idIn(teams, penalty.team),
    takerId: penalty.taker && whoIs(penalty.taker),
    minute: penalty.minute,
    stoppage: penalty.stoppage,
    outcome: penalty.outcome,
    detail: penalty.detail,
    foulById: penalty.foulBy && whoIs(penalty.foulBy),
    foulOnId: penalty.foulOn && whoIs(penalty.foulOn),
    ...cite(sources, penalty),
  };
}

/**
 * The goals of a match are a set: where one of them has become another, all are written anew, so that no goal inherits
 * what a further source has said of the one that stood there before.
 */
async function writeGoals(
  tx: Transaction,
  entries: readonly Entry[],
  names: Names,
  whoIs: WhoIs,
  ledger: Ledger,
): Promise<Ids> {
  const known = groupBy(await tx.all<Goal>('goals'), ({ matchId }) => matchId);
  const rows = entries.map(({ fact, matchId }) =>
    fact.goals.map((goal, place) => goalRow(goal, matchId, place + 1, names, whoIs)),
  );
  const stale = entries.flatMap(({ matchId }, place) => {
    const old = known.get(matchId) ?? [];
    return old.every((goal) => isSameGoal(goal, rows[place]?.[goal.ordinal - 1])) ? [] : old;
  });
  await takeBack(tx, 'goals', stale, ledger);
  const keyOf = ({ matchId, ordinal }: Omit<Goal, 'id'>) => `${matchId}/${ordinal}`;
  return reconcile<Goal>(tx, 'goals', keyOf, rows.flat(), ledger);
}

function isSameGoal(old: Goal, wanted: ReturnType<typeof goalRow> | undefined): boolean {
  return (
    wanted !== undefined &&
    old.teamId === wanted.teamId &&
    old.scorerId === (wanted.scorerId ?? old.scorerId) &&
    old.minute === (wanted.minute ?? old.minute) &&
    old.ownGoal === wanted.ownGoal &&
    old.penalty === wanted.penalty
  );
}

/** The penalties of a match; those that its main source has told of and tells of no more are taken back. */
async function writePenalties(
  tx: Transaction,
  entries: readonly Entry[],
  names: Names,
  whoIs: WhoIs,
  ledger: Ledger,
): Promise<Ids> {
  const rows = entries.flatMap(({ fact, matchId }) =>
    fact.penalties.map((penalty, place) => penaltyRow(penalty, matchId, place + 1, names, whoIs)),
  );
  const keyOf = ({ matchId, key, sourceKey }: Omit<Penalty, 'id'>) =>
    `${matchId}/${key}/${sourceKey}`;
  const wanted = new Set(rows.map(keyOf));
  const sources = new Map(
    entries.map(({ fact, matchId }) => [matchId, idIn(names.sources, fact.source)]),
  );
  const stale = (await tx.all<Penalty>('penalties')).filter(
    (old) =>
      old.kind === 'IN_PLAY' &&
      old.sourceId === sources.get(old.matchId) &&
      !wanted.has(keyOf(old)),
  );
  await takeBack(tx, 'penalties', stale, ledger);
  return reconcile<Penalty>(
    tx,
    'penalties',
    ({ matchId, key }) => `${matchId}/${key}`,
    rows,
    ledger,
    // Kicks are rows of their own in a source; penalties in play come out of goals and reports.
    ({ kind }) => (kind === 'SHOOTOUT' ? 'kicks' : 'penalties'),
  );
}

async function writeShootouts(
  tx: Transaction,
  entries: readonly Entry[],
  { sources, teams }: Names,
  ledger: Ledger,
): Promise<void> {
  const rows = entries.flatMap(({ fact: { shootout }, matchId }) =>
    shootout === null
      ? []
      : [
          {
            matchId,
            winnerId: idIn(teams, shootout.winner),
            firstShooterId: idOrNull(teams, shootout.firstShooter),
            ...cite(sources, shootout),
          },
        ],
  );
  await reconcile<Shootout>(tx, 'shootouts', ({ matchId }) => String(matchId), rows, ledger);
}

async function writeDiscrepancies(
  tx: Transaction,
  entries: readonly Entry[],
  { sources }: Names,
  ledger: Ledger,
): Promise<void> {
  const found = entries.flatMap(({ fact, matchId }) =>
    fact.discrepancies.map((discrepancy) => ({ matchId, ...discrepancy })),
  );
  const keyOf = ({ matchId, field }: { matchId: number; field: string }) => `${matchId}/${field}`;
  const rows = found.map(({ matchId, field }) => ({ matchId, field }));
  const ids = await reconcile<Discrepancy>(tx, 'discrepancies', keyOf, rows, ledger);
  for (const discrepancy of found) {
    await writeValues(tx, idIn(ids, keyOf(discrepancy)), discrepancy, sources, ledger);
  }
}

/** What each source says of a discrepancy, written anew where it has changed. */
async function writeValues(
  tx: Transaction,
  discrepancyId: number,
  { values }: DiscrepancyFact,
  sources: Ids,
  ledger: Ledger,
): Promise<void> {
  const wanted = values.map(({ source, value }) => ({
    discrepancyId,
    sourceId: idIn(sources, source),
    value,
  }));
  const known = await tx.rows.discrepancyValue.findMany({ where: { discrepancyId } });
  const same = wanted.every((row) =>
    known.some((old) => old.sourceId === row.sourceId && old.value === row.value),
  );
  const unchanged = same && known.length === wanted.length;
  ledger.enter('discrepancy_values', unchanged ? 0 : wanted.length, unchanged ? wanted.length : 0);
  if (unchanged) return;
  await tx.rows.discrepancyValue.deleteMany({ where: { discrepancyId } });
  await tx.insert('discrepancy_values', wanted);
}
