/** What may stand in arguments, whatever they are for: bounded lists, and texts that either database can store. */
import { type DocumentNode, visit } from 'graphql';
import { badRequestInput } from '../errors.js';
import type { Limits } from './limits.js';

/** How deep lists and objects may stand in the value of a variable; the deepest input of the schema has three levels. */
const MAX_INPUT_DEPTH = 10;

/** How much of a text is quoted in an error. */
const MAX_QUOTED_CHARS = 40;

/** With `u`, a pair of surrogates is one letter: what matches stands alone. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Checks what is written into a document. Throws `BAD_USER_INPUT`, quoting what is refused. */
export function checkLiterals(document: DocumentNode, limits: Limits): void {
  visit(document, {
    StringValue: ({ value }) => checkText(value, limits.text),
    ListValue: ({ values }) => checkList(values, limits.list),
  });
}

/** Checks the values of variables. Throws like `checkLiterals`. */
export function checkVariables(value: unknown, limits: Limits, depth = MAX_INPUT_DEPTH): void {
  if (typeof value === 'string') checkText(value, limits.text);
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0)
    throw badRequestInput(`Variables may be nested ${MAX_INPUT_DEPTH} levels deep, got more.`);
  if (Array.isArray(value)) checkList(value, limits.list);
  for (const inner of Object.values(value)) checkVariables(inner, limits, depth - 1);
}

function checkText(text: string, most: number): void {
  if (text.length > most) {
    throw badRequestInput(
      `A text may have ${most} characters, got ${text.length}: ${quoteText(text)}`,
    );
  }
  if (text.includes('\0'))
    throw badRequestInput(`A text may not have the character NUL, got ${quoteText(text)}`);
  if (LONE_SURROGATE.test(text)) {
    throw badRequestInput(`A text may not have half a surrogate pair, got ${quoteText(text)}`);
  }
}

function checkList({ length }: readonly unknown[], most: number): void {
  if (length > most) throw badRequestInput(`A list may have ${most} entries, got ${length}.`);
}

/** A text as JSON, shortened; what cannot be shown stands there as its code. */
function quoteText(text: string): string {
  return JSON.stringify(
    text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text,
  );
}
