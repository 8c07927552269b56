/** Verdicts as a table of plain text: an editor reads it in a terminal before an article goes out. */
import { counted } from '../statistics/words.js';
import { countKinds, type Verdict } from './verdict.js';

/** A claim with its verdict. */
export interface Checked {
  statement: string;
  verdict: Verdict;
}

const HEADS = ['verdict', 'claim', 'claimed', 'found', 'why'] as const;
const GAP = '  ';
/** The width of the verdicts' names, and the least that a column of words needs. */
const VERDICT = 13;
const LEAST = 12;

/** The table, claim by claim, no wider than so many characters; and a line that sums it up. */
export function tableOf(checked: readonly Checked[], width: number): string {
  const column = Math.max(LEAST, Math.floor((width - VERDICT - 4 * GAP.length) / 4));
  const widths = [VERDICT, column, column, column, column];
  const rows = checked.map(({ statement, verdict }) => [
    verdict.kind,
    statement,
    verdict.claimed,
    verdict.found ?? '–',
    verdict.later ? `${verdict.explanation} (Later: ${verdict.later.found}.)` : verdict.explanation,
  ]);
  const rule = widths.map((size) => '─'.repeat(size)).join(GAP);
  const lines = [HEADS, ...rows].map((cells) => rowOf(cells, widths));
  return [lines[0], rule, ...lines.slice(1), rule, sumOf(checked)].join('\n');
}

/** `19 claims: 8 CONFIRMED, 9 CONSISTENT, 2 NOT_YET`. */
function sumOf(checked: readonly Checked[]): string {
  const counts = countKinds(checked.map(({ verdict }) => verdict)).map(
    ({ kind, count }) => `${count} ${kind}`,
  );
  return `${counted(checked.length, 'claim', 'claims')}: ${counts.join(', ') || 'nothing to check'}`;
}

/** One row of cells, each wrapped into the width of its column. */
function rowOf(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, place) => wrap(cell, widths[place] ?? LEAST));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, place) => (lines[line] ?? '').padEnd(widths[place] ?? LEAST))
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

/** A text in lines of a width; a word that is longer is cut. */
function wrap(text: string, width: number): string[] {
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
