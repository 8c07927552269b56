/** All published limits. */

/** Value of `Query.limits`. */
export interface Limits {
  /** Levels of nested fields; a fragment is no level. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Tokens of a document. */
  readonly tokens: number;
  /** Fields and fragment spreads of an operation, with fragments expanded. */
  readonly selections: number;
  /** Cost of one operation (query-cost.ts). */
  readonly cost: number;
  /** Rows of a page. */
  readonly page: number;
  /** Entries of a list argument. */
  readonly list: number;
  /** UTF-16 units of a string argument. */
  readonly text: number;
  readonly bodyBytes: number;
  /** Requests a minute for each client network; null: unlimited. */
  readonly requestsPerMinute: number | null;
  /** Cost of computed responses a minute for each client network; null: unlimited. */
  readonly costPerMinute: number | null;
  /** Deadline of a response, s. */
  readonly seconds: number;
}

/** Counts costs against the client of a request. */
export interface CostMeter {
  /** Counts the cost of an operation, once a request. Rejects with RATE_LIMITED when the client has less left. */
  charge(cost: number): Promise<void>;
  /** Counts a further cost, whatever is left. */
  add(cost: number): void;
}

/** Every operation of `operations/` stays within a third of each. */
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
  // The longest operation of our own, a match page, takes 2 kB.
  bodyBytes: 64 * 1024,
  requestsPerMinute: 600,
  // A tenth of a core, if every list is as long as it counts.
  costPerMinute: 600_000,
  seconds: 10,
};

/** Rows of a page: unless asked otherwise, and at most. */
export const PAGE_SIZE = { default: 20, max: DEFAULT_LIMITS.page };
