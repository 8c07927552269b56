/** What a selection asks for, before anything is resolved, so that the root can read the whole tree at once. */
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import type { Wants } from '../record/shape.js';

/** Fields that are resolved from a relation of their parent which nobody may have selected. */
const NEEDS: Record<string, string> = { career: 'teams' };

interface Collected {
  [field: string]: Collected;
}

/**
 * The fields selected below the one being resolved, fragments included, by name and not by alias. Fields of every
 * possible type and under every directive count: reading a little too much is harmless, too little is not.
 */
export function wantsOf(info: GraphQLResolveInfo): Wants {
  const wants: Collected = {};
  for (const { selectionSet } of info.fieldNodes) collect(selectionSet, info.fragments, wants);
  return wants;
}

/** What is wanted of the rows of a connection, under `nodes` and under `edges`. */
export function wantsOfRows(info: GraphQLResolveInfo): Wants {
  const { nodes = {}, edges } = wantsOf(info);
  return merge(nodes, edges?.node ?? {});
}

/** What either wants, as deep as either wants it. */
export function merge(one: Wants, other: Wants): Wants {
  const both: Record<string, Wants> = { ...one };
  for (const [field, deeper] of Object.entries(other))
    both[field] = merge(one[field] ?? {}, deeper);
  return both;
}

function collect(
  selections: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
  into: Collected,
): void {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === 'Field') {
      const name = selection.name.value;
      into[name] ??= {};
      collect(selection.selectionSet, fragments, into[name]);
      const needed = NEEDS[name];
      if (needed) into[needed] ??= {};
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
