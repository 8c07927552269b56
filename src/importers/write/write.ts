/** One transaction, repeatable by natural keys. */
import { createHash } from 'node:crypto';
import type { Database, Transaction } from '../../database/types.js';
import type { Facts, RejectedRow, Warning } from '../facts.js';
import type { Progress } from '../progress.js';
import { type Files, keepFiles } from '../updates/source-files.js';
import { type ChangeFact, writeChanges } from './changes.js';
import { writeCoverage } from './derived/coverage.js';
import { writeHatTricks } from './derived/hat-tricks.js';
import { writeRatings } from './derived/ratings.js';
import { writeScorers } from './derived/scorers.js';
import { writeSearch } from './derived/search-index.js';
import { writeTeamGoals } from './derived/team-goals.js';
import { writeEditionsByDays } from './editions-by-days.js';
import { writeFigureDiscrepancies } from './figure-discrepancies.js';
import { writeMatches } from './matches.js';
import { writeBirthDates, writePlayers } from './players.js';
import { writeReference } from './reference.js';
import { deleteRetracted } from './retractions.js';
import { writeCitations, writeHoldings, writeStatements } from './statements.js';
import { ImportCounts, type RowCount, requireId } from './upsert.js';

export interface ImportAccount {
  /** SHA-256. */
  checksum: string;
  /** Default: rows counted. */
  read?: number;
  /** Tables of which an accepted row is one; default: all. */
  counted?: readonly string[];
  files?: Files;
  /** Null: too many. */
  changes?: readonly ChangeFact[] | null;
  rejected: readonly RejectedRow[];
  warnings: readonly Warning[];
  /** Not stored. */
  suggestions?: readonly string[];
}

/** read = written + unchanged + rejected. */
export interface ImportReport extends RowCount {
  /** Slug. */
  source: string;
  read: number;
  rejected: readonly RejectedRow[];
  warnings: readonly Warning[];
  tables: ReadonlyMap<string, RowCount>;
  counted?: readonly string[];
  removed: number;
  suggestions?: readonly string[];
  /** Edition by days changed. */
  placed: number;
  /** New only after changes. */
  version: string;
}

export function buildAccount(facts: Facts): ImportAccount {
  return { checksum: sha256(JSON.stringify(facts)), rejected: [], warnings: [] };
}

export class DryRunRollback extends Error {
  constructor(readonly report: ImportReport) {
    super('Nothing was changed.');
  }
}

export interface WriteOptions {
  progress?: Progress;
  factsOnly?: boolean;
  /** Roll back. */
  dryRun?: boolean;
}

/** Throws `DryRunRollback` for a dry run, and if counts do not add up. */
export function writeFacts(
  db: Database,
  source: string,
  facts: Facts,
  account: ImportAccount = buildAccount(facts),
  { progress, factsOnly = false, dryRun = false }: WriteOptions = {},
): Promise<ImportReport> {
  return db.write(async (tx) => {
    const importCounts = new ImportCounts(progress);
    const references = await writeReference(tx, facts, importCounts);
    const resolvePlayer = await writePlayers(tx, facts, references, importCounts);
    await writeBirthDates(tx, facts, resolvePlayer, importCounts);
    const ids = await writeMatches(tx, facts.matches, references, resolvePlayer, importCounts);
    await writeStatements(tx, facts, references, ids, resolvePlayer, importCounts);
    await writeHoldings(tx, source, facts, references, importCounts);
    await writeCitations(tx, facts, references, ids, resolvePlayer, importCounts);
    await writeEditionsByDays(tx, facts.matches, ids.matches, importCounts);
    await deleteRetracted(tx, facts, references, importCounts);
    if (!factsOnly) await writeDerived(tx, importCounts);
    const { counted, files } = account;
    if (files) await keepFiles(tx, requireId(references.sources, source), files);
    const report = {
      source,
      ...(counted
        ? importCounts.sumOf(requireId(references.sources, source), counted)
        : importCounts.sum()),
      rejected: account.rejected,
      warnings: account.warnings,
      tables: importCounts.tables,
      removed: importCounts.removed,
      placed: importCounts.placed,
      ...(counted ? { counted } : {}),
      ...(account.suggestions ? { suggestions: account.suggestions } : {}),
    };
    const read = report.written + report.unchanged + report.rejected.length;
    if (account.read !== undefined && account.read !== read) {
      throw new Error(`${account.read} rows were read, but ${read} are accounted for.`);
    }
    const changed = importCounts.hasChanges();
    const version = await recordImport(
      tx,
      { ...report, read },
      account.checksum,
      changed,
      account.changes ?? null,
    );
    if (dryRun) throw new DryRunRollback({ ...report, read, version });
    return { ...report, read, version };
  });
}

/** From all sources. */
export async function writeDerived(tx: Transaction, importCounts: ImportCounts): Promise<void> {
  await writeFigureDiscrepancies(tx, importCounts);
  await writeRatings(tx, importCounts);
  await writeHatTricks(tx, importCounts);
  await writeScorers(tx, importCounts);
  await writeTeamGoals(tx, importCounts);
  await writeCoverage(tx, importCounts);
  await writeSearch(tx, importCounts);
}

export async function recordImport(
  tx: Transaction,
  report: Omit<ImportReport, 'version'>,
  checksum: string,
  changed: boolean,
  changes: readonly ChangeFact[] | null,
): Promise<string> {
  const old = await tx.prisma.dataset.findUnique({ where: { id: 1 } });
  if (old && !changed) {
    // Other files, same content.
    if (!(await isLastChecksum(tx, report.source, checksum))) {
      await insertImportRun(tx, report, checksum, new Date().toISOString());
    }
    return old.version;
  }
  const version = sha256([old?.version, report.source, checksum].join()).slice(0, 12);
  const importedAt = new Date().toISOString();
  const sourceId = await insertImportRun(tx, report, checksum, importedAt);
  await writeChanges(tx, version, importedAt, sourceId, changes);
  const state = { version, importedAt };
  await tx.prisma.dataset.upsert({ where: { id: 1 }, create: { id: 1, ...state }, update: state });
  return version;
}

async function isLastChecksum(tx: Transaction, source: string, checksum: string): Promise<boolean> {
  const last = await tx.prisma.importRun.findFirst({
    where: { source: { slug: source } },
    orderBy: { id: 'desc' },
  });
  return last?.checksum === checksum;
}

async function insertImportRun(
  tx: Transaction,
  { source, read, written, unchanged, rejected, warnings }: Omit<ImportReport, 'version'>,
  checksum: string,
  importedAt: string,
): Promise<number> {
  const { id: sourceId } = await tx.prisma.source.findUniqueOrThrow({ where: { slug: source } });
  const last = await tx.prisma.importRun.aggregate({ _max: { id: true } });
  const runId = (last._max.id ?? 0) + 1;
  const counts = { read, written, unchanged, rejected: rejected.length };
  await tx.prisma.importRun.create({
    data: { id: runId, sourceId, importedAt, checksum, ...counts },
  });
  await tx.insert(
    'import_warnings',
    warnings.map((warning) => ({ runId, ...warning })),
  );
  await tx.insert(
    'rejected_rows',
    rejected.map((row, place) => ({ runId, ordinal: place + 1, ...row })),
  );
  return sourceId;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
