/** No answer takes longer than it may, whatever it waits for: then it is an error that says so. */
import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { DATABASES } from '../../support/databases.js';
import { type Serving, serve } from '../../support/http-server.js';
import { beforeReads } from '../../support/reads.js';
import { databaseWithSeed, seededDatabase } from '../../support/record.js';

const QUESTION = '{ match(slug: "2022-12-10-england-france") { slug } }';

async function ask({ post }: Serving, wording = '') {
  const response = await post({ query: QUESTION, extensions: { wording } });
  const { data, errors } = (await response.json()) as {
    data?: object;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

const LATE = { status: 504, data: undefined, code: 'TIMEOUT' };
const RIGHT = {
  status: 200,
  data: { match: { slug: '2022-12-10-england-france' } },
  code: undefined,
};

describe.each(DATABASES)('on %s', (kind) => {
  it('a statement that never ends keeps nobody waiting, and what comes later is answered', async () => {
    let isHanging = true;
    const database = beforeReads(await seededDatabase(kind), async (text) => {
      if (isHanging && /matches/.test(text)) await new Promise(() => {});
    });
    const serving = await serve(database, { seconds: 0.5 });
    onTestFinished(() => serving.close());
    expect(await Promise.all([ask(serving), ask(serving)])).toEqual([LATE, LATE]);
    isHanging = false;
    expect(await ask(serving)).toEqual(RIGHT);
    // What has been asked before is answered another way, in other words even at the door.
    isHanging = true;
    expect(await ask(serving, 'anew')).toEqual(LATE);
    isHanging = false;
    expect(await ask(serving, 'anew')).toEqual(RIGHT);
  });
});

it('a question that waits for Postgres is given up, and answered when it does not', async () => {
  const record = await databaseWithSeed('postgresql');
  onTestFinished(record.drop);
  const serving = await serve(openDatabase(record.url), { seconds: 0.5 });
  onTestFinished(() => serving.close());
  const migration = new Client(record.url);
  await migration.connect();
  await migration.query('BEGIN; LOCK TABLE matches IN ACCESS EXCLUSIVE MODE');
  expect(await ask(serving)).toEqual(LATE);
  await migration.end();
  await expect.poll(() => ask(serving)).toEqual(RIGHT);
});
