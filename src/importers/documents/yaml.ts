/** Reads and validates YAML files. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

/** The message is one line. */
export class DocumentError extends Error {}

/** `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

export interface LocatedDocument<Value> {
  value: Value;
  /** An error with file, line and field. */
  errorAt(path: readonly PropertyKey[], what: string | undefined): DocumentError;
}

/** Throws `DocumentError`. */
export function readYaml<Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> {
  return readLocatedYaml(file, shape).value;
}

/** For further checks. Throws `DocumentError`. */
export function readLocatedYaml<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): LocatedDocument<z.output<Shape>> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new DocumentError(`${file}: ${firstLine(broken)}`);
  const wrong = (path: readonly PropertyKey[], what: string | undefined) => {
    const node = nearestNode(document, path);
    const line = node?.range ? lines.linePos(node.range[0]).line : 1;
    return new DocumentError(`${file}, line ${line}, ${path.join('.') || 'the document'}: ${what}`);
  };
  const { success, data, error } = shape.safeParse(plainValue(file, document));
  if (success) return { value: data, errorAt: wrong };
  const [issue] = error.issues;
  throw wrong(issue?.path ?? [], issue?.message);
}

/** Undefined YAML aliases are reported only here. */
function plainValue(file: string, document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new DocumentError(`${file}: ${firstLine(error as Error)}`);
  }
}

const firstLine = ({ message }: Error) => message.split('\n', 1)[0]?.replace(/:$/, '');

interface RangedNode {
  range?: [number, number, number] | null;
}

/** The nearest ancestor of a missing field. */
function nearestNode(
  document: { getIn(path: readonly unknown[], keepScalar: true): unknown },
  path: readonly PropertyKey[],
): RangedNode | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null) return node as RangedNode;
  }
  return undefined;
}
