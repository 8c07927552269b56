/**
 * Facts → database, in one transaction: repeatable, since every fact is known by a natural key, and all or nothing.
 * What an import does not speak of stays as it was.
 */
import { createHash } from 'node:crypto';
import type { Database, Transaction } from '../database.js';
import type { Facts } from './facts.js';
import type { Tally } from './table.js';
import { writeMatches } from './write-matches.js';
import { writeNames } from './write-names.js';
import { writeBirthDates, writePlayers } from './write-players.js';
import { writeCitations, writeWords } from './write-words.js';

/** What an import did: read = written + unchanged + rejected. */
export interface Report extends Tally {
  /** The slug of what was imported. */
  source: string;
  rejected: number;
  /** The version of the record afterwards; a new one only where something was written. */
  version: string;
}

/** Writes the facts of one import of a source. Where nothing is new, the database stays as it was, bit for bit. */
export function writeFacts(db: Database, source: string, facts: Facts): Promise<Report> {
  return db.write(async (tx) => {
    const tally: Tally = { read: 0, written: 0, unchanged: 0 };
    const names = await writeNames(tx, facts, tally);
    const whoIs = await writePlayers(tx, facts, names, tally);
    await writeBirthDates(tx, facts, whoIs, tally);
    const ids = await writeMatches(tx, facts.matches, names, whoIs, tally);
    await writeWords(tx, facts, names, ids, whoIs, tally);
    await writeCitations(tx, facts, names, ids, whoIs, tally);
    if (tally.read !== tally.written + tally.unchanged) {
      throw new Error(
        `Of ${tally.read} facts ${tally.written} were written and ${tally.unchanged} unchanged.`,
      );
    }
    return { source, ...tally, rejected: 0, version: await enter(tx, source, facts, tally) };
  });
}

/** Enters the run and the new version in the same transaction; answers the version that holds from now on. */
async function enter(tx: Transaction, source: string, facts: Facts, tally: Tally): Promise<string> {
  const old = await tx.dataset.findUnique({ where: { id: 1 } });
  if (old && tally.written === 0) return old.version;
  const checksum = sha256(JSON.stringify(facts));
  const version = sha256([old?.version, source, checksum].join()).slice(0, 12);
  const importedAt = new Date().toISOString();
  const { id: sourceId } = await tx.source.findUniqueOrThrow({ where: { slug: source } });
  const last = await tx.importRun.aggregate({ _max: { id: true } });
  const id = (last._max.id ?? 0) + 1;
  await tx.importRun.create({
    data: { id, sourceId, importedAt, checksum, ...tally, rejected: 0 },
  });
  const state = { version, importedAt };
  await tx.dataset.upsert({ where: { id: 1 }, create: { id: 1, ...state }, update: state });
  return version;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
