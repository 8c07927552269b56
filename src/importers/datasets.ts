/** The datasets that can be imported: their files, where the public repository has them, and how they become facts. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALIASES_FILE, readAliases } from './aliases.js';
import { countRows, FileError } from './csv.js';
import { sourcesDocument } from './documents/schemas.js';
import { DocumentError, readYaml } from './documents/yaml.js';
import type { ExistingRecord } from './existing-record.js';
import type { Category, Facts, SourceFact } from './facts.js';
import { countFactRows, FJELSTUL_FILES, readFjelstulFiles } from './fjelstul-world-cup/files.js';
import { shapeWorldCups } from './fjelstul-world-cup/shape.js';
import { readResultFiles } from './international-results/files.js';
import { shapeResults } from './international-results/shape.js';
import { checkUsable } from './updates/unusable-files.js';
import { readSquads, SQUAD_FILE, shapeSquads } from './world-cup-squads/shape.js';
import type { ImportAccount } from './write/write.js';

/** What one import brings. */
export interface DatasetContent {
  facts: Facts;
  account: Omit<ImportAccount, 'checksum'>;
}

export interface Dataset {
  /** Its files, by name. */
  files: readonly string[];
  /** Where the files are on the web, without their names: each category apart, both in one, or nowhere. */
  baseUrl: Record<Category, string> | string | null;
  /** The slug of the source of a category's facts. */
  source(category: Category): string;
  /** Shapes the files into facts. What the record has already helps to find the matches and people that are meant. */
  read(folder: string, category: Category, known: ExistingRecord): Promise<DatasetContent>;
}

/** Every dataset, by the name under which it is imported. */
export const DATASETS: Record<string, Dataset> = {
  'international-results': {
    files: ['results.csv', 'goalscorers.csv', 'shootouts.csv', 'former_names.csv'],
    baseUrl: {
      MEN: 'https://raw.githubusercontent.com/martj42/international_results/master',
      WOMEN: 'https://raw.githubusercontent.com/martj42/womens-international-results/master',
    },
    source: (category) =>
      category === 'MEN' ? 'international-results' : 'international-results-women',
    async read(folder, category) {
      const source = readSource(this.source(category));
      const files = await readResultFiles(folder);
      const { facts, rejected, warnings, suggestions } = shapeResults(files, {
        source,
        category,
        suffix: category === 'MEN' ? '' : '-women',
        aliases: readAliases(category),
      });
      checkUsable([files.results], Object.values(files), rejected);
      return {
        facts,
        account: {
          read: countRows(Object.values(files)),
          // A row of the four files is a match, a goal, a shoot-out or a former name.
          counted: ['matches', 'goals', 'shootouts', 'team_names'],
          rejected,
          warnings,
          ...(suggestions ? { suggestions } : {}),
        },
      };
    },
  },
  'fjelstul-world-cup': {
    files: FJELSTUL_FILES,
    baseUrl: 'https://raw.githubusercontent.com/jfjelstul/worldcup/master/data-csv',
    source: () => 'fjelstul-world-cup',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const files = await readFjelstulFiles(folder);
      const { facts, rejected, warnings } = await shapeWorldCups(files, source, known);
      checkUsable([files.tournaments, files.matches], Object.values(files), rejected);
      return {
        facts,
        account: {
          read: countFactRows(files, rejected),
          // A row is an edition, a match, a goal, a kick or a person: one of its own, or a citation of one that is there.
          counted: ['editions', 'matches', 'goals', 'kicks', 'citations'],
          rejected,
          warnings,
        },
      };
    },
  },
  'world-cup-squads': {
    files: [SQUAD_FILE],
    baseUrl: null,
    source: () => 'world-cup-squads',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const table = await readSquads(folder);
      const { facts, rejected, warnings } = await shapeSquads(table, source, known);
      checkUsable([table], [table], rejected);
      return {
        facts,
        account: {
          read: countRows([table]),
          // A row is a citation of its player.
          counted: ['citations'],
          rejected,
          warnings,
        },
      };
    },
  },
};

/** The sources of the datasets, in the order in which they add to each other. */
export const SOURCES_IN_ORDER: readonly string[] = [
  'international-results',
  'international-results-women',
  'fjelstul-world-cup',
  'world-cup-squads',
];

/** The dataset that fills a source, and for which category; undefined where none does. */
export function datasetOf(source: string): { dataset: Dataset; category: Category } | undefined {
  for (const dataset of Object.values(DATASETS)) {
    for (const category of ['MEN', 'WOMEN'] as const) {
      if (dataset.source(category) === source) return { dataset, category };
    }
  }
  return undefined;
}

const SOURCES_FILE = fileURLToPath(new URL('../../prisma/seed/sources.yaml', import.meta.url));

/** A source as the seed's list of sources has it, so that it is described in one place. */
function readSource(slug: string): SourceFact {
  const source = readYaml(SOURCES_FILE, sourcesDocument).find((entry) => entry.slug === slug);
  if (!source) throw new DocumentError(`${SOURCES_FILE}: it does not list ${slug}`);
  return source;
}

/** Raised whenever the same files are shaped into other facts, so that an import of known files is not skipped. */
const SHAPE_REVISION = 3;

/** SHA-256 over the shape revision, the files of a dataset and the reviewed aliases: over all that decides its facts. */
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
