/** Rows by id, batched over a request: for fields behind arguments, where look-ahead cannot see which rows they will need. */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import { listById, type StoredKind, type StoredRows } from '../record/nodes.js';
import type { Wants } from '../record/shape.js';

type LoadRow<Kind extends StoredKind> = (id: number, wants: Wants) => Promise<StoredRows[Kind]>;

export interface RowLoaders {
  match: LoadRow<'Match'>;
  goal: LoadRow<'Goal'>;
  player: LoadRow<'Player'>;
}

/** Makes the loaders of one request. Rows of which different things are wanted are different batches. */
export function rowLoaders(db: Database): RowLoaders {
  return {
    match: rowLoader(db, 'Match'),
    goal: rowLoader(db, 'Goal'),
    player: rowLoader(db, 'Player'),
  };
}

function rowLoader<Kind extends StoredKind>(db: Database, kind: Kind): LoadRow<Kind> {
  const loaders = new Map<string, DataLoader<number, StoredRows[Kind]>>();
  return (id, wants) => {
    const key = JSON.stringify(wants);
    const loader = loaders.get(key) ?? loaderOf(db, kind, wants);
    loaders.set(key, loader);
    return loader.load(id);
  };
}

function loaderOf<Kind extends StoredKind>(db: Database, kind: Kind, wants: Wants) {
  return new DataLoader<number, StoredRows[Kind]>(async (ids) => {
    const rows = await listById(db, kind, ids, wants);
    return ids.map((id) => rows.get(id) ?? new Error(`There is no ${kind} with the id ${id}.`));
  });
}
