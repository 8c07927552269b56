/** The two operations that the record was founded on, as the playground has them ready, on the built-in seed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/http/playground/examples.js';
import { type Asking, asking } from '../support/ask.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
