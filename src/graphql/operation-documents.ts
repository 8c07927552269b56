/** The project's own operations, `operations/*.graphql`, which clients may run by name or by hash. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse, print, separateOperations } from 'graphql';

const OPERATIONS_DIR = new URL('../../operations/', import.meta.url);

/** By name and by the SHA-256 of the text with fragments, as graphql-js prints it. */
export function readOperationDocuments(): Map<string, string> {
  const files = readdirSync(OPERATIONS_DIR).filter((file) => file.endsWith('.graphql'));
  const documents = new Map<string, string>();
  for (const file of files) {
    const source = readFileSync(new URL(file, OPERATIONS_DIR), 'utf8');
    for (const [name, document] of Object.entries(separateOperations(parse(source)))) {
      const text = print(document);
      documents.set(name, text);
      documents.set(createHash('sha256').update(text).digest('hex'), text);
    }
  }
  return documents;
}
