/**
 * The command line of the importers: `npm run import -- <dataset> --from <folder> [--category men|women] [--full]`,
 * `npm run import -- article --from <file>`, and `npx prisma db seed -- --dataset <dataset> --from <folder>`.
 */
import { parseArgs } from 'node:util';
import type { Database } from '../database.js';
import { articleFacts, openArticle } from './article-file.js';
import { checksumOf, DATASETS, type Dataset } from './datasets.js';
import { fetchDataset } from './download.js';
import { cameTooEarly, lastRunOfTheSame } from './earlier-imports.js';
import type { Category } from './facts.js';
import { knownIn } from './known.js';
import { type Progress, progressOn } from './progress.js';
import { repeatedLines, reportLines, suggestionLines } from './report.js';
import { writeFacts } from './write.js';

export interface Asked {
  dataset: string;
  from?: string | undefined;
  category?: string | undefined;
  /** Compare every row, even where these very files have been imported before. */
  full?: boolean | undefined;
  /** Import also what would take back more than an update usually does. */
  force?: boolean | undefined;
  /** Tell what the import would do, and change nothing. */
  dryRun?: boolean | undefined;
}

/** What the command line asks for; a mistake is one line that says what is accepted. */
export function readArguments(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      dataset: { type: 'string' },
      from: { type: 'string' },
      category: { type: 'string' },
      full: { type: 'boolean' },
      force: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  });
  const [dataset = ''] = values.dataset === undefined ? positionals : [values.dataset];
  const { from, category, full, force, 'dry-run': dryRun } = values;
  return { dataset, from, category, full, force, dryRun };
}

/** Whose matches are meant; a dataset whose files are not told apart by it takes no such word. */
function categoryOf(name: string, { home }: Dataset, asked: string | undefined): Category {
  if (asked !== undefined && (home === null || typeof home === 'string')) {
    throw new Error(`${name} is imported as a whole: leave out --category.`);
  }
  if (asked === 'women') return 'WOMEN';
  if (asked === undefined || asked === 'men') return 'MEN';
  throw new Error(`--category must be men or women, got "${asked}".`);
}

/** What one article is imported as: a file of its own instead of a folder. */
const ARTICLE = 'article';

/** Imports one article, whole: what an earlier version of its file said and this one does not is taken back. */
async function importArticle(
  db: Database,
  file: string | undefined,
  print: (line: string) => void,
  progress: Progress,
): Promise<void> {
  if (file === undefined) throw new Error('An article is read from a file: add --from <file>.');
  const started = performance.now();
  const article = openArticle(file);
  const facts = await articleFacts(article, knownIn(db));
  const report = await writeFacts(db, article.value.slug, facts, undefined, progress);
  for (const line of reportLines(report, (performance.now() - started) / 1000)) print(line);
}

/** Imports a dataset into a database opened for writing, and prints the report. */
export async function runImport(
  db: Database,
  { dataset: name, from, category, full }: Asked,
  print: (line: string) => void = console.log,
  progress: Progress = progressOn(process.stderr),
): Promise<void> {
  if (name === ARTICLE) return importArticle(db, from, print, progress);
  const dataset = DATASETS[name];
  if (!dataset) {
    const names = [...Object.keys(DATASETS), ARTICLE];
    throw new Error(`"${name}" is no dataset; there are ${names.join(', ')}.`);
  }
  const whose = categoryOf(name, dataset, category);
  const started = performance.now();
  const folder = from ?? (await fetchDataset(name, dataset, whose, print));
  const source = dataset.source(whose);
  const checksum = await checksumOf(folder, dataset.files);
  const last = full ? null : await lastRunOfTheSame(db, source, checksum, dataset.dependsOn);
  if (last) {
    for (const line of repeatedLines(source, last)) print(line);
    return;
  }
  const tooEarly = await cameTooEarly(db, source, dataset.precedes, whose);
  if (tooEarly) {
    throw new Error(
      `The record has matches of ${tooEarly} already, which would stand twice: import ${name} first, into a database without them.`,
    );
  }
  print(`Reading ${dataset.files.join(', ')} …`);
  const { facts, account } = await dataset.read(folder, whose, knownIn(db));
  print(
    `Writing ${facts.matches.length.toLocaleString('en')} matches and all that belongs to them …`,
  );
  const report = await writeFacts(db, source, facts, { ...account, checksum }, progress);
  for (const line of reportLines(report, (performance.now() - started) / 1000)) print(line);
  for (const line of suggestionLines(account.suggestions ?? [])) print(line);
}
