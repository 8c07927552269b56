/** The architecture: who may import whom, which words name nothing, how long comments are. `src` is held against the tables. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * What a file or folder may import besides its own folder; the longest prefix wins. A name stands for a file or for a folder with all below
 * it; `type` allows types only.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'main.ts': ['env.ts', 'serve.ts', 'cluster.ts'],
  'cluster.ts': [
    'http/observability/metrics-server.ts',
    'http/protection/rate-limit.ts',
    'type env.ts',
    'type serve.ts',
  ],
  'serve.ts': [
    'type env.ts',
    'release.ts',
    'database',
    'http',
    'graphql/operation-documents.ts',
    'graphql/server.ts',
    'graphql/execution/worker-executors.ts',
    'graphql/limits/limits.ts',
    'type worker-thread.ts',
  ],
  'worker-thread.ts': ['database/database.ts', 'graphql'],
  'env.ts': [],
  'release.ts': [],
  cli: [
    'env.ts',
    'release.ts',
    'database/database.ts',
    'type database/types.ts',
    'importers',
    'factcheck',
    'record/figures.ts',
    'record/reference.ts',
    'statistics/days.ts',
    'text',
  ],
  http: ['release.ts', 'graphql/errors.ts', 'type graphql', 'type database/types.ts'],
  'http/graphql': [
    'http/error-response.ts',
    'http/observability',
    'http/protection',
    'graphql/errors.ts',
    'type http',
    'type graphql',
  ],
  'http/protection': [
    'http/error-response.ts',
    'http/observability/request-id.ts',
    'graphql/errors.ts',
    'type http',
    'type graphql/limits/limits.ts',
  ],
  'http/observability': ['release.ts', 'graphql/errors.ts', 'type database/types.ts'],
  'http/playground': ['http/protection/security-headers.ts'],
  graphql: [
    'analysis',
    'factcheck',
    'record',
    'statistics',
    'text',
    'type generated',
    'type database/types.ts',
  ],
  'graphql/errors.ts': ['analysis/input-error.ts', 'database/errors.ts'],
  'graphql/execution/serialized-error.ts': ['analysis/input-error.ts', 'database/errors.ts'],
  'graphql/limits': ['graphql/errors.ts', 'type graphql', 'type database/types.ts'],
  'graphql/execution': ['graphql/errors.ts', 'type graphql', 'type database/types.ts'],
  'graphql/resolvers': [
    'graphql',
    'analysis',
    'factcheck',
    'record',
    'statistics',
    'text',
    'type generated',
    'type database/types.ts',
  ],
  factcheck: ['analysis', 'record', 'statistics', 'text', 'type database/types.ts'],
  analysis: ['record', 'statistics', 'text', 'type database/types.ts'],
  record: ['text', 'type database/types.ts', 'type generated'],
  'record/query': ['text', 'type record/reference.ts', 'type database/types.ts'],
  statistics: ['text'],
  text: [],
  database: ['generated'],
  importers: [
    'record/claim-input.ts',
    'statistics',
    'text',
    'type database/types.ts',
    'type generated',
  ],
  'importers/updates': [
    'importers',
    'statistics',
    'text',
    'database/database.ts',
    'database/scratch.ts',
    'type database/types.ts',
  ],
  'importers/write': [
    'importers/progress.ts',
    'importers/updates/source-files.ts',
    'record/claim-input.ts',
    'statistics',
    'text',
    'type importers',
    'type database/types.ts',
    'type generated',
  ],
};

/** Folders of one dataset each: they import what stands directly in `importers`, and the rooms below; no other dataset, and no writing. */
const DATASETS = [
  'country-codes',
  'international-results',
  'fjelstul-world-cup',
  'fjelstul-world-cup-more',
  'openfootball-world-cup-full',
  'openfootball-world-cup-more',
  'wikipedia-world-cup-match-pages',
  'world-cup-squads',
];
const OF_DATASETS = [
  'importers/aliases.ts',
  'importers/csv.ts',
  'importers/existing-players.ts',
  'importers/existing-record.ts',
  'importers/facts.ts',
  'importers/fjelstul-names.ts',
  'importers/match-sheets.ts',
  'importers/merging.ts',
  'importers/player-matching.ts',
  'importers/published-figures.ts',
  'importers/world-cup-teams.ts',
  'importers/competitions',
  'importers/penalties.ts',
  'statistics',
  'text',
];
for (const name of DATASETS) MAY_IMPORT[`importers/${name}`] = OF_DATASETS;

