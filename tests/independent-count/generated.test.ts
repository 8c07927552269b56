/** Invented leagues, imported as the dataset is, against an independent count of the very same files. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { batchesAgree } from './batches-agree.js';
import { careersAgree } from './careers-agree.js';
import { cupsAgree } from './cups-agree.js';
import { shownIn } from './holdings.js';
import { holdingsAgree } from './holdings-agree.js';
import { league } from './league.js';
import { type LeagueRecord, leagueRecord } from './league-record.js';
import { matchesAgree } from './matches-agree.js';
import { SEED } from './questions.js';
import { ratingsAgree } from './ratings-agree.js';
import { recordsAgree } from './records-agree.js';
import type { Results } from './results.js';
import { scorersAgree } from './scorers-agree.js';

const LEAGUES = fc
  .sample(league, { seed: SEED, numRuns: 3 })
  .map((files, place) => ({ number: place + 1, files }));

for (const kind of DATABASES) {
  describe.each(LEAGUES)(`${kind}: league $number of seed ${SEED}`, ({ files }) => {
    let database: LeagueRecord;
    let record: TestServer;
    let results: Results;
    beforeAll(async () => {
      database = await leagueRecord(kind);
      results = await database.bring(files);
      record = createTestServer(openDatabase(database.url));
      results.shown = await shownIn(record);
    });
    afterAll(async () => {
      await record.close();
      await database.drop();
    });
    const side = { record: () => record, results: () => results };

    holdingsAgree(side);
    cupsAgree(side);
    matchesAgree(side, 60);
    recordsAgree(side, 60);
    careersAgree(side, 60);
    ratingsAgree(side, 40);
    scorersAgree(side, 60);
    batchesAgree(side, 25);
  });
}
