/** Asks for pages of a connection and checks what each says of itself. */
import { expect } from 'vitest';
import type { TestServer } from '../support/test-server.js';
import type { Connection } from './connections.js';

interface Page {
  first?: number;
  after?: string | null;
  last?: number;
  before?: string | null;
}

export const queryOf = ({ path, arguments: own, node }: Connection) => `query(
  $first: Int, $after: String, $last: Int, $before: String
) {
  ${path
    .slice(0, -1)
    .map((field) => `${field} {`)
    .join(' ')}
  ${path.at(-1)}(${own} first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { ${node} } }
    nodes { ${node} }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
  ${'}'.repeat(path.length - 1)}
}`;

/** A page, its rows as texts, each with its cursor. */
export async function pageOf(record: TestServer, list: Connection, asked: Page) {
  const answer = await record.ask(queryOf(list), { ...asked });
  const page = list.path.reduce((parent, field) => parent[field.split('(')[0] ?? ''], answer);
  const rows: string[] = page.nodes.map(textOf);
  expect(page.edges.map(({ node }: { node: unknown }) => textOf(node))).toEqual(rows);
  const cursors: string[] = page.edges.map(({ cursor }: { cursor: string }) => cursor);
  expect(page.totalCount).toBe(list.whole.length);
  expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
    cursors.at(0) ?? null,
    cursors.at(-1) ?? null,
  ]);
  const { hasNextPage, hasPreviousPage } = page.pageInfo;
  return { rows, cursors, hasNextPage, hasPreviousPage };
}

/**
 * Walks a list to its end, or from its end to its beginning, in pages of these sizes one after the other; answers the rows
 * in the order of the list, with their cursors.
 */
export async function walk(
  record: TestServer,
  list: Connection,
  sizes: readonly number[],
  backwards = false,
) {
  const rows: string[] = [];
  const cursors: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; ; pages += 1) {
    const size = sizes[pages % sizes.length] ?? 1;
    const asked = backwards ? { last: size, before: cursor } : { first: size, after: cursor };
    const page = await pageOf(record, list, asked);
    const left = list.whole.length - rows.length;
    expect(page.rows).toHaveLength(Math.min(size, left));
    rows.splice(backwards ? 0 : rows.length, 0, ...page.rows);
    cursors.splice(backwards ? 0 : cursors.length, 0, ...page.cursors);
    const more = left > size;
    expect(backwards ? page.hasPreviousPage : page.hasNextPage).toBe(more);
    expect(backwards ? page.hasNextPage : page.hasPreviousPage).toBe(cursor !== null);
    if (!more) return { rows, cursors };
    cursor = (backwards ? page.cursors.at(0) : page.cursors.at(-1)) ?? null;
  }
}

/** The values of a row, in the order of the query, as one text. */
function textOf(row: unknown): string {
  return typeof row === 'object' && row !== null
    ? Object.values(row).map(textOf).join(' ')
    : (row ?? '').toString();
}
