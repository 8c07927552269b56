/** GraphQL over HTTP, as its working group audits servers. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../support/http-server.js';
import { seededDatabase } from '../support/record.js';

/**
 * They want 200 for documents that are faulty, under the old media type: Apollo answers 400, which tells clients and
 * caches on the way the truth.
 */
const DECLINED = ['572B', 'FDE2', '7B9B'];

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

const audits = serverAudits({ url: () => `${serving.address}/graphql` });

describe('GraphQL over HTTP', () => {
  it.each(
    audits
      .filter(({ name }) => name.startsWith('MUST'))
      .map((audit) => [audit.id, audit.name, audit] as const),
  )('%s %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });

  it('every SHOULD holds but those that are declined', async () => {
    const should = audits.filter(({ name }) => name.startsWith('SHOULD'));
    const results = await Promise.all(should.map((audit) => audit.fn()));
    const failed = results.filter(({ status }) => status !== 'ok').map(({ id }) => id);
    expect(failed.sort()).toEqual([...DECLINED].sort());
  });
});
