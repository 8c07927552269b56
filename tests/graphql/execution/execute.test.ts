/** An answer comes from one version of the record, however the record changes meanwhile. */
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/graphql/context.js';
import { createExecutor, createPlanExecutor } from '../../../src/graphql/execution/execute.js';

const schema = buildSchema('type Query { version: String }');
const document = parse('{ __typename }');

/** Contexts of requests, one after the other; while the first so many are used, an import lands. */
function contexts(mixed: number) {
  let made = 0;
  return async () => {
    made += 1;
    const version = `version ${made}`;
    const isMixed = made <= mixed;
    return { isMixed: () => isMixed, close() {}, reference: { version } } as Context;
  };
}

describe.each([
  ['graphql-js', createExecutor, { data: { __typename: 'Query' } }],
  ['a plan', createPlanExecutor, { data: '{"__typename":"Query"}', extensions: null }],
])('%s', (_name, create, result) => {
  const ask = async (mixed: number) => {
    const newContext = contexts(mixed);
    return create(schema, newContext)({ document }, await newContext());
  };

  it('tells the version that an answer comes from', async () => {
    expect(await ask(0)).toEqual({
      result,
      version: 'version 1',
    });
  });

  it('asks anew where an import has landed meanwhile', async () => {
    expect((await ask(1)).version).toBe('version 2');
    expect((await ask(2)).version).toBe('version 3');
  });

  it('says that it cannot answer while imports never end', async () => {
    await expect(ask(Number.POSITIVE_INFINITY)).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
    });
  });
});
