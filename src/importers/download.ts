import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Dataset } from './datasets.js';
import type { Category } from './facts.js';

const CACHE_DIR = 'data/datasets';

/** Per file. */
const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Returns the folder. Throws one line ending with `advice`. */
export async function downloadDataset(
  name: string,
  { files, optionalFiles = [], baseUrl }: Dataset,
  category: Category,
  print: (line: string) => void,
  advice = `Pass --from <folder> with ${files.join(', ')}.`,
): Promise<string> {
  const address = typeof baseUrl === 'string' ? baseUrl : baseUrl?.[category];
  if (address === undefined) {
    throw new Error(`${name} is nowhere on the web. ${advice}`);
  }
  const folder = path.join(CACHE_DIR, `${name}-${category.toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  for (const file of [...files, ...optionalFiles]) {
    print(`Fetching ${file} …`);
    await downloadFile(`${address}/${file}`, path.join(folder, file)).catch((error: Error) => {
      const why = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`${file} cannot be fetched (${why}). ${advice}`);
    });
  }
  return folder;
}

/** Writes to `.part`, then renames. */
async function downloadFile(url: string, target: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!response.ok || !response.body) throw new Error(`the answer was ${response.status}`);
  const partial = `${target}.part`;
  await pipeline(response.body, createWriteStream(partial));
  await rename(partial, target);
}
