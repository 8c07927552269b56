/** The order of the test files: those that take longest come first, so that no worker ends long after the others. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take more than ten seconds, the longest first; the others follow in the order of vitest. */
const LONGEST = [
  'importers/updates/real-updates',
  'analysis/careers',
  'importers/real-datasets',
  'cli/backup',
  'importers/updates/updates',
  'prisma/migrate',
  'cluster',
  'importers/updates/kill',
  'independent-count/whole-record',
  'importers/updates/fresh',
  'faults/server',
  'prisma/diff',
  'factcheck/conventions',
  'faults/postgres',
  'http/protection/load-shedding',
  'http/protection/connection-limits',
  'main',
  'importers/same-rows',
  'importers/write/write',
  'importers/updates/composed',
  'importers/write/editions-by-days',
  'importers/updates/update',
  'importers/documents/articles',
  'factcheck/removed-matches',
  'importers/updates/real-renames',
  'importers/recognition/real-states',
  'http/protection/rate-limit',
  'deployment/topology',
  'graphql/execution/statements',
  'graphql/execution/selection',
].map((name) => path.resolve('tests', `${name}.test.ts`));

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONGEST.indexOf(moduleId);
  return place < 0 ? LONGEST.length : place;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const file of LONGEST) {
      if (!existsSync(file)) throw new Error(`There is no ${file}: take it off the list.`);
    }
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}
