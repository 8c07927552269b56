import { pluralize } from '../text/plural.js';
import { countVerdictKinds, type Verdict } from './verdict.js';

export interface CheckedClaim {
  statement: string;
  verdict: Verdict;
}

const COLUMNS = ['verdict', 'claim', 'claimed', 'found', 'why'] as const;
const COLUMN_GAP = '  ';
/** Characters. */
const VERDICT_WIDTH = 13;
const MIN_COLUMN_WIDTH = 12;

export function formatVerdictTable(checked: readonly CheckedClaim[], width: number): string {
  const column = Math.max(
    MIN_COLUMN_WIDTH,
    Math.floor((width - VERDICT_WIDTH - 4 * COLUMN_GAP.length) / 4),
  );
  const widths = [VERDICT_WIDTH, column, column, column, column];
  const rows = checked.map(({ statement, verdict }) => [
    verdict.kind,
    statement,
    verdict.claimed,
    verdict.found ?? '–',
    verdict.later ? `${verdict.explanation} (Later: ${verdict.later.found}.)` : verdict.explanation,
  ]);
  const separator = widths.map((size) => '─'.repeat(size)).join(COLUMN_GAP);
  const lines = [COLUMNS, ...rows].map((cells) => formatRow(cells, widths));
  return [lines[0], separator, ...lines.slice(1), separator, formatSummary(checked)].join('\n');
}

function formatSummary(checked: readonly CheckedClaim[]): string {
  const counts = countVerdictKinds(checked.map(({ verdict }) => verdict)).map(
    ({ kind, count }) => `${count} ${kind}`,
  );
  return `${pluralize(checked.length, 'claim', 'claims')}: ${counts.join(', ') || 'nothing to check'}`;
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, place) => wrapText(cell, widths[place] ?? MIN_COLUMN_WIDTH));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, place) => (lines[line] ?? '').padEnd(widths[place] ?? MIN_COLUMN_WIDTH))
      .join(COLUMN_GAP)
      .trimEnd(),
  ).join('\n');
}

function wrapText(text: string, width: number): string[] {
  const words = text
    .split(/\s+/)
    .flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
