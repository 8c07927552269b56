/** The house: who may import whom. The table is the rule; the import lines of `src` are held against it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room may import: rooms, and files of the house by their path. `type` means types alone. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'main.ts': ['env.ts', 'serve.ts', 'workers.ts'],
  'serve.ts': ['env.ts', 'database.ts', 'release.ts', 'graphql', 'http'],
  'workers.ts': ['http/metrics.ts', 'http/rate.ts', 'type env.ts', 'type serve.ts'],
  'release.ts': [],
  'env.ts': [],
  'database.ts': ['database', 'generated'],
  database: ['generated', 'type database.ts'],
  http: ['graphql', 'record', 'release.ts', 'type database.ts'],
  graphql: ['factcheck', 'analysis', 'statistics', 'record', 'generated', 'type database.ts'],
  factcheck: ['analysis', 'record', 'statistics', 'type database.ts'],
  analysis: ['record', 'statistics', 'type database.ts'],
  record: ['type database.ts'],
  statistics: [],
  importers: [
    'record/names.ts',
    'record/claim-input.ts',
    'statistics',
    'generated',
    'database.ts',
    'database/scratch.ts',
  ],
};

interface Arrow {
  from: string;
  to: string;
  typesOnly: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .sort();

/** The room of a file: its folder under `src`, or the file itself at the top. */
const roomOf = (file: string) => file.split(path.sep)[0] ?? file;

/** The import lines of a file that lead to another file of the house. */
function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(path.join('src', file), 'utf8');
  return [...text.matchAll(/^(?:import|export) (type )?[^;]*?from '(\.[^']+)';/gms)].map(
    ([, type, target = '']) => ({
      from: file,
      to: path.join(path.dirname(file), target).replace(/\.js$/, '.ts'),
      typesOnly: type !== undefined,
    }),
  );
}

function isAllowed({ from, to, typesOnly }: Arrow): boolean {
  if (roomOf(from) === roomOf(to)) return true;
  const allowed = MAY_IMPORT[roomOf(from)] ?? [];
  const named = [roomOf(to), to];
  return named.some(
    (name) => allowed.includes(name) || (typesOnly && allowed.includes(`type ${name}`)),
  );
}

describe('the house', () => {
  it('has no room that the table does not know', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it('draws no arrow that the table forbids', () => {
    const forbidden = files
      .flatMap(arrowsOf)
      .filter((arrow) => !isAllowed(arrow))
      .map(({ from, to, typesOnly }) => `${from} → ${typesOnly ? 'type ' : ''}${to}`);
    expect(forbidden, 'see "The map of rooms" in README.md').toEqual([]);
  });

  it('reads the environment in env.ts alone', () => {
    const readers = files.filter((file) =>
      readFileSync(path.join('src', file), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['env.ts']);
  });

  it('sees an arrow that is forbidden', () => {
    const arrow = { from: 'statistics/runs.ts', to: 'record/matches.ts', typesOnly: true };
    expect(isAllowed(arrow)).toBe(false);
  });
});
