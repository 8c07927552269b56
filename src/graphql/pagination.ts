/** The one way in which lists are paged: sizes are checked here, cursors are made and read here. */
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
  /** Called only where it is asked for. */
  totalCount: () => Promise<number>;
}

interface ConnectionSource<Row> {
  /** The list and its order, so that a cursor of another list is told apart: `matches DATE_ASC`. */
  list: string;
  arguments: PageArguments;
  /** What a row is known by. */
  keyOf: (row: Row) => string;
  read: (window: PageRequest) => Promise<Page<Row>>;
  count: () => Promise<number>;
}

const CURSOR_VERSION = '1';

/** A page of a list. */
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
      // Beyond a cursor there is at least the row on which it stands.
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

/** A row with its place in the list. */
class Edge<Row> {
  constructor(
    readonly node: Row,
    private readonly list: string,
    private readonly keyOf: (row: Row) => string,
  ) {}

  /** Made where it is asked for: a page has a hundred, and most clients want the last one alone. */
  get cursor(): string {
    return encodeCursor(this.list, this.keyOf(this.node));
  }
}

/** A size from 1 to 100; anything else is an error that quotes it. */
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

/** A cursor names the row it stands on, by what the row is known by, so that it survives an import. */
function encodeCursor(list: string, key: string): string {
  return Buffer.from([CURSOR_VERSION, list, key].join('|')).toString('base64url');
}

/** The kinds of row by whose keys the cursors of lists are made, where slugs are in them; by the first word of the list. */
const KINDS = new Map([
  ['matches', 'Match'],
  ['goals', 'Goal'],
  ['penalties', 'Penalty'],
  ['hatTricks', 'HatTrick'],
  ['scorers', 'Player'],
  ['teams', 'Team'],
  ['players', 'Player'],
]);

/** The cursor of the same row by what it is known by now; what is no cursor stays as it is. */
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
