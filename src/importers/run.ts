/**
 * The command line of the importers: `npm run import -- <dataset> --from <folder> [--category men|women]`, and
 * `npx prisma db seed -- --dataset <dataset> --from <folder>`.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '../database.js';
import { DATASETS } from './datasets.js';
import { fetchDataset } from './download.js';
import { readKnown } from './known.js';
import { reportLines } from './report.js';
import { writeFacts } from './write.js';

export interface Asked {
  dataset: string;
  from?: string | undefined;
  category?: string | undefined;
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
    },
  });
  const [dataset = ''] = values.dataset === undefined ? positionals : [values.dataset];
  return { dataset, from: values.from, category: values.category };
}

/** Imports a dataset into the database of a URL and prints the report. */
export async function runImport(
  databaseUrl: string,
  { dataset: name, from, category = 'men' }: Asked,
  print: (line: string) => void = console.log,
): Promise<void> {
  const dataset = DATASETS[name];
  if (!dataset) {
    throw new Error(`"${name}" is no dataset; there are ${Object.keys(DATASETS).join(', ')}.`);
  }
  if (category !== 'men' && category !== 'women') {
    throw new Error(`--category must be men or women, got "${category}".`);
  }
  const whose = category === 'men' ? 'MEN' : 'WOMEN';
  const started = performance.now();
  const db = openDatabase(databaseUrl, { writable: true });
  try {
    const folder = from ?? (await fetchDataset(name, dataset, whose, print));
    print(`Reading ${dataset.files.join(', ')} …`);
    const { source, facts, account } = await dataset.read(folder, whose, await readKnown(db));
    print(
      `Writing ${facts.matches.length.toLocaleString('en')} matches and all that belongs to them …`,
    );
    const report = await writeFacts(db, source, facts, account);
    for (const line of reportLines(report, (performance.now() - started) / 1000)) print(line);
  } finally {
    await db.close();
  }
}
