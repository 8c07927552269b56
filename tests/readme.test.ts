/** Every query that README.md prints is asked, and the answer beside it compared. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, asking } from './support/ask.js';
import { DATABASES } from './support/databases.js';
import { seededDatabase } from './support/record.js';

const README = readFileSync('README.md', 'utf8');

/** Each query with the answer that follows it. */
const PRINTED = [...README.matchAll(/```graphql\n(.*?)```\s+```json\n(.*?)```/gs)].map(
  ([, query = '', answer = '']) => ({ query, answer }),
);

describe('README.md', () => {
  it('prints an answer with every query', () => {
    expect(PRINTED.length).toBeGreaterThan(2);
    expect(README.match(/```graphql/g)).toHaveLength(PRINTED.length);
  });

  for (const kind of DATABASES) {
    describe(kind, () => {
      let asked: Asking;
      beforeAll(async () => {
        asked = asking(await seededDatabase(kind));
      });
      afterAll(() => asked.close());

      it.each(PRINTED)('prints the true answer to $query', async ({ query, answer }) => {
        expect(await asked.ask(query)).toEqual(JSON.parse(answer));
      });
    });
  }
});
