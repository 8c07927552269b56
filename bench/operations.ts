/** The measured operations: `operations/*.graphql`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, print, separateOperations, stripIgnoredCharacters } from 'graphql';

export interface Operation {
  name: string;
  query: string;
}

const FOLDER = path.resolve(import.meta.dirname, '../operations');

/** All operations, or the named ones in the order of the names. */
export function readOperations(names?: readonly string[]): Operation[] {
  const files = readdirSync(FOLDER).sort();
  const all = files.flatMap((file) => operationsIn(readFileSync(path.join(FOLDER, file), 'utf8')));
  if (!names) return all;
  return names.map((name) => {
    const found = all.find((operation) => operation.name === name);
    if (found) return found;
    const known = all.map((operation) => operation.name).join(', ');
    throw new Error(`There is no operation "${name}"; there are ${known}.`);
  });
}

/** Each operation with its fragments, minified. */
export function operationsIn(document: string): Operation[] {
  return Object.entries(separateOperations(parse(document))).map(([name, operation]) => ({
    name,
    query: stripIgnoredCharacters(print(operation)),
  }));
}