/** Files that may refer to each other in a circle: the nouns of the record, whose relations are opened lazily. */
const CIRCLE_OF_NOUNS = /^record\/[a-z-]+\.ts$/;

/** Refused as a part of any declared name. */
const PRIVATE_WORDS = new Set(
  (
    'door told tell tells untold seen hear hire say said greeting patience grace brake stray sieve shelf scene stretch ledger ' +
    'enlist enrol stranger strangers settle spoken silent wordless trouble troubles curious meant wants slip likeness nobody ' +
    'nowhere whoever remembered everywhere hand room house desk oddities refusal refusals asked asking'
  ).split(' '),
);

/** Refused as the whole name of what stands at the top of a file. */
const TOO_BARE = new Set(
  (
    'DAY MOST LENGTH LONGEST LETTERS LIMITS TURNS SHOWN NOTHING ALWAYS KNOWN PLAIN WORD Known Count Load Part Name Word Room ' +
    'Answer Question Ready Found at put common near holds under shape table'
  ).split(' '),
);

/** Names that the schema gives. */
const NAMES_OF_THE_SCHEMA = new Set(['saidOn']);

/** The words of all comments of `src`, as runs of letters. */
const MAX_COMMENT_WORDS = 12_500;

interface Arrow {
  from: string;
  to: string;
  typesOnly: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .sort();

const sources = new Map(
  files.map((file) => [
    file,
    ts.createSourceFile(
      file,
      readFileSync(path.join('src', file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    ),
  ]),
);

/** All nodes of a file. */
function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** The path and the kind of what an import, an export or a dynamic import names; null for any other node. */
function targetOf(node: ts.Node): { name: string; typesOnly: boolean } | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (!node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return null;
    const typesOnly = ts.isExportDeclaration(node)
      ? node.isTypeOnly
      : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { name: node.moduleSpecifier.text, typesOnly };
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword)
    return null;
  const [argument] = node.arguments;
  return argument && ts.isStringLiteral(argument)
    ? { name: argument.text, typesOnly: false }
    : null;
}

/** The imports of a file that lead to another file of `src`. */
function arrowsOf(file: string, source: ts.SourceFile): Arrow[] {
  return [...nodesOf(source)].flatMap((node) => {
    const target = targetOf(node);
    if (!target?.name.startsWith('.')) return [];
    const to = path.join(path.dirname(file), target.name).replace(/\.js$/, '.ts');
    return [{ from: file, to, typesOnly: target.typesOnly }];
  });
}

const arrows = [...sources].flatMap(([file, source]) => arrowsOf(file, source));

/** Whether a name of the table stands for a file. */
const covers = (name: string, file: string) => file === name || file.startsWith(`${name}/`);

/** The name under which the table has a file. */
function roomOf(file: string): string | undefined {
  const names = Object.keys(MAY_IMPORT).filter((name) => covers(name, file));
  return names.sort((one, other) => other.length - one.length)[0];
}

function isAllowed({ from, to, typesOnly }: Arrow): boolean {
  const room = roomOf(from) ?? '';
  const top = room.split('/')[0] ?? '';
  // A folder may import what is below it, and a folder below another the files directly in that one.
  if (covers(room, to) || (room !== top && path.dirname(to) === path.dirname(room) && typesOnly))
    return true;
  return (MAY_IMPORT[room] ?? []).some((entry) =>
    entry.startsWith('type ') ? typesOnly && covers(entry.slice(5), to) : covers(entry, to),
  );
}

const inWords = ({ from, to, typesOnly }: Arrow) => `${from} → ${typesOnly ? 'type ' : ''}${to}`;

/** Groups of files that import each other in a circle, types included. */
function findCircles(): string[][] {
  const next = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { from, to } of arrows) if (next.has(to)) next.get(from)?.add(to);
  const reach = (start: string) => {
    const reached = new Set<string>();
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const other of next.get(file) ?? []) {
        if (reached.has(other)) continue;
        reached.add(other);
        open.push(other);
      }
    }
    return reached;
  };
  const reached = new Map(files.map((file) => [file, reach(file)]));
  const circles = files
    .map((file) =>
      files.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file)),
    )
    .filter((circle) => circle.length > 0);
  return [...new Map(circles.map((circle) => [circle.join(' '), circle])).values()];
}

