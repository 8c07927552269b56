/** What a selection asks for, before anything is resolved, so that the root can read the whole tree at once. */
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { EXPLICIT, mergeProjections, type Projection } from '../record/query/projection.js';

interface Collected {
  [field: string]: Collected;
}

/**
 * The fields selected below the one being resolved, fragments included, by name and not by alias. Fields of every
 * possible type and under every directive count: reading a little too much is harmless, too little is not.
 */
export function buildProjection(info: GraphQLResolveInfo): Projection {
  return memoizeByNode(selections, info, () => {
    const projection = emptyProjection();
    for (const { selectionSet } of info.fieldNodes)
      collectFields(selectionSet, info.fragments, projection);
    return projection;
  });
}

/** What is wanted of the rows of a connection, under `nodes` and under `edges`, and what cursors are made of where any is. */
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

/** What was collected below a field of a document, which the server keeps while it comes again. */
type ProjectionCache = WeakMap<FieldNode, Projection>;

const selections: ProjectionCache = new WeakMap();
const rowSelections: ProjectionCache = new WeakMap();

/** A field that stands in several places of a selection is collected anew: what is wanted is the sum of them. */
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

/** What look-ahead has read for a field. Its absence is a fault of ours and never shown as an empty list. */
export function requireLoaded<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A selected relation was not read ahead.');
  return value;
}
