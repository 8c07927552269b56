/** Rebuilds the record from all kept files and writes the difference. */
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../database/types.js';
import { datasetOf } from '../datasets.js';
import type { CurrentSlugs } from '../documents/article-file.js';
import { SEED_SOURCE } from '../documents/seed.js';
import { type Recognition, recognise } from '../recognition/recognise.js';
import type { ChangeFact } from '../write/changes.js';
import { writeFormerSlugs } from '../write/former-slugs.js';
import { countedTable, ImportCounts } from '../write/upsert.js';
import { DryRunRollback, type ImportReport, recordImport, writeDerived } from '../write/write.js';
import { applyDifference } from './apply.js';
import { ENTITIES, listChanges } from './changes.js';
import { compareRecords, type TableDifference } from './difference.js';
import { listLosses } from './loss-guard.js';
import { rowsOf, stateOf, tableOf } from './renames.js';
import { importOrder, type SourceWithFiles, withReplay } from './replay.js';
import { keepFiles, readKeptFiles } from './source-files.js';
import type { Row } from './tables.js';

export interface RebuildOptions extends SourceWithFiles {
  checksum: string;
  force: boolean;
  dryRun: boolean;
}

export interface RebuildReport extends ImportReport {
  recognition: Recognition;
  takenBack: ReadonlyMap<string, number>;
  /** Slugs. */
  goneMatches: string[];
  renamedTeams: { from: string; to: string; matches: number }[];
}

export class ImportRefusedError extends Error {}

export async function importedSources(db: Database): Promise<string[]> {
  const slugs = await db.select<string[]>(
    sql`SELECT ${db.dialect.jsonList(sql`x.slug`, sql`x.first`)} AS json FROM (
      SELECT s.slug, min(r.id) AS first FROM import_runs r JOIN sources s ON s.id = r.source_id
      GROUP BY s.slug) x`,
  );
  return slugs ?? [];
}

/** From an earlier release: no files, or not all. */
export async function sourcesWithoutFiles(db: Database): Promise<string[]> {
  const kept = await readKeptFiles(db);
  const hasFiles = (slug: string) => {
    const files = kept.get(slug);
    return datasetOf(slug)?.dataset.files.every((name) => files?.has(name)) ?? files !== undefined;
  };
  return (await importedSources(db)).filter((slug) => slug !== SEED_SOURCE && !hasFiles(slug));
}

/** Needs no rebuild. */
export function isLastSource(source: string, imported: readonly string[]): boolean {
  return imported.every((other) => other !== source && importOrder(other) <= importOrder(source));
}

/** Throws `ImportRefusedError`; for a dry run `DryRunRollback`. */
export async function rebuild(db: Database, options: RebuildOptions): Promise<RebuildReport> {
  const kept = await readKeptFiles(db);
  const imported = await importedSources(db);
  const sources = [...new Set([...imported, options.source])].map((source) => ({
    source,
    files:
      source === options.source ? options.files : (kept.get(source) ?? new Map<string, string>()),
  }));
  return withReplay(
    sources,
    (scratch) => scratch.write((from) => db.write((to) => currentSlugs(from, to))),
    (scratch, reports) =>
      scratch.write((from) => db.write((to) => synchronize(from, to, options, reports))),
  );
}

async function currentSlugs(from: Transaction, to: Transaction): Promise<CurrentSlugs> {
  const { tables } = await compareRecords(from, to);
  const { renamed, moved } = recognise(stateOf(tables, 'before'), stateOf(tables, 'after'));
  const known = await to.prisma.formerSlug.findMany();
  const of = (entity: string) =>
    known
      .filter((one) => one.entity === entity)
      .map(({ slug, currentSlug }) => [slug, currentSlug] as const);
  const teams = renamed.filter(({ entity }) => entity === 'Team');
  const through = (pairs: readonly (readonly [string, string])[]) => {
    const map = new Map(pairs);
    return new Map(pairs.map(([slug, current]) => [slug, map.get(current) ?? current]));
  };
  return {
    matches: through([
      ...of('Match'),
      ...moved.map(({ slug, currentSlug }) => [slug, currentSlug] as const),
    ]),
    teams: through([
      ...of('Team'),
      ...teams.map(({ slug, currentSlug }) => [slug, currentSlug] as const),
    ]),
  };
}