/** The names that a file declares, each with whether it stands at the top. */
function declaredNames(source: ts.SourceFile): { name: string; isTop: boolean }[] {
  return [...nodesOf(source)].flatMap((node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isMethodSignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isPropertyAssignment(node);
    if (!declares || !node.name || !ts.isIdentifier(node.name)) return [];
    const holder = ts.isVariableDeclarationList(node.parent)
      ? node.parent.parent.parent
      : node.parent;
    return [{ name: node.name.text, isTop: ts.isSourceFile(holder) }];
  });
}

/** The camel-case parts of a name, in small letters. */
const partsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .split(' ');

function isRefused({ name, isTop }: { name: string; isTop: boolean }): boolean {
  if (NAMES_OF_THE_SCHEMA.has(name)) return false;
  return partsOf(name).some((part) => PRIVATE_WORDS.has(part)) || (isTop && TOO_BARE.has(name));
}

/** The comments of a file. */
function commentsOf(source: ts.SourceFile): string[] {
  const text = source.getFullText();
  const comments = new Map<number, string>();
  for (const node of nodesOf(source)) {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) comments.set(pos, text.slice(pos, end));
  }
  return [...comments.values()];
}

describe('the architecture', () => {
  it('has no folder and no file at the top that the table does not know', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('has no import that the table forbids', () => {
    const forbidden = arrows.filter((arrow) => !isAllowed(arrow)).map(inWords);
    expect(forbidden, 'see docs/architecture.md').toEqual([]);
  });

  it('has no circle of files but that of the nouns of the record', () => {
    const circles = findCircles().filter(
      (circle) => !circle.every((file) => CIRCLE_OF_NOUNS.test(file)),
    );
    expect(circles.map((circle) => circle.join(' '))).toEqual([]);
  });

  it('reads the environment in env.ts alone', () => {
    const readers = [...sources].filter(([, source]) => source.text.includes('process.env'));
    expect(readers.map(([file]) => file)).toEqual(['env.ts']);
  });

  it('declares no name with a word that has to be decoded', () => {
    const refused = [...sources].flatMap(([file, source]) =>
      declaredNames(source)
        .filter(isRefused)
        .map(({ name }) => `${file}: ${name}`),
    );
    expect([...new Set(refused)], 'see docs/contributing.md').toEqual([]);
  });

  it(`has at most ${MAX_COMMENT_WORDS} words of comments`, () => {
    const words = [...sources.values()]
      .flatMap(commentsOf)
      .reduce((sum, comment) => sum + (comment.match(/\p{L}+/gu)?.length ?? 0), 0);
    expect(words).toBeLessThanOrEqual(MAX_COMMENT_WORDS);
  });

  it('sees an import that is forbidden, a dynamic one too', () => {
    const source = (text: string) =>
      ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
    const [plain] = arrowsOf(
      'statistics/runs.ts',
      source("import type { A } from '../record/matches.js';"),
    );
    const [dynamic] = arrowsOf('text/fold.ts', source("const a = await import('../serve.js');"));
    expect(plain && isAllowed(plain)).toBe(false);
    expect(dynamic && isAllowed(dynamic)).toBe(false);
  });

  it('sees a name that is refused', () => {
    expect(isRefused({ name: 'openDoor', isTop: true })).toBe(true);
    expect(isRefused({ name: 'openFile', isTop: true })).toBe(false);
  });
});
