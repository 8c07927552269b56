/** Markdown tables aligned for the terminal. */

export interface Column<Row> {
  title: string;
  /** Text, a number with `decimals`, or null for a dash. */
  value: (row: Row) => string | number | null;
  decimals?: number;
}

/** Columns with `decimals` are right-aligned. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(column, row)));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, place) =>
    Math.max(3, ...lines.map((line) => line[place]?.length ?? 0)),
  );
  const isNumber = (place: number) => columns[place]?.decimals !== undefined;
  const padded = (line: string[]) =>
    line.map((cell, place) =>
      isNumber(place) ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0),
    );
  const rule = widths.map((width, place) =>
    isNumber(place) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [titles = [], ...body] = lines.map(padded);
  return [titles, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cellOf<Row>({ value, decimals = 0 }: Column<Row>, row: Row): string {
  const content = value(row);
  if (content === null) return '-';
  if (typeof content === 'string') return content.replaceAll('|', '\\|');
  return content.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
