import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../database/database.js';
import { createScratchFile } from '../../database/scratch.js';
import type { Database } from '../../database/types.js';
import { datasetOf, SOURCES_IN_ORDER } from '../datasets.js';
import {
  buildArticleFacts,
  type CurrentSlugs,
  readArticle,
  withCurrentSlugs,
} from '../documents/article-file.js';
import { readSeed, SEED_SOURCE } from '../documents/seed.js';
import { createExistingRecord } from '../existing-record.js';
import type { Facts } from '../facts.js';
import { type ImportAccount, type ImportReport, writeFacts } from '../write/write.js';
import { type Files, withTemporaryFolder } from './source-files.js';

export const ARTICLE_FILE = 'article.yaml';

const SEED_FOLDER = fileURLToPath(new URL('../../../prisma/seed', import.meta.url));

/** Seed: of the release. */
export interface SourceWithFiles {
  source: string;
  files: Files;
}

/** Seed, datasets, articles. */
export function importOrder(source: string): number {
  if (source === SEED_SOURCE) return 0;
  const place = SOURCES_IN_ORDER.indexOf(source);
  return place < 0 ? SOURCES_IN_ORDER.length + 1 : place + 1;
}

/** In a scratch database. Articles come last, with current slugs. */
export async function withReplay<Value>(
  sources: readonly SourceWithFiles[],
  currentSlugs: (scratch: Database) => Promise<CurrentSlugs>,
  work: (scratch: Database, reports: ReadonlyMap<string, ImportReport>) => Promise<Value>,
): Promise<Value> {
  const file = createScratchFile();
  const scratch = openDatabase(file.url, { writable: true, isScratch: true });
  try {
    const reports = new Map<string, ImportReport>();
    const inOrder = [...sources].sort(
      (one, other) => importOrder(one.source) - importOrder(other.source),
    );
    let current: CurrentSlugs | null = null;
    for (const { source, files } of inOrder) {
      const isArticle = source !== SEED_SOURCE && !datasetOf(source);
      if (isArticle) current ??= await currentSlugs(scratch);
      const { facts, account } = await readFacts(source, files, scratch, current);
      reports.set(source, await writeFacts(scratch, source, facts, account, { factsOnly: true }));
    }
    return await work(scratch, reports);
  } finally {
    await scratch.close();
    file.remove();
  }
}

async function readFacts(
  source: string,
  files: Files,
  scratch: Database,
  current: CurrentSlugs | null,
): Promise<{ facts: Facts; account?: ImportAccount }> {
  if (source === SEED_SOURCE) return { facts: readSeed(SEED_FOLDER) };
  const known = createExistingRecord(scratch);
  const found = datasetOf(source);
  return withTemporaryFolder(files, async (folder) => {
    if (!found) {
      const article = readArticle(`${folder}/${ARTICLE_FILE}`);
      const value = current ? await withCurrentSlugs(article.value, known, current) : article.value;
      return { facts: await buildArticleFacts({ ...article, value }, known) };
    }
    const { facts, account } = await found.dataset.read(folder, found.category, known);
    return { facts, account: { ...account, checksum: '' } };
  });
}
