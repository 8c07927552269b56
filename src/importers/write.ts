/**
 * Facts → database, in one transaction: repeatable, since every fact is known by a natural key, and all or nothing.
 * What an import does not speak of stays as it was.
 */
import { createHash } from 'node:crypto';
import type { Database, Transaction } from '../database.js';
import type { Facts, Rejected, Warning } from './facts.js';
import type { Progress } from './progress.js';
import { type Files, keepFiles } from './source-files.js';
import { type Count, idIn, Ledger } from './table.js';
import { takeBackFromArticles } from './write-articles.js';
import { type ChangeFact, enterChanges } from './write-changes.js';
import { writeEditionsByDays } from './write-editions-by-days.js';
import { writeFigureDiscrepancies } from './write-figure-discrepancies.js';
import { writeHatTricks } from './write-hat-tricks.js';
import { writeMatches } from './write-matches.js';
import { writeNames } from './write-names.js';
import { writeBirthDates, writePlayers } from './write-players.js';
import { writeRatings } from './write-ratings.js';
import { writeScorers } from './write-scorers.js';
import { writeSearch } from './write-search.js';
import { writeCitations, writeHoldings, writeWords } from './write-words.js';

/** How the rows of an import are accounted for. */
export interface Account {
  /** SHA-256 over what was read. */
  checksum: string;
  /** How many rows were read; where it is left out, as many as are accounted for. */
  read?: number;
  /**
   * The tables in which every row that was read and not rejected is one row that cites the source, in one of them; where it
   * is left out, all rows of all tables are counted.
   */
  counted?: readonly string[];
  /** The files that were read, to be kept. */
  files?: Files;
  /** What the import changes, as clients read it; null or left out for more than can be told. */
  changes?: readonly ChangeFact[] | null;
  rejected: readonly Rejected[];
  warnings: readonly Warning[];
  /** What a reviewer of the aliases may look at; printed, not stored. */
  suggestions?: readonly string[];
}

/** What an import did: read = written + unchanged + rejected. */
export interface Report extends Count {
  /** The slug of what was imported. */
  source: string;
  read: number;
  rejected: readonly Rejected[];
  warnings: readonly Warning[];
  /** What became of the facts, table by table; more tables than those whose rows are counted. */
  tables: ReadonlyMap<string, Count>;
  /** The tables whose rows are counted; all where it is left out. */
  counted?: readonly string[];
  /** Rows that the source has taken back. */
  removed: number;
  /** What a reviewer of the aliases may look at. */
  suggestions?: readonly string[];
  /** Matches that are now in another edition, or in none, by the days of the editions. */
  placed: number;
  /** The version of the record afterwards; a new one only where something was written. */
  version: string;
}

/** The account of facts that were read from no table. */
export function accountOf(facts: Facts): Account {
  return { checksum: sha256(JSON.stringify(facts)), rejected: [], warnings: [] };
}

/** Ends a transaction that was only to tell what it would do. */
export class RolledBack extends Error {
  constructor(readonly report: Report) {
    super('Nothing was changed.');
  }
}

/** How an import goes about its facts. */
export interface Writing {
  progress?: Progress;
  /** Leave out what is derived from the facts of all sources. */
  factsOnly?: boolean;
  /** Tell what would change, and change nothing. */
  dryRun?: boolean;
}

/** Writes the facts of one import of a source. Where nothing is new, the database stays as it was, row for row. */
export function writeFacts(
  db: Database,
  source: string,
  facts: Facts,
  account: Account = accountOf(facts),
  { progress, factsOnly = false, dryRun = false }: Writing = {},
): Promise<Report> {
  return db.write(async (tx) => {
    const ledger = new Ledger(progress);
    const names = await writeNames(tx, facts, ledger);
    const whoIs = await writePlayers(tx, facts, names, ledger);
    await writeBirthDates(tx, facts, whoIs, ledger);
    const ids = await writeMatches(tx, facts.matches, names, whoIs, ledger);
    await writeWords(tx, facts, names, ids, whoIs, ledger);
    await writeHoldings(tx, source, facts, names, ledger);
    await writeCitations(tx, facts, names, ids, whoIs, ledger);
    await writeEditionsByDays(tx, facts.matches, ids.matches, ledger);
    await takeBackFromArticles(tx, facts, names, ledger);
    if (!factsOnly) await writeDerived(tx, ledger);
    const { counted, files } = account;
    if (files) await keepFiles(tx, idIn(names.sources, source), files);
    const report = {
      source,
      ...(counted ? ledger.sumOf(idIn(names.sources, source), counted) : ledger.sum()),
      rejected: account.rejected,
      warnings: account.warnings,
      tables: ledger.tables,
      removed: ledger.removed,
      placed: ledger.placed,
      ...(counted ? { counted } : {}),
      ...(account.suggestions ? { suggestions: account.suggestions } : {}),
    };
    const read = report.written + report.unchanged + report.rejected.length;
    if (account.read !== undefined && account.read !== read) {
      throw new Error(`${account.read} rows were read, but ${read} are accounted for.`);
    }
    const changed = ledger.hasChanges();
    const version = await enter(
      tx,
      { ...report, read },
      account.checksum,
      changed,
      account.changes ?? null,
    );
    if (dryRun) throw new RolledBack({ ...report, read, version });
    return { ...report, read, version };
  });
}

/** Derives anew what follows from the facts of all sources. */
export async function writeDerived(tx: Transaction, ledger: Ledger): Promise<void> {
  await writeFigureDiscrepancies(tx, ledger);
  await writeRatings(tx, ledger);
  await writeHatTricks(tx, ledger);
  await writeScorers(tx, ledger);
  await writeSearch(tx, ledger);
}

/** Enters the run and the new version in the same transaction; answers the version that holds from now on. */
export async function enter(
  tx: Transaction,
  report: Omit<Report, 'version'>,
  checksum: string,
  changed: boolean,
  changes: readonly ChangeFact[] | null,
): Promise<string> {
  const old = await tx.rows.dataset.findUnique({ where: { id: 1 } });
  if (old && !changed) {
    // Other files that say the same are known from now on.
    if (!(await isLastChecksum(tx, report.source, checksum))) {
      await enterRun(tx, report, checksum, new Date().toISOString());
    }
    return old.version;
  }
  const version = sha256([old?.version, report.source, checksum].join()).slice(0, 12);
  const importedAt = new Date().toISOString();
  const sourceId = await enterRun(tx, report, checksum, importedAt);
  await enterChanges(tx, version, importedAt, sourceId, changes);
  const state = { version, importedAt };
  await tx.rows.dataset.upsert({ where: { id: 1 }, create: { id: 1, ...state }, update: state });
  return version;
}

async function isLastChecksum(tx: Transaction, source: string, checksum: string): Promise<boolean> {
  const last = await tx.rows.importRun.findFirst({
    where: { source: { slug: source } },
    orderBy: { id: 'desc' },
  });
  return last?.checksum === checksum;
}

/** Enters the run; answers the id of its source. */
async function enterRun(
  tx: Transaction,
  { source, read, written, unchanged, rejected, warnings }: Omit<Report, 'version'>,
  checksum: string,
  importedAt: string,
): Promise<number> {
  const { id: sourceId } = await tx.rows.source.findUniqueOrThrow({ where: { slug: source } });
  const last = await tx.rows.importRun.aggregate({ _max: { id: true } });
  const runId = (last._max.id ?? 0) + 1;
  const counts = { read, written, unchanged, rejected: rejected.length };
  await tx.rows.importRun.create({
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
