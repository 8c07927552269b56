/** The whole results dataset against an independent count of its rows; skipped where the dataset is absent. */
import { afterAll, beforeAll, describe } from 'vitest';
import { DATABASES } from '../support/databases.js';
import type { TestServer } from '../support/test-server.js';
import { folderOf, isAbsent, wholeRecordServer } from '../support/whole-record.js';
import { batchesAgree } from './batches-agree.js';
import { careersAgree } from './careers-agree.js';
import { shownIn } from './holdings.js';
import { holdingsAgree } from './holdings-agree.js';
import { matchesAgree } from './matches-agree.js';
import { pagesAgree } from './pages-agree.js';
import { SEED } from './questions.js';
import { ratingsAgree } from './ratings-agree.js';
import { recordsAgree } from './records-agree.js';
import { type Results, readResults } from './results.js';
import { scorersAgree } from './scorers-agree.js';

describe.skipIf(isAbsent('international-results'))('the whole record', () => {
  let results: Results;
  beforeAll(() => {
    results = readResults(folderOf('international-results'));
  });

  describe.each(DATABASES)(`%s: questions of seed ${SEED}`, (kind) => {
    let record: TestServer;
    beforeAll(async () => {
      record = await wholeRecordServer(kind);
      results.shown = await shownIn(record);
    });
    afterAll(() => record.close());
    const side = { record: () => record, results: () => results };

    holdingsAgree(side);
    matchesAgree(side, 100);
    recordsAgree(side, 100);
    careersAgree(side, 60);
    ratingsAgree(side, 20);
    scorersAgree(side, 20);
    batchesAgree(side, 10);
    pagesAgree(side, 30);
  });
});
