/** Value of `Query.limits`. */
export interface Limits {
  /** Levels of fields; a fragment is no level. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Per document. */
  readonly tokens: number;
  /** Fields and fragment spreads, fragments expanded. */
  readonly selections: number;
  /** Per operation (query-cost.ts). */
  readonly cost: number;
  /** Rows of a page. */
  readonly page: number;
  /** Entries of a list argument. */
  readonly list: number;
  /** UTF-16 units of a string argument. */
  readonly text: number;
  readonly bodyBytes: number;
  /** Per client network; null: unlimited. */
  readonly requestsPerMinute: number | null;
  /** Computed responses, per client network; null: unlimited. */
  readonly costPerMinute: number | null;
  /** Response deadline. */
  readonly seconds: number;
}

export interface CostMeter {
  /** Counts once a request. Rejects with RATE_LIMITED when the client has less left. */
  charge(cost: number): Promise<void>;
  /** Counts whatever is left. */
  add(cost: number): void;
}

/** Operations of `operations/` stay within a third. */
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
  // Longest own operation: 2 kB.
  bodyBytes: 64 * 1024,
  requestsPerMinute: 600,
  // At most a quarter of a core: measured with the dearest operations.
  costPerMinute: 600_000,
  seconds: 10,
};

/** Rows. */
export const PAGE_SIZE = { default: 20, max: DEFAULT_LIMITS.page };
