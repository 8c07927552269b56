import type { Transaction } from '../../database/types.js';
import type { Appearance, Booking, Manager } from '../../generated/sqlite/client.js';
import type { AppearanceFact, BookingFact, ManagerFact } from '../facts.js';
import type { MatchEntry } from './goals.js';
import type { PlayerResolver } from './players.js';
import type { ReferenceIds } from './reference.js';
import {
  citationColumns,
  type IdByKey,
  type ImportCounts,
  reconcile,
  requireId,
  sourceKeyOf,
} from './upsert.js';

export interface SheetIds {
  /** `12/england-harry-kane`. */
  appearances: IdByKey;
  /** By source key. */
  bookings: IdByKey;
}

export async function writeSheets(
  tx: Transaction,
  entries: readonly MatchEntry[],
  references: ReferenceIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<SheetIds> {
  const { sources, teams } = references;
  const rowsOf = <Fact extends AppearanceFact | BookingFact | ManagerFact, Columns>(
    list: 'appearances' | 'bookings' | 'managers',
    columnsOf: (fact: Fact) => Columns,
  ) =>
    entries.flatMap(({ fact: { sheet }, matchId }) =>
      ((sheet?.[list] ?? []) as Fact[]).map((fact, place) => ({
        matchId,
        ordinal: place + 1,
        teamId: requireId(teams, fact.team),
        name: fact.name,
        ...columnsOf(fact),
        ...citationColumns(sources, fact),
      })),
    );
  const appearances = await reconcile<Appearance>(
    tx,
    'appearances',
    ({ matchId, key }) => `${matchId}/${key}`,
    rowsOf('appearances', (fact: AppearanceFact) => appearanceColumns(fact, resolvePlayer)),
    counts,
  );
  const bookings = await reconcile<Booking>(
    tx,
    'bookings',
    sourceKeyOf,
    rowsOf('bookings', ({ player, minute, stoppage, card }: BookingFact) => ({
      playerId: player && resolvePlayer(player),
      minute,
      stoppage,
      card,
    })),
    counts,
  );
  const managers = rowsOf('managers', ({ country }: ManagerFact) => ({ country }));
  await reconcile<Manager>(tx, 'managers', sourceKeyOf, managers, counts);
  return { appearances, bookings };
}

const appearanceColumns = (fact: AppearanceFact, resolvePlayer: PlayerResolver) => ({
  key: fact.id,
  playerId: fact.player && resolvePlayer(fact.player),
  started: fact.started,
  onMinute: fact.cameOn?.minute ?? null,
  onStoppage: fact.cameOn?.stoppage ?? null,
  offMinute: fact.wentOff?.minute ?? null,
  offStoppage: fact.wentOff?.stoppage ?? null,
  captain: fact.captain,
  position: fact.position,
  shirtNumber: fact.shirtNumber,
});
