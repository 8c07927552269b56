/** Length of lists and strings, characters that both databases store. */
import { type DocumentNode, visit } from 'graphql';
import { badRequestInput } from '../errors.js';
import type { Limits } from './limits.js';

/** Nesting in a variable. Deepest input type: 3 levels. */
const MAX_INPUT_DEPTH = 10;

const MAX_QUOTED_CHARS = 40;

/** `u` reads a pair as one character. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Throws `BAD_USER_INPUT` with the value. */
export function checkLiterals(document: DocumentNode, limits: Limits): void {
  visit(document, {
    StringValue: ({ value }) => checkText(value, limits.text),
    ListValue: ({ values }) => checkList(values, limits.list),
  });
}

/** Throws `BAD_USER_INPUT` with the value. */
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

function quoteText(text: string): string {
  return JSON.stringify(
    text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text,
  );
}
