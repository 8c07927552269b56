import { currentKey } from '../record/former-slugs.js';
import type { Page, PageRequest } from '../record/query/keyset.js';
import type { ReferenceData } from '../record/reference.js';
import { badUserInput } from './errors.js';
import { PAGE_SIZE } from './limits/limits.js';

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export interface Connection<Row> {
  edges: { cursor: string; node: Row }[];
  nodes: Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  /** Lazy. */
  totalCount: () => Promise<number>;
}

interface ConnectionSource<Row> {
  /** List and order, to reject cursors of others: `matches DATE_ASC`. */
  list: string;
  arguments: PageArguments;
  keyOf: (row: Row) => string;
  read: (window: PageRequest) => Promise<Page<Row>>;
  count: () => Promise<number>;
}

const CURSOR_VERSION = '1';

export async function createConnection<Row>(
  paging: ConnectionSource<Row>,
): Promise<Connection<Row>> {
  const { list, keyOf } = paging;
  const window = parsePageRequest(list, paging.arguments);
  const { rows, hasMore, unknownCursor } = await paging.read(window);
  if (unknownCursor !== undefined) throw invalidCursor(list, encodeCursor(list, unknownCursor));
  const edges = rows.map((node) => new Edge(node, list, keyOf));
  return {
    edges,
    nodes: rows,
    pageInfo: {
      // The row of the cursor itself.
      hasNextPage: window.before !== undefined || (!window.backwards && hasMore),
      hasPreviousPage: window.after !== undefined || (window.backwards && hasMore),
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    totalCount: paging.count,
  };
}

class Edge<Row> {
  constructor(
    readonly node: Row,
    private readonly list: string,
    private readonly keyOf: (row: Row) => string,
  ) {}

  /** Lazy: most clients need only the last. */
  get cursor(): string {
    return encodeCursor(this.list, this.keyOf(this.node));
  }
}

/** Throws unless 1 to 100. */
export function parsePageSize(name: string, size: number): number {
  if (size >= 1 && size <= PAGE_SIZE.max) return size;
  throw badUserInput(`${name} must be from 1 to ${PAGE_SIZE.max}, got ${size}`);
}

function parsePageRequest(
  list: string,
  { first, after, last, before }: PageArguments,
): PageRequest {
  if (first != null && last != null) {
    throw badUserInput(
      `Ask for first or for last, not for both; got first: ${first}, last: ${last}`,
    );
  }
  return {
    limit:
      last == null
        ? parsePageSize('first', first ?? PAGE_SIZE.default)
        : parsePageSize('last', last),
    backwards: last != null,
    after: after == null ? undefined : decodeCursor(list, after),
    before: before == null ? undefined : decodeCursor(list, before),
  };
}

/** By natural key, stable over imports. */
function encodeCursor(list: string, key: string): string {
  return Buffer.from([CURSOR_VERSION, list, key].join('|')).toString('base64url');
}

/** Kinds with slugs in their cursors, by the first word of the list. */
const KINDS = new Map([
  ['matches', 'Match'],
  ['goals', 'Goal'],
  ['penalties', 'Penalty'],
  ['hatTricks', 'HatTrick'],
  ['scorers', 'Player'],
  ['teams', 'Team'],
  ['players', 'Player'],
]);

/** With current slugs; unchanged if invalid. */
export function currentCursor({ currentSlug }: ReferenceData, cursor: string): string {
  const [, list = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split('|');
  const kind = KINDS.get(list.split(' ')[0] ?? '');
  const key = rest.join('|');
  const current = kind === undefined ? key : currentKey(currentSlug, kind, key);
  return current === key ? cursor : encodeCursor(list, current);
}

function decodeCursor(list: string, cursor: string): string {
  const [version, itsList, ...key] = Buffer.from(cursor, 'base64url').toString().split('|');
  const itsKey = key.join('|');
  if (version === CURSOR_VERSION && itsList === list && encodeCursor(list, itsKey) === cursor)
    return itsKey;
  throw invalidCursor(list, cursor);
}

function invalidCursor(list: string, cursor: string) {
  const shown = cursor.length > 80 ? `${cursor.slice(0, 80)}…` : cursor;
  return badUserInput(
    `"${shown}" is no cursor of this list (${list}); take one from its pageInfo or edges`,
  );
}
