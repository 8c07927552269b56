/** JSON text of values, byte for byte as JSON.stringify writes what graphql-js completes. */
import { type GraphQLLeafType, isEnumType } from 'graphql';
import type { Context } from '../context.js';

export interface Run {
  readonly context: Context;
  readonly variables: Record<string, unknown>;
  /** Returns a mark in the place of a value that is written when it settles. */
  later(value: PromiseLike<unknown>, write: Write): string;
  /** For the annotation. */
  observe(path: string, text: string): void;
}

/** Throws Incomplete where graphql-js reports an error. */
export type Write = (value: unknown, run: Run) => string;

/** graphql-js executes the operation again. */
export class Incomplete extends Error {}

/** Quotes, backslashes, control characters and unpaired surrogates. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

const quote = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

const PLAIN_WRITERS: Readonly<Record<string, (value: unknown) => string | null>> = {
  String: (value) => (typeof value === 'string' ? quote(value) : null),
  ID: (value) => (typeof value === 'string' ? quote(value) : null),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? `${value}` : null),
};

export function writeLeaf(type: GraphQLLeafType): Write {
  const writePlain = isEnumType(type) ? undefined : PLAIN_WRITERS[type.name];
  return (value) => {
    const plain = writePlain?.(value);
    if (plain != null) return plain;
    if (isNothing(value)) return 'null';
    const serialized = type.serialize(value);
    if (serialized === undefined || serialized === null) throw new Incomplete();
    return typeof serialized === 'string' ? quote(serialized) : JSON.stringify(serialized);
  };
}

export function writeRequired(write: Write): Write {
  return (value, run) => {
    const text = write(value, run);
    if (text === 'null') throw new Incomplete();
    return text;
  };
}

export function writeList(write: Write): Write {
  return (value, run) => {
    if (isNothing(value)) return 'null';
    if (!isIterable(value)) throw new Incomplete();
    let text = '';
    for (const item of value) text += `${text && ','}${writeSettled(item, write, run)}`;
    return `[${text}]`;
  };
}

/** Now, or when the promise settles. */
export function writeSettled(value: unknown, write: Write, run: Run): string {
  return isPromise(value) ? run.later(value, write) : write(value, run);
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  const then = typeof value === 'object' && value !== null && (value as { then?: unknown }).then;
  return typeof then === 'function';
}

/** Throws for a returned Error, as graphql-js. */
export function isNothing(value: unknown): value is null | undefined {
  if (typeof value === 'object' && value instanceof Error) throw new Incomplete();
  return value === undefined || value === null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

export function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  if (typeof value === 'function') throw new Incomplete();
  return value;
}
