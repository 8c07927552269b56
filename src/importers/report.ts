/** The printed report of an import. */
import type { LastImportRun } from './import-history.js';
import type { RebuildReport } from './updates/rebuild.js';
import type { ImportReport } from './write/write.js';

/** The API lists the first 100. */
const MAX_LISTED_ROWS = 20;

export function formatReport(report: ImportReport, seconds: number): string[] {
  const { source, read, written, unchanged, rejected, warnings, tables, removed, placed, version } =
    report;
  const changed = [...tables].filter(([, count]) => count.written > 0);
  return [
    `${source}: ${number(read)} rows read = ${number(written)} written + ${number(unchanged)} unchanged + ${number(rejected.length)} rejected.`,
    ...(changed.length + removed + placed === 0 ? ['Nothing is new.'] : []),
    ...changed.map(
      ([table, count]) =>
        `  ${number(count.written).padStart(9)} ${table.replace('_', ' ')} written`,
    ),
    ...(removed > 0 ? [`  ${number(removed).padStart(9)} rows taken back`] : []),
    ...(placed > 0
      ? [`  ${number(placed).padStart(9)} matches placed by the days of an edition`]
      : []),
    ...warnings.map(({ kind, count }) => `  ${number(count).padStart(9)} ${kind} (kept)`),
    ...rejected
      .slice(0, MAX_LISTED_ROWS)
      .map(({ file, line, reason, text }) => `  ${file}:${line}: ${reason}: ${text}`),
    ...(rejected.length > MAX_LISTED_ROWS
      ? [`  … and ${number(rejected.length - MAX_LISTED_ROWS)} more rejected rows`]
      : []),
    `The record is at version ${version}, after ${seconds.toFixed(1)} s and with ${memory()} MB at most.`,
  ];
}

const MAX_LISTED_CHANGES = 5;

export function formatRecognition(report: RebuildReport): string[] {
  const { recognition, takenBack, goneMatches, renamedTeams } = report;
  const { renamed, moved, suspected } = recognition;
  const some = (items: readonly string[]) =>
    `${items.slice(0, MAX_LISTED_CHANGES).join(', ')}${items.length > MAX_LISTED_CHANGES ? ', …' : ''}`;
  const countChanges = (word: string, kind: string) => {
    const found = moved.filter((one) => one.kind === kind);
    const pairs = found.map(({ slug, currentSlug }) => `${slug} -> ${currentSlug}`);
    return pairs.length === 0 ? [] : [`${word}: ${number(pairs.length)}: ${some(pairs)}`];
  };
  const gone = [...takenBack].map(
    ([table, rows]) => `${number(rows)} ${table.replaceAll('_', ' ')}`,
  );
  const others = renamed.filter(({ entity }) => entity !== 'Team');
  return [
    ...(gone.length > 0 ? [`taken back: ${gone.join(', ')}`] : []),
    ...(goneMatches.length > 0 ? [`matches that are gone: ${some(goneMatches)}`] : []),
    ...renamedTeams.map(
      ({ from, to, matches }) => `renamed: ${from} -> ${to} (${number(matches)} matches)`,
    ),
    ...others.map(
      ({ entity, slug, currentSlug }) => `renamed: ${entity} ${slug} -> ${currentSlug}`,
    ),
    ...countChanges('matches renamed', 'RENAMED'),
    ...countChanges('matches moved', 'MOVED'),
    ...countChanges('sides swapped', 'SWAPPED'),
    ...suspected.map(({ what }) => `suspected, not done: ${what}`),
  ];
}

/** For review of prisma/aliases.yaml. */
export function formatSuggestions(suggestions: readonly string[]): string[] {
  if (suggestions.length === 0) return [];
  return [
    'Possibly one person under two names; nobody is merged unless prisma/aliases.yaml says so:',
    ...suggestions.map((pair) => `  ${pair}`),
  ];
}

export function formatUnchangedReport(
  source: string,
  { read, rejected, importedAt }: LastImportRun,
): string[] {
  return [
    `${source}: ${number(read)} rows read = 0 written + ${number(read - rejected)} unchanged + ${number(rejected)} rejected.`,
    `Nothing is new: these files were imported at ${importedAt}. With --full every row is compared again.`,
  ];
}

const number = (value: number) => value.toLocaleString('en');

/** Peak memory, MB. */
const memory = () => Math.round(process.resourceUsage().maxRSS / 1024);
