/** Projections of selections: the root reads the whole tree in one statement. */
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { EXPLICIT, mergeProjections, type Projection } from '../record/query/projection.js';

interface Collected {
  [field: string]: Collected;
}

/** Counts all types and directives: too much is harmless, too little is not. */
export function buildProjection(info: GraphQLResolveInfo): Projection {
  return memoizeByNode(selections, info, () => {
    const projection = emptyProjection();
    for (const { selectionSet } of info.fieldNodes)
      collectFields(selectionSet, info.fragments, projection);
    return projection;
  });
}

/** Fields under `nodes` and `edges`, and the key if a cursor is selected. */
export function buildRowProjection(info: GraphQLResolveInfo): Projection {
  return memoizeByNode(rowSelections, info, () => {
    const { nodes = emptyProjection(), edges, pageInfo } = buildProjection(info);
    const cursor = edges?.cursor ?? pageInfo?.startCursor ?? pageInfo?.endCursor;
    return mergeProjections(
      cursor ? { ...nodes, id: emptyProjection() } : nodes,
      edges?.node ?? emptyProjection(),
    );
  });
}

/** By field of a cached document. */
type ProjectionCache = WeakMap<FieldNode, Projection>;

const selections: ProjectionCache = new WeakMap();
const rowSelections: ProjectionCache = new WeakMap();

/** A field in several places is not cached: its projection is the sum. */
function memoizeByNode(
  memory: ProjectionCache,
  info: GraphQLResolveInfo,
  collected: () => Projection,
): Projection {
  const [node, another] = info.fieldNodes;
  if (!node || another) return collected();
  const known = memory.get(node);
  if (known) return known;
  const projection = collected();
  memory.set(node, projection);
  return projection;
}

const emptyProjection = (): Collected => ({ [EXPLICIT]: {} });

function collectFields(
  selections: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
  into: Collected,
): void {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === 'Field') {
      const name = selection.name.value;
      into[name] ??= emptyProjection();
      collectFields(selection.selectionSet, fragments, into[name]);
    } else {
      const fragment =
        selection.kind === 'FragmentSpread' ? fragments[selection.name.value] : selection;
      collectFields(fragment?.selectionSet, fragments, into);
    }
  }
}

/** Throws if look-ahead did not read a selected field. */
export function requireLoaded<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A selected relation was not read ahead.');
  return value;
}
