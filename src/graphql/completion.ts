/** What becomes of values that were read: completed as graphql-js completes them, or refused where it would find an error. */
import type { GraphQLLeafType, GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.js';

/** One run of a query. */
export interface Run {
  readonly context: Context;
  readonly variables: Record<string, unknown>;
  /** Waits for a value and has it used. */
  later(value: PromiseLike<unknown>, use: (value: unknown) => void): void;
}

export type Path = GraphQLResolveInfo['path'];

export interface Field {
  /** Its name in the answer. */
  readonly name: string;
  readonly read: (source: unknown, run: Run, parent: Path | undefined) => unknown;
  readonly complete: Complete<Path | undefined>;
}

/** Makes a value that was read into what is sent. Throws where the answer would not be complete. */
export type Complete<At = Path> = (value: unknown, run: Run, path: At) => unknown;

/** The answer would not be complete. */
export class Incomplete extends Error {}

/** Reads the fields of an object and completes what was read. */
export function runFields(
  fields: readonly Field[],
  source: unknown,
  run: Run,
  path: Path | undefined,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { name, read, complete } of fields) {
    put(object, name, read(source, run, path), complete, run, path);
  }
  return object;
}

/** Puts what becomes of a value into its place, now or when it is there. */
function put<At>(
  into: object,
  place: string | number,
  value: unknown,
  complete: Complete<At>,
  run: Run,
  path: At,
): void {
  const places = into as Record<string | number, unknown>;
  if (isPromise(value)) {
    places[place] = null;
    run.later(value, (result) => {
      places[place] = complete(result, run, path);
    });
  } else {
    places[place] = complete(value, run, path);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  const then = typeof value === 'object' && value !== null && (value as { then?: unknown }).then;
  return typeof then === 'function';
}

/** A property that may stand for a field without a resolver. */
export function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  if (typeof value === 'function') throw new Incomplete();
  return value;
}

/** Whether a resolver has answered nothing. An error that it answers, and does not throw, is an error all the same. */
export function isNothing(value: unknown): value is null | undefined {
  if (typeof value === 'object' && value instanceof Error) throw new Incomplete();
  return value === undefined || value === null;
}

export function required(complete: Complete): Complete {
  return (value, run, path) => {
    const completed = complete(value, run, path);
    if (completed === null) throw new Incomplete();
    return completed;
  };
}

export function leaf(type: GraphQLLeafType): Complete {
  return (value) => {
    if (isNothing(value)) return null;
    const serialized = type.serialize(value);
    if (serialized === undefined || serialized === null) throw new Incomplete();
    return serialized;
  };
}

export function list(complete: Complete): Complete {
  return (value, run, path) => {
    if (isNothing(value)) return null;
    if (!isIterable(value)) throw new Incomplete();
    const items: unknown[] = [];
    let index = 0;
    for (const item of value) {
      put(items, index, item, complete, run, { prev: path, key: index, typename: undefined });
      index += 1;
    }
    return items;
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
