/** The datasets that can be imported: their files, where the public repository has them, and how they become facts. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAliases } from './aliases.js';
import { DocumentError, readDocument } from './documents.js';
import type { Category, Facts, SourceFact } from './facts.js';
import { readResultFiles, shapeResults } from './international-results.js';
import type { Known } from './known.js';
import { sourcesDocument } from './seed-documents.js';
import type { Account } from './write.js';

/** What one import brings. */
export interface Import {
  source: string;
  facts: Facts;
  account: Account;
}

export interface Dataset {
  /** Its files, by name. */
  files: readonly string[];
  /** Where the files of a category are on the web, without their names. */
  home: Record<Category, string>;
  /** Shapes the files into facts. What the record has already helps to find the matches and people that are meant. */
  read(folder: string, category: Category, known: Known): Promise<Import>;
}

/** Every dataset, by the name under which it is imported. */
export const DATASETS: Record<string, Dataset> = {
  'international-results': {
    files: ['results.csv', 'goalscorers.csv', 'shootouts.csv', 'former_names.csv'],
    home: {
      MEN: 'https://raw.githubusercontent.com/martj42/international_results/master',
      WOMEN: 'https://raw.githubusercontent.com/martj42/womens-international-results/master',
    },
    async read(folder, category) {
      const source = sourceOf(
        category === 'MEN' ? 'international-results' : 'international-results-women',
      );
      const { facts, rejected, warnings } = shapeResults(await readResultFiles(folder), {
        source,
        category,
        suffix: category === 'MEN' ? '' : '-women',
        aliases: readAliases(category),
      });
      return {
        source: source.slug,
        facts,
        account: {
          checksum: await checksumOf(folder, this.files),
          // A row of the four files is a match, a goal, a shoot-out or a former name.
          counted: ['matches', 'goals', 'shootouts', 'team_names'],
          rejected,
          warnings,
        },
      };
    },
  },
};

const SOURCES = fileURLToPath(new URL('../../prisma/seed/sources.yaml', import.meta.url));

/** A source as the seed's list of sources has it, so that it is described in one place. */
function sourceOf(slug: string): SourceFact {
  const source = readDocument(SOURCES, sourcesDocument).find((entry) => entry.slug === slug);
  if (!source) throw new DocumentError(`${SOURCES}: it does not list ${slug}`);
  return source;
}

/** SHA-256 over some files, one after the other. */
async function checksumOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    for await (const chunk of createReadStream(path.join(folder, file)))
      hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
