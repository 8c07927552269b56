/** Global ids: type and natural key, stable over imports. */

export interface GlobalId {
  kind: string;
  key: string;
}

/** `Match`, `2022-12-10-england-france` → opaque text. */
export function toGlobalId(kind: string, key: string): string {
  return Buffer.from(`${kind}:${key}`).toString('base64url');
}

/** Null if invalid. */
export function fromGlobalId(id: string): GlobalId | null {
  const text = Buffer.from(id, 'base64url').toString();
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const identity = { kind: text.slice(0, colon), key: text.slice(colon + 1) };
  return toGlobalId(identity.kind, identity.key) === id ? identity : null;
}
