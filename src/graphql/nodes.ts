/** Any entity by its id. */
import { currentKey } from '../record/former-slugs.js';
import {
  isStored,
  listById,
  listByKey,
  type NumberedKind,
  type StoredKind,
  type StoredRows,
} from '../record/nodes.js';
import type { EditionRow, SourceRow, TeamRow, TournamentRow } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { type Identity, identityOf } from './ids.js';

/** A row of any kind; the name of its type goes with it, by which the executor tells entities apart. */
export type NodeRow = StoredRows[StoredKind] | TeamRow | TournamentRow | EditionRow | SourceRow;

const MOST = 100;

/** The entities that some ids name, in their order, null where there is none; one statement a kind of stored row. */
export async function nodesOf(
  context: Context,
  ids: readonly string[],
  wants: Wants,
): Promise<(NodeRow | null)[]> {
  if (ids.length > MOST) throw badInput(`ids must name 1 to ${MOST} entities, got ${ids.length}`);
  const identities = ids.map((id) => currentOf(context, identityOf(id)));
  const kinds = [...new Set(identities.map((identity) => identity?.kind ?? ''))].filter(isStored);
  const stored = new Map(
    await Promise.all(
      kinds.map(async (kind) => [kind, await storedOf(context, kind, identities, wants)] as const),
    ),
  );
  return identities.map((identity) => {
    if (!identity) return null;
    const { kind, key } = identity;
    const row = isStored(kind) ? stored.get(kind)?.get(key) : referred(context, identity);
    return row ? { __typename: kind, ...row } : null;
  });
}

/** The same entity by what it is known by now. */
function currentOf({ reference }: Context, identity: Identity | null): Identity | null {
  if (!identity) return null;
  const { kind, key } = identity;
  return { kind, key: currentKey(reference.currentSlug, kind, key) };
}

function storedOf(
  { db, reference }: Context,
  kind: StoredKind,
  identities: readonly (Identity | null)[],
  wants: Wants,
): Promise<Map<string, NodeRow>> {
  const keys = identities.flatMap((identity) => (identity?.kind === kind ? [identity.key] : []));
  return listByKey(db, reference, kind, keys, wants);
}

/** An entity that is held in memory. */
function referred({ reference }: Context, { kind, key }: Identity): NodeRow | undefined {
  switch (kind) {
    case 'Team':
      return reference.teams.find(key);
    case 'Tournament':
      return reference.tournaments.find(key);
    case 'Edition':
      return reference.editions.find(key);
    case 'Source':
      return reference.sources.find(key);
    default:
      return undefined;
  }
}

/** An entity by the id of its row, which is nobody's business but ours. */
export interface RowId {
  kind: NumberedKind | 'Team' | 'Tournament';
  id: number;
}

/** The entities of some rows, in their order, null where one has gone; one statement a kind of stored row. */
export async function nodesOfRows(
  { db, reference }: Context,
  rows: readonly RowId[],
  wants: Wants,
): Promise<(NodeRow | null)[]> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].filter((kind) => isStored(kind));
  const stored = new Map(
    await Promise.all(
      kinds.map(async (kind) => {
        const ids = rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
        const found: Map<number, NodeRow> = await listById(db, kind, ids, wants);
        return [kind, found] as const;
      }),
    ),
  );
  return rows.map(({ kind, id }) => {
    if (kind === 'Team') return { __typename: kind, ...reference.teams.get(id) };
    if (kind === 'Tournament') return { __typename: kind, ...reference.tournaments.get(id) };
    const row = stored.get(kind)?.get(id);
    return row ? { __typename: kind, ...row } : null;
  });
}
