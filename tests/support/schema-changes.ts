/** Compares two versions of the schema: breaking changes, and removals without notice. */
import {
  type BreakingChange,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The version of each file name, the newest first. */
export function byVersion(fileNames: readonly string[]): string[] {
  const versions = fileNames.map((name) => name.replace(/\.graphql$/, ''));
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

/** The text of a section of a changelog, from its heading to the next one of that level. */
export function sectionOf(changelog: string, heading: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((section) => section.split(/\s/, 1)[0] === heading);
  if (found === undefined) throw new Error(`CHANGELOG.md has no section "## ${heading}".`);
  return found;
}

/** Breaking changes that a text does not name in the words of graphql-js. */
export function unnamedChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
  text: string,
): BreakingChange[] {
  const plain = text.replaceAll('`', '').replaceAll(/\s+/g, ' ');
  return findBreakingChanges(released, current).filter(
    ({ description }) => !plain.includes(description),
  );
}

/** Coordinates of what was removed although the release did not deprecate it. Whole types go with the fields that lead to them. */
export function removedWithoutNotice(released: GraphQLSchema, current: GraphQLSchema): string[] {
  const kept = elementsOf(current);
  const types = current.getTypeMap();
  return [...elementsOf(released)]
    .filter(([coordinate]) => !kept.has(coordinate))
    .filter(([, { type, parent }]) => type in types && (!parent || kept.has(parent)))
    .filter(([, { isDeprecated }]) => !isDeprecated)
    .map(([coordinate]) => coordinate);
}

interface Element {
  type: string;
  /** The coordinate of the field that an argument belongs to. */
  parent: string | null;
  isDeprecated: boolean;
}

/** Every field, argument, input field and enum value of a schema, by its coordinate. */
function elementsOf(schema: GraphQLSchema): Map<string, Element> {
  const elements = new Map<string, Element>();
  const add = (coordinate: string, type: string, reason: unknown, parent: string | null = null) =>
    elements.set(coordinate, { type, parent, isDeprecated: typeof reason === 'string' });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) {
      for (const value of type.getValues()) {
        add(`${type.name}.${value.name}`, type.name, value.deprecationReason);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, type.name, field.deprecationReason);
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        add(coordinate, type.name, field.deprecationReason);
        for (const { name, deprecationReason } of field.args) {
          add(`${coordinate}(${name}:)`, type.name, deprecationReason, coordinate);
        }
      }
    }
  }
  return elements;
}
