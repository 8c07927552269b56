/** Opaque ids: the kind of an entity and what it is known by, so that they survive an import. */

export interface GlobalId {
  kind: string;
  key: string;
}

/** The id of an entity: `Match`, `2022-12-10-england-france` → an opaque text. */
export function toGlobalId(kind: string, key: string): string {
  return Buffer.from(`${kind}:${key}`).toString('base64url');
}

/** What an id names; null where it is none of ours. */
export function fromGlobalId(id: string): GlobalId | null {
  const text = Buffer.from(id, 'base64url').toString();
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const identity = { kind: text.slice(0, colon), key: text.slice(colon + 1) };
  return toGlobalId(identity.kind, identity.key) === id ? identity : null;
}
