import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALIASES_FILE } from '../../src/importers/aliases.js';
import { computeChecksum } from '../../src/importers/checksum.js';
import { resultsFolder } from './results-folder.js';

describe('the checksum of a dataset', () => {
  it('is not that of the files alone, so that files of a release that shaped them otherwise are read again', async () => {
    const { folder, remove } = resultsFolder({});
    onTestFinished(remove);
    const hash = createHash('sha256');
    for (const file of [path.join(folder, 'results.csv'), ALIASES_FILE])
      hash.update(readFileSync(file));
    const checksum = await computeChecksum(folder, ['results.csv']);
    expect(checksum).not.toBe(hash.digest('hex'));
    expect(await computeChecksum(folder, ['results.csv'])).toBe(checksum);
  });
});
