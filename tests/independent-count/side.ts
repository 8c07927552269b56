import type { TestServer } from '../support/test-server.js';
import type { Results } from './results.js';

/** The two sides of a comparison, once they are there: a server to ask, and the rows to count. */
export interface Side {
  record: () => TestServer;
  results: () => Results;
}
