import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAliases } from './aliases.js';
import { readAliasTable, shapeTeamNames, TEAM_ALIASES_FILE } from './country-codes/shape.js';
import { countRows } from './csv.js';
import { sourcesDocument } from './documents/schemas.js';
import { DocumentError, readYaml } from './documents/yaml.js';
import type { ExistingRecord } from './existing-record.js';
import type { Category, Facts, SourceFact } from './facts.js';
import {
  BOOKING_FILE,
  countFactRows,
  FJELSTUL_FILES,
  readFjelstulFiles,
} from './fjelstul-world-cup/files.js';
import { shapeWorldCups } from './fjelstul-world-cup/shape.js';
import { readSheetFiles, SHEET_FILES } from './fjelstul-world-cup-more/files.js';
import { shapeSheets } from './fjelstul-world-cup-more/shape.js';
import { readResultFiles } from './international-results/files.js';
import { shapeResults } from './international-results/shape.js';
import { FJELSTUL } from './match-sheets.js';
import { readTextFiles, TEXT_FILES } from './openfootball-world-cup-full/files.js';
import { shapeTexts } from './openfootball-world-cup-full/shape.js';
import { readStarters, STARTER_FILE, shapeStarters } from './openfootball-world-cup-more/shape.js';
import { checkUsable } from './updates/unusable-files.js';
import { PAGE_FILES, readPageFiles } from './wikipedia-world-cup-match-pages/files.js';
import { shapePages } from './wikipedia-world-cup-match-pages/shape.js';
import { readSquads, SQUAD_FILE, shapeSquads } from './world-cup-squads/shape.js';
import type { ImportAccount } from './write/write.js';

export interface DatasetContent {
  facts: Facts;
  account: Omit<ImportAccount, 'checksum'>;
}

export interface Dataset {
  files: readonly string[];
  optionalFiles?: readonly string[];
  /** Sources that it adds to. */
  needs?: readonly string[];
  /** Without file name; null if not downloadable. */
  baseUrl: Record<Category, string> | string | null;
  source(category: Category): string;
  read(folder: string, category: Category, known: ExistingRecord): Promise<DatasetContent>;
}

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
          // Each row is one.
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
    optionalFiles: [BOOKING_FILE],
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
          // New or cited.
          counted: ['editions', 'matches', 'goals', 'kicks', 'bookings', 'citations'],
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
          counted: ['citations'],
          rejected,
          warnings,
        },
      };
    },
  },
  'fjelstul-world-cup-more': {
    files: SHEET_FILES,
    baseUrl: null,
    needs: [FJELSTUL],
    source: () => 'fjelstul-world-cup-more',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const files = await readSheetFiles(folder);
      const { facts, rejected, warnings } = await shapeSheets(files, source, known);
      checkUsable([files.player_appearances], Object.values(files), rejected);
      return {
        facts,
        account: {
          read: countRows(Object.values(files)),
          // An appearance, or a citation of one; a manager; the citation of a match with its referee.
          counted: ['appearances', 'managers', 'citations'],
          rejected,
          warnings,
        },
      };
    },
  },
  'openfootball-world-cup-more': {
    files: [STARTER_FILE],
    baseUrl: null,
    needs: [FJELSTUL],
    source: () => 'openfootball-world-cup-more',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const table = await readStarters(folder);
      const { facts, rejected, warnings } = await shapeStarters(table, source, known);
      checkUsable([table], [table], rejected);
      return {
        facts,
        account: {
          read: countRows([table]),
          counted: ['appearances', 'citations'],
          rejected,
          warnings,
        },
      };
    },
  },
  'wikipedia-world-cup-match-pages': {
    files: PAGE_FILES,
    baseUrl: null,
    needs: [FJELSTUL],
    source: () => 'wikipedia-world-cup-match-pages',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const files = await readPageFiles(folder);
      const { facts, rejected, warnings, read } = await shapePages(files, source, known);
      checkUsable([files.matches], Object.values(files), rejected);
      return {
        facts,
        account: { read, counted: ['appearances', 'citations'], rejected, warnings },
      };
    },
  },
  'openfootball-world-cup-full': {
    files: TEXT_FILES,
    baseUrl: null,
    needs: ['international-results'],
    source: () => 'openfootball-world-cup-full',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const files = await readTextFiles(folder);
      const { facts, rejected, warnings, read } = await shapeTexts(
        files,
        source,
        known,
        readAliases(category),
      );
      checkUsable([files.matches], Object.values(files), rejected);
      return {
        facts,
        account: { read, counted: ['appearances', 'bookings', 'citations'], rejected, warnings },
      };
    },
  },
  'country-codes': {
    files: [TEAM_ALIASES_FILE],
    baseUrl: null,
    source: () => 'country-codes',
    async read(folder, category, known) {
      const source = readSource(this.source(category));
      const table = await readAliasTable(folder);
      const { facts, rejected, warnings } = await shapeTeamNames(table, source, known);
      checkUsable([table], [table], rejected);
      return {
        facts,
        account: { read: countRows([table]), counted: ['team_names'], rejected, warnings },
      };
    },
  },
};

export const SOURCES_IN_ORDER: readonly string[] = [
  'international-results',
  'international-results-women',
  'fjelstul-world-cup',
  'world-cup-squads',
  'country-codes',
  'fjelstul-world-cup-more',
  'openfootball-world-cup-more',
  'wikipedia-world-cup-match-pages',
  'openfootball-world-cup-full',
];

export function datasetOf(source: string): { dataset: Dataset; category: Category } | undefined {
  for (const dataset of Object.values(DATASETS)) {
    for (const category of ['MEN', 'WOMEN'] as const) {
      if (dataset.source(category) === source) return { dataset, category };
    }
  }
  return undefined;
}

const SOURCES_FILE = fileURLToPath(new URL('../../prisma/seed/sources.yaml', import.meta.url));

/** Throws `DocumentError`. */
function readSource(slug: string): SourceFact {
  const source = readYaml(SOURCES_FILE, sourcesDocument).find((entry) => entry.slug === slug);
  if (!source) throw new DocumentError(`${SOURCES_FILE}: it does not list ${slug}`);
  return source;
}

export function listFiles(folder: string, { files, optionalFiles = [] }: Dataset): string[] {
  return [...files, ...optionalFiles.filter((file) => existsSync(path.join(folder, file)))];
}
