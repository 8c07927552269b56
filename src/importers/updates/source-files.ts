/** The last imported files of each source, kept for a rebuild. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../database/types.js';

export type Files = ReadonlyMap<string, string>;

export async function keepFiles(tx: Transaction, sourceId: number, files: Files): Promise<void> {
  const wanted = [...files].map(([name, text]) => ({
    sourceId,
    name,
    content: gzipSync(text).toString('base64'),
  }));
  const kept = await tx.prisma.sourceFile.findMany({ where: { sourceId } });
  const contents = new Map(kept.map(({ name, content }) => [name, content]));
  const isKept = wanted.every(({ name, content }) => contents.get(name) === content);
  if (isKept && kept.length === wanted.length) return;
  await tx.prisma.sourceFile.deleteMany({ where: { sourceId } });
  for (const data of wanted) await tx.prisma.sourceFile.create({ data });
}

/** By source slug. */
export async function readKeptFiles(db: Database): Promise<ReadonlyMap<string, Files>> {
  const { jsonObject, jsonList } = db.dialect;
  const file = jsonObject({ source: sql`s.slug`, name: sql`f.name`, content: sql`f.content` });
  const rows = await db.select<{ source: string; name: string; content: string }[]>(
    sql`SELECT ${jsonList(file, sql`s.id, f.name`)} AS json
      FROM source_files f JOIN sources s ON s.id = f.source_id`,
  );
  const kept = new Map<string, Map<string, string>>();
  for (const { source, name, content } of rows ?? []) {
    const files = kept.get(source) ?? new Map<string, string>();
    files.set(name, gunzipSync(Buffer.from(content, 'base64')).toString());
    kept.set(source, files);
  }
  return kept;
}

/** As a temporary folder. */
export async function withTemporaryFolder<Value>(
  files: Files,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-files-'));
  try {
    for (const [name, text] of files) await writeFile(path.join(folder, name), text);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
