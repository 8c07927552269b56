/** What a selection asks for, before anything is resolved, so that the root can read the whole tree at once. */
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { SELECTED, type Wants } from '../record/shape.js';

interface Collected {
  [field: string]: Collected;
}

/**
 * The fields selected below the one being resolved, fragments included, by name and not by alias. Fields of every
 * possible type and under every directive count: reading a little too much is harmless, too little is not.
 */
export function wantsOf(info: GraphQLResolveInfo): Wants {
  return remembered(selections, info, () => {
    const wants = nothing();
    for (const { selectionSet } of info.fieldNodes) collect(selectionSet, info.fragments, wants);
    return wants;
  });
}

/** What is wanted of the rows of a connection, under `nodes` and under `edges`, and what cursors are made of where any is. */
export function wantsOfRows(info: GraphQLResolveInfo): Wants {
  return remembered(rowSelections, info, () => {
    const { nodes = nothing(), edges, pageInfo } = wantsOf(info);
    const cursor = edges?.cursor ?? pageInfo?.startCursor ?? pageInfo?.endCursor;
    return merge(cursor ? { ...nodes, id: nothing() } : nodes, edges?.node ?? nothing());
  });
}

/** What either wants, as deep as either wants it. */
export function merge(one: Wants, other: Wants): Wants {
  const both: Record<string, Wants> = { ...one };
  for (const [field, deeper] of Object.entries(other)) {
    const known = one[field];
    both[field] = known ? merge(known, deeper) : deeper;
  }
  // Who has not named every field it will look at may look at any.
  if (!(SELECTED in one && SELECTED in other)) delete both[SELECTED];
  return both;
}

/** What was collected below a field of a document, which the server keeps while it comes again. */
type Memory = WeakMap<FieldNode, Wants>;

const selections: Memory = new WeakMap();
const rowSelections: Memory = new WeakMap();

/** A field that stands in several places of a selection is collected anew: what is wanted is the sum of them. */
function remembered(memory: Memory, info: GraphQLResolveInfo, collected: () => Wants): Wants {
  const [node, another] = info.fieldNodes;
  if (!node || another) return collected();
  const known = memory.get(node);
  if (known) return known;
  const wants = collected();
  memory.set(node, wants);
  return wants;
}

const nothing = (): Collected => ({ [SELECTED]: {} });

function collect(
  selections: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
  into: Collected,
): void {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === 'Field') {
      const name = selection.name.value;
      into[name] ??= nothing();
      collect(selection.selectionSet, fragments, into[name]);
    } else {
      const fragment =
        selection.kind === 'FragmentSpread' ? fragments[selection.name.value] : selection;
      collect(fragment?.selectionSet, fragments, into);
    }
  }
}

/** What look-ahead has read for a field. Its absence is a fault of ours and never shown as an empty list. */
export function ahead<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A selected relation was not read ahead.');
  return value;
}
