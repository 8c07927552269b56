import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sql from 'sql-template-tag';
import type { Database } from '../../database/types.js';
import { computeChecksum } from '../checksum.js';
import { DATASETS, type Dataset } from '../datasets.js';
import { downloadDataset } from '../download.js';
import type { Category } from '../facts.js';
import { createProgress, type Progress } from '../progress.js';
import { type ImportOptions, runImport } from '../run.js';

export interface UpdateOptions extends Pick<ImportOptions, 'full' | 'force' | 'dryRun'> {
  /** A subfolder a source; otherwise downloads. */
  from?: string | undefined;
}

interface UpdatePart {
  dataset: Dataset;
  name: string;
  /** Undefined: together. */
  category: Category | undefined;
  source: string;
}

interface PreparedUpdate extends UpdatePart {
  folder: string;
}

/** In order of references. */
const SOURCE_ORDER: readonly [name: string, category?: Category][] = [
  ['international-results', 'MEN'],
  ['international-results', 'WOMEN'],
  ['fjelstul-world-cup'],
  ['world-cup-squads'],
  ['fjelstul-world-cup-more'],
  ['openfootball-world-cup-more'],
  ['wikipedia-world-cup-match-pages'],
  ['openfootball-world-cup-full'],
];

export function parseUpdateArguments(args: readonly string[]): UpdateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      full: { type: 'boolean' },
      force: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  });
  return { from: values.from, full: values.full, force: values.force, dryRun: values['dry-run'] };
}

/** Starts when all files are there. Throws on the first failure, naming the imported. */
export async function runUpdate(
  db: Database,
  { from, ...options }: UpdateOptions,
  print: (line: string) => void = console.log,
  progress: Progress = createProgress(process.stderr),
): Promise<void> {
  const parts = await listUpdateParts(db);
  if (parts.length === 0) {
    throw new Error('No dataset has been imported yet: begin with "npm run import -- <dataset>".');
  }
  const ready =
    from === undefined
      ? await downloadParts(parts, print)
      : await findPartFolders(from, parts, print);
  const done: string[] = [];
  for (const { name, category, source, folder } of ready) {
    const whose = category && { category: category.toLowerCase() };
    print(`${source}:`);
    await runImport(
      db,
      { dataset: name, from: folder, ...whose, ...options },
      print,
      progress,
    ).catch((error: Error) => {
      const before = done.length > 0 ? `Imported before it: ${done.join(', ')}.` : NO_UPDATE;
      throw new Error(`${source} was not imported: ${asSentence(error.message)} ${before}`);
    });
    done.push(source);
  }
  print(`${options.dryRun ? 'Read' : 'Up to date'}: ${done.join(', ')}.`);
}

const NO_UPDATE = 'Nothing was changed.';

const asSentence = (message: string) => `${message.replace(/\.$/, '')}.`;

async function listUpdateParts(db: Database): Promise<UpdatePart[]> {
  const slugs = await db.select<string[]>(sql`SELECT ${db.dialect.jsonList(sql`s.slug`)} AS json
    FROM sources s WHERE EXISTS (SELECT 1 FROM import_runs r WHERE r.source_id = s.id)`);
  return SOURCE_ORDER.flatMap(([name, category]) => {
    const dataset = DATASETS[name];
    if (!dataset) return [];
    const source = dataset.source(category ?? 'MEN');
    return slugs?.includes(source) ? [{ dataset, name, category, source }] : [];
  });
}

async function downloadParts(
  parts: readonly UpdatePart[],
  print: (line: string) => void,
): Promise<PreparedUpdate[]> {
  const ready: PreparedUpdate[] = [];
  for (const part of parts) {
    const { dataset, name, category = 'MEN', source } = part;
    if (dataset.baseUrl === null) {
      print(`${source} is nowhere on the web and is left as it is; --from <folder> can bring it.`);
      continue;
    }
    const advice = `Pass --from <folder> with a folder ${source}. ${NO_UPDATE}`;
    ready.push({ ...part, folder: await downloadDataset(name, dataset, category, print, advice) });
  }
  return requireFiles(
    ready,
    'None of the datasets of the record is on the web: pass --from <folder>.',
  );
}

async function findPartFolders(
  from: string,
  parts: readonly UpdatePart[],
  print: (line: string) => void,
): Promise<PreparedUpdate[]> {
  const ready = parts
    .map((part) => ({ ...part, folder: path.join(from, part.source) }))
    .filter(({ source, folder }) => {
      if (existsSync(folder)) return true;
      print(`${source} has no folder in ${from} and is left as it is.`);
      return false;
    });
  const names = parts.map(({ source }) => source).join(', ');
  return requireFiles(ready, `${from} has no folder for any dataset of the record: ${names}.`);
}

/** Throws if none or incomplete. */
async function requireFiles(
  ready: readonly PreparedUpdate[],
  emptyMessage: string,
): Promise<PreparedUpdate[]> {
  if (ready.length === 0) throw new Error(`${emptyMessage} ${NO_UPDATE}`);
  for (const { dataset, folder } of ready) {
    await computeChecksum(folder, dataset.files).catch((error: Error) => {
      throw new Error(`${asSentence(error.message)} ${NO_UPDATE}`);
    });
  }
  return [...ready];
}
