import type { GraphQLError } from 'graphql';
import type { Context } from '../context.js';
import type { Operation } from './operation.js';

export interface ObservedValue {
  readonly isNull: boolean;
  read(): unknown;
}

export interface AnnotatedResult {
  readonly errors?: readonly GraphQLError[] | undefined;
  /** One for each parent; response keys joined by points. */
  valuesAt(path: string): readonly ObservedValue[];
}

export interface Annotation {
  observedPaths(operation: Operation): ReadonlySet<string>;
  /** Null: nothing is added. */
  annotate(
    operation: Operation,
    result: AnnotatedResult,
    context: Context,
  ): Promise<Record<string, unknown> | null>;
}

const NO_PATHS: ReadonlySet<string> = new Set();

export const NO_ANNOTATION: Annotation = {
  observedPaths: () => NO_PATHS,
  annotate: async () => null,
};

export function observeData(data: unknown, path: string): ObservedValue[] {
  const values = valuesAt(data, path.split('.'));
  return values.map((value) => ({ isNull: value === null, read: () => value }));
}

function valuesAt(data: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((one) => valuesAt(one, path));
  const [key, ...rest] = path;
  if (key === undefined) return [data];
  const value =
    typeof data === 'object' && data !== null && Object.hasOwn(data, key)
      ? (data as Record<string, unknown>)[key]
      : undefined;
  return value === undefined ? [] : valuesAt(value, rest);
}
