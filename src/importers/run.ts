/**
 * `npm run import -- <dataset> --from <folder> [--category men|women] [--full]`, `npm run import -- article --from
 * <file>`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../database/types.js';
import { computeChecksum } from './checksum.js';
import { DATASETS, type Dataset, listFiles } from './datasets.js';
import { buildArticleFacts, readArticle } from './documents/article-file.js';
import { downloadDataset } from './download.js';
import { createExistingRecord } from './existing-record.js';
import type { Category } from './facts.js';
import { findUnchangedRun } from './import-history.js';
import { createProgress, type Progress } from './progress.js';
import {
  formatRecognition,
  formatReport,
  formatSuggestions,
  formatUnchangedReport,
} from './report.js';
import {
  importedSources,
  isLastSource,
  type RebuildReport,
  rebuild,
  sourcesWithoutFiles,
} from './updates/rebuild.js';
import { ARTICLE_FILE } from './updates/replay.js';
import type { Files } from './updates/source-files.js';
import {
  buildAccount,
  DryRunRollback,
  type ImportReport,
  type WriteOptions,
  writeFacts,
} from './write/write.js';

export interface ImportOptions {
  dataset: string;
  from?: string | undefined;
  category?: string | undefined;
  /** Even if files are unchanged. */
  full?: boolean | undefined;
  /** Any number of deletions. */
  force?: boolean | undefined;
  dryRun?: boolean | undefined;
}

export function parseImportArguments(args: readonly string[]): ImportOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
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
  const { from, category, full, force } = values;
  return { dataset, from, category, full, force, dryRun: values['dry-run'] };
}

function parseCategory(name: string, { baseUrl }: Dataset, options: string | undefined): Category {
  if (options !== undefined && (baseUrl === null || typeof baseUrl === 'string')) {
    throw new Error(`${name} is imported as a whole: leave out --category.`);
  }
  if (options === 'women') return 'WOMEN';
  if (options === undefined || options === 'men') return 'MEN';
  throw new Error(`--category must be men or women, got "${options}".`);
}

const ARTICLE = 'article';

/** Deletes what the file dropped. */
async function importArticle(
  db: Database,
  { from: file, dryRun = false }: ImportOptions,
  print: (line: string) => void,
  progress: Progress,
): Promise<void> {
  if (file === undefined) throw new Error('An article is read from a file: add --from <file>.');
  const started = performance.now();
  const article = readArticle(file);
  const { slug } = article.value;
  const facts = await buildArticleFacts(article, createExistingRecord(db));
  const isNew = !(await importedSources(db)).includes(slug);
  const account = {
    ...buildAccount(facts),
    files: new Map([[ARTICLE_FILE, await readFile(file, 'utf8')]]),
    changes: [
      {
        kind: isNew ? ('ADDED' as const) : ('CHANGED' as const),
        entity: 'Article',
        slug,
        formerSlug: null,
        fields: [],
      },
    ],
  };
  const report = await catchDryRun(writeFacts(db, slug, facts, account, { progress, dryRun }));
  for (const line of formatReport(report, (performance.now() - started) / 1000)) print(line);
}

/** `db` is open for writing. Prints the report. */
export async function runImport(
  db: Database,
  options: ImportOptions,
  print: (line: string) => void = console.log,
  progress: Progress = createProgress(process.stderr),
): Promise<void> {
  const { dataset: name, from, category, full, dryRun = false } = options;
  if (name === ARTICLE) return importArticle(db, options, print, progress);
  const dataset = DATASETS[name];
  if (!dataset) {
    const names = [...Object.keys(DATASETS), ARTICLE];
    throw new Error(`"${name}" is no dataset; there are ${names.join(', ')}.`);
  }
  const categoryOfImport = parseCategory(name, dataset, category);
  const started = performance.now();
  const folder = from ?? (await downloadDataset(name, dataset, categoryOfImport, print));
  const source = dataset.source(categoryOfImport);
  await checkNeeds(db, name, dataset);
  const names = listFiles(folder, dataset);
  const checksum = await computeChecksum(folder, names);
  const last = full ? null : await findUnchangedRun(db, source, checksum);
  if (last) {
    for (const line of formatUnchangedReport(source, last)) print(line);
    return;
  }
  print(`Reading ${names.join(', ')} …`);
  const files = await readFiles(folder, names);
  const report = (await needsRebuild(db, source, print))
    ? await catchDryRun(
        rebuild(db, { source, files, checksum, force: options.force ?? false, dryRun }),
      )
    : await catchDryRun(
        writeDataset(
          db,
          dataset,
          categoryOfImport,
          folder,
          { checksum, files },
          { progress, dryRun },
        ),
      );
  const lines = formatReport(report, (performance.now() - started) / 1000);
  const recognised = 'recognition' in report ? formatRecognition(report as RebuildReport) : [];
  const suggestions = formatSuggestions(report.suggestions ?? []);
  for (const line of [...lines, ...recognised, ...suggestions]) print(line);
  if (dryRun) print('Nothing was changed: this was a dry run.');
}

async function checkNeeds(db: Database, name: string, { needs = [] }: Dataset): Promise<void> {
  const imported = await importedSources(db);
  const missing = needs.filter((source) => !imported.includes(source));
  if (missing.length === 0) return;
  throw new Error(
    `${name} adds to ${missing.join(' and ')}: import ${missing.join(', then ')} first.`,
  );
}

async function writeDataset(
  db: Database,
  dataset: Dataset,
  category: Category,
  folder: string,
  kept: { checksum: string; files: Files },
  writing: WriteOptions,
): Promise<ImportReport> {
  const { facts, account } = await dataset.read(folder, category, createExistingRecord(db));
  return writeFacts(db, dataset.source(category), facts, { ...account, ...kept }, writing);
}

/** Prints and only adds if other sources' files are missing. */
async function needsRebuild(
  db: Database,
  source: string,
  print: (line: string) => void,
): Promise<boolean> {
  if (isLastSource(source, await importedSources(db))) return false;
  const missing = (await sourcesWithoutFiles(db)).filter((other) => other !== source);
  if (missing.length === 0) return true;
  print(
    `Nothing is taken back before ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} been imported again: the record was made by an earlier release, which kept no such files.`,
  );
  return false;
}

async function catchDryRun<Result extends ImportReport>(report: Promise<Result>): Promise<Result> {
  return report.catch((error: unknown) => {
    if (error instanceof DryRunRollback) return error.report as Result;
    throw error;
  });
}

async function readFiles(folder: string, names: readonly string[]): Promise<Files> {
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
  );
  return new Map(files);
}
