/** The pages of the documentation, and what they print. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface DocsPage {
  /** From the root of the repository: `docs/data.md`. */
  file: string;
  text: string;
}

export interface PrintedQuery {
  file: string;
  query: string;
  /** The text of the json block that follows; null where none does. */
  answer: string | null;
}

/** Every Markdown page at the root and below docs/. */
export function readDocs(): DocsPage[] {
  const below = readdirSync('docs', { recursive: true, encoding: 'utf8' });
  const files = [...readdirSync('.'), ...below.map((name) => path.join('docs', name))];
  return files
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** The queries of a page, each with the answer that follows it. Excerpts of the schema are marked `graphql schema`. */
export function printedQueries({ file, text }: DocsPage): PrintedQuery[] {
  const found = [...text.matchAll(/^```graphql\n(.*?)^```$(?:\s+^```json\n(.*?)^```$)?/gms)];
  return found.map(([, query = '', answer = null]) => ({ file, query, answer }));
}

/** The rows of the table of a page whose header has these columns, each as its cells. */
export function tableOf({ file, text }: DocsPage, ...columns: string[]): string[][] {
  const lines = text.split('\n');
  const start = lines.indexOf(`| ${columns.join(' | ')} |`);
  if (start === -1) throw new Error(`${file} has no table with the columns ${columns.join(', ')}.`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end === -1 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

/** The text of a page without its code blocks. */
export function prose({ text }: DocsPage): string {
  return text.replaceAll(/^```.*?^```$/gms, '');
}

/** The targets of the links of a page that lead to files of the repository, as they are written. */
export function relativeLinks(page: DocsPage): string[] {
  const targets = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of the headings of a page, as the repository host makes them. */
export function anchorsOf(page: DocsPage): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
