/** The limits under which anybody may ask, in one place. */

/** As `Query.limits` tells them. */
export interface Limits {
  /** Levels of fields, fragments not counted. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Words and signs of a document. */
  readonly tokens: number;
  /** Fields and fragments of an operation, each fragment as often as it is used. */
  readonly selections: number;
  /** What an operation may cost; see `cost.ts`. */
  readonly cost: number;
  /** Rows of a page. */
  readonly page: number;
  /** Entries of a list in the arguments. */
  readonly list: number;
  /** Characters of a text in the arguments. */
  readonly text: number;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Requests of one address a minute; null where they are not counted. */
  readonly requestsPerMinute: number | null;
  /** How long an answer may take. */
  readonly seconds: number;
}

/** What holds unless an operator says otherwise. The longest operation of the contract is within half of each. */
export const DEFAULT_LIMITS: Limits = {
  depth: 12,
  aliases: 30,
  directives: 10,
  tokens: 1200,
  selections: 2000,
  cost: 10_000,
  page: 100,
  list: 100,
  text: 500,
  // The query of a whole match page takes 2 kB; nobody needs thirty times that.
  bodyBytes: 64 * 1024,
  requestsPerMinute: 600,
  seconds: 10,
};

/** Rows of a page: unless asked otherwise, and at most. */
export const PAGE_SIZE = { default: 20, max: DEFAULT_LIMITS.page };