async function synchronize(
  from: Transaction,
  to: Transaction,
  options: RebuildOptions,
  reports: ReadonlyMap<string, ImportReport>,
): Promise<RebuildReport> {
  const fresh = reports.get(options.source);
  if (!fresh) throw new Error(`${options.source} was not made anew.`);
  const { tables, ids } = await compareRecords(from, to);
  const recognition = recognise(stateOf(tables, 'before'), stateOf(tables, 'after'));
  const sourceId = findSourceId(tables, options.source);
  const losses = listLosses(tables, recognition, sourceId);
  if (losses.length > 0 && !options.force) throw new ImportRefusedError(formatLosses(losses));
  const importCounts = buildCounts(tables);
  const changes = listChanges(tables, recognition);
  await applyDifference(from, to, tables, ids, importCounts);
  const isRedirected = await writeFormerSlugs(to, recognition);
  if (isRedirected) importCounts.count('former slugs', 1, 0);
  await writeDerived(to, importCounts);
  await keepFiles(to, sourceId, options.files);
  const takenBack = countRemoved(tables, changes);
  const removed = [...takenBack.values()].reduce((sum, rows) => sum + rows, 0);
  // Placed matches are among the differences.
  const report = { ...buildReport(fresh, tables, sourceId), placed: 0, removed };
  const version = await recordImport(
    to,
    report,
    options.checksum,
    importCounts.hasChanges(),
    changes,
  );
  const rebuildReport = {
    ...report,
    version,
    recognition,
    takenBack,
    goneMatches: changes
      .filter(({ kind, entity }) => kind === 'REMOVED' && entity === 'Match')
      .map(({ slug }) => slug),
    renamedTeams: renamedTeams(tables, recognition),
  };
  if (options.dryRun) throw new DryRunRollback(rebuildReport);
  return rebuildReport;
}

function findSourceId(tables: readonly TableDifference[], source: string): number {
  const row = rowsOf(tableOf(tables, 'sources'), 'after').find(({ slug }) => slug === source);
  if (!row) throw new Error(`The record has no source ${source}.`);
  return row.id;
}

const formatLosses = (losses: readonly string[]) =>
  `${losses.join('; ')}. If the files are right, import them with --force.`;

function buildCounts(tables: readonly TableDifference[]): ImportCounts {
  const importCounts = new ImportCounts();
  for (const { table, created, changed, unchanged, gone } of tables) {
    importCounts.count(table, created.length + changed.length, unchanged.length);
    importCounts.countRemoved(table, gone.length);
  }
  return importCounts;
}

/** `written`: differing rows. */
function buildReport(
  fresh: ImportReport,
  tables: readonly TableDifference[],
  sourceId: number,
): Omit<ImportReport, 'version' | 'removed'> {
  const { counted } = fresh;
  const isCounted = (table: string) => (row: Row) =>
    row.sourceId === sourceId && (!counted || counted.includes(countedTable(table, row)));
  const written = tables.reduce((sum, { table, created, changed }) => {
    const rows = [...created, ...changed.map(({ row }) => row)];
    return sum + rows.filter(isCounted(table)).length;
  }, 0);
  return {
    ...fresh,
    written,
    unchanged: fresh.read - fresh.rejected.length - written,
    tables: new Map(
      tables.map(({ table, created, changed, unchanged }) => [
        table,
        { written: created.length + changed.length, unchanged: unchanged.length },
      ]),
    ),
  };
}

/** Without recognised rows and parts. */
function countRemoved(
  tables: readonly TableDifference[],
  changes: readonly ChangeFact[],
): ReadonlyMap<string, number> {
  const removed = changes.filter(({ kind }) => kind === 'REMOVED');
  const counts = tables.map(({ table, gone, created }) => {
    const entity = ENTITIES[table];
    const rows = entity
      ? removed.filter((change) => change.entity === entity).length
      : Math.max(0, gone.length - created.length);
    return [table, rows] as const;
  });
  return new Map(counts.filter(([, rows]) => rows > 0));
}

function renamedTeams(
  tables: readonly TableDifference[],
  { renamed }: Recognition,
): RebuildReport['renamedTeams'] {
  const after = stateOf(tables, 'after');
  const names = new Map(after.teams.map(({ slug, name }) => [slug, name]));
  return renamed
    .filter(({ entity }) => entity === 'Team')
    .map(({ slug, currentSlug, name }) => ({
      from: name ?? slug,
      to: names.get(currentSlug) ?? currentSlug,
      matches: after.matches.filter(({ home, away }) => [home, away].includes(currentSlug)).length,
    }));
}
