/** Any entity by its id. */
import { currentKey } from '../record/former-slugs.js';
import {
  isRowKind,
  listById,
  listByKey,
  type RowByKind,
  type RowKind,
  type RowKindWithId,
} from '../record/nodes.js';
import type { Projection } from '../record/query/projection.js';
import type { EditionRow, SourceRow, TeamRow, TournamentRow } from '../record/reference.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';
import { fromGlobalId, type GlobalId } from './global-id.js';

/** A row of any kind; the name of its type goes with it, by which the executor tells entities apart. */
export type NodeRow = RowByKind[RowKind] | TeamRow | TournamentRow | EditionRow | SourceRow;

const MAX_IDS = 100;

/** The entities that some ids name, in their order, null where there is none; one statement a kind of stored row. */
export async function loadNodes(
  context: Context,
  ids: readonly string[],
  projection: Projection,
): Promise<(NodeRow | null)[]> {
  if (ids.length > MAX_IDS)
    throw badUserInput(`ids must name 1 to ${MAX_IDS} entities, got ${ids.length}`);
  const identities = ids.map((id) => currentOf(context, fromGlobalId(id)));
  const kinds = [...new Set(identities.map((identity) => identity?.kind ?? ''))].filter(isRowKind);
  const stored = new Map(
    await Promise.all(
      kinds.map(
        async (kind) =>
          [kind, await loadStoredRows(context, kind, identities, projection)] as const,
      ),
    ),
  );
  return identities.map((identity) => {
    if (!identity) return null;
    const { kind, key } = identity;
    const row = isRowKind(kind) ? stored.get(kind)?.get(key) : findReferenceRow(context, identity);
    return row ? { __typename: kind, ...row } : null;
  });
}

/** The same entity by what it is known by now. */
function currentOf({ reference }: Context, identity: GlobalId | null): GlobalId | null {
  if (!identity) return null;
  const { kind, key } = identity;
  return { kind, key: currentKey(reference.currentSlug, kind, key) };
}

function loadStoredRows(
  { db, reference }: Context,
  kind: RowKind,
  identities: readonly (GlobalId | null)[],
  projection: Projection,
): Promise<Map<string, NodeRow>> {
  const keys = identities.flatMap((identity) => (identity?.kind === kind ? [identity.key] : []));
  return listByKey(db, reference, kind, keys, projection);
}

/** An entity that is held in memory. */
function findReferenceRow({ reference }: Context, { kind, key }: GlobalId): NodeRow | undefined {
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
export interface InternalId {
  kind: RowKindWithId | 'Team' | 'Tournament';
  id: number;
}

/** The entities of some rows, in their order, null where one has gone; one statement a kind of stored row. */
export async function loadNodesByRowId(
  { db, reference }: Context,
  rows: readonly InternalId[],
  projection: Projection,
): Promise<(NodeRow | null)[]> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].filter((kind) => isRowKind(kind));
  const stored = new Map(
    await Promise.all(
      kinds.map(async (kind) => {
        const ids = rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
        const found: Map<number, NodeRow> = await listById(db, kind, ids, projection);
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
