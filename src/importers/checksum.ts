import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ALIASES_FILE } from './aliases.js';
import { FileError } from './csv.js';

/** Increment when unchanged files give other facts. */
const SHAPE_REVISION = 4;

/** SHA-256 of revision, files and aliases. Throws `FileError`. */
export async function computeChecksum(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(`${SHAPE_REVISION}\n`);
  for (const file of [...files.map((name) => path.join(folder, name)), ALIASES_FILE]) {
    const content = await readFile(file).catch(() => {
      throw new FileError(`${path.basename(file)}: there is no such file in ${path.dirname(file)}`);
    });
    hash.update(content);
  }
  return hash.digest('hex');
}
