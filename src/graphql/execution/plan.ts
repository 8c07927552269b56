/** Queries compiled into functions that write their data as text. Errors are left to graphql-js, over the same resolvers. */
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.js';
import type { ObservedValue } from './annotation.js';
import { fragmentsOf } from './collect-fields.js';
import { Incomplete, type Run } from './json-text.js';
import type { Operation } from './operation.js';
import { compileOperation } from './selection-writer.js';

export interface PlannedData {
  readonly text: string;
  valuesAt(path: string): readonly ObservedValue[];
}

/** Null where graphql-js has to execute the operation. */
export type ExecutePlan = (operation: Operation, context: Context) => Promise<PlannedData | null>;

type Variables = Readonly<Record<string, unknown>>;

type Plan = (variables: Variables, context: Context) => Promise<PlannedData>;

/** By values of @skip and @include variables. */
const MAX_VARIANTS = 4;

/** Held weakly by their document. */
export function createPlans(
  schema: GraphQLSchema,
  observedPaths: (operation: Operation) => ReadonlySet<string>,
): ExecutePlan {
  const plans = new WeakMap<OperationDefinitionNode, Plan>();

  function planOf(operation: Operation): Plan | null {
    const definition = getOperationAST(operation.document, operation.operationName);
    if (definition?.operation !== OperationTypeNode.QUERY) return null;
    const known = plans.get(definition);
    if (known) return known;
    const { document } = operation;
    const plan = compilePlan(schema, document, definition, observedPaths(operation));
    plans.set(definition, plan);
    return plan;
  }

  return async (operation, context) => {
    const plan = planOf(operation);
    if (!plan) return null;
    return plan(operation.variableValues ?? {}, context).catch(() => null);
  };
}

function compilePlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  observed: ReadonlySet<string>,
): Plan {
  const names = conditionsOf(document, operation);
  const fragments = fragmentsOf(document);
  const variants = new LRUCache<string, (run: Run) => string>({ max: MAX_VARIANTS });

  function variantFor(variables: Variables): (run: Run) => string {
    const values = names.map((name) => [name, variables[name]] as const);
    // Null for a variable with a default is an error.
    if (values.some(([, holds]) => typeof holds !== 'boolean')) throw new Incomplete();
    const key = values.map(([, holds]) => (holds ? '1' : '0')).join('');
    const known = variants.get(key);
    if (known) return known;
    const conditions = Object.fromEntries(values);
    const write = compileOperation({ schema, operation, fragments, conditions, observed });
    variants.set(key, write);
    return write;
  }

  return async (given, context) => {
    const definitions = operation.variableDefinitions ?? [];
    // Errors quote the whole value: thousands take half a minute.
    const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
    if (errors) throw errors[0];
    return runPlan(variantFor(coerced), coerced, context);
  };
}

function conditionsOf(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): string[] {
  // Another type belongs to another operation.
  const booleans = variableDefinitions.filter(({ type }) => /^Boolean!?$/.test(print(type)));
  const defined = new Set(booleans.map(({ variable }) => variable.name.value));
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE && defined.has(value.name.value)) {
          names.add(value.name.value);
        }
      }
    },
  });
  return [...names];
}

/** JSON escapes it: it stands around the number of a value that is awaited. */
const GAP = '\u0000';

interface Gap {
  text: string;
  hasGaps: boolean;
}

/** Rejects at the first failure. */
function runPlan(
  write: (run: Run) => string,
  variables: Variables,
  context: Context,
): Promise<PlannedData> {
  return new Promise((resolve, reject) => {
    const gaps: Gap[] = [];
    const observed = new Map<string, string[]>();
    let awaited = 0;
    const run: Run = {
      variables,
      context,
      later(value, writeSettled) {
        const gap: Gap = { text: '', hasGaps: false };
        const place = gaps.push(gap) - 1;
        awaited += 1;
        value.then((settled) => {
          try {
            const before = gaps.length;
            gap.text = writeSettled(settled, run);
            gap.hasGaps = gaps.length > before;
            awaited -= 1;
            if (awaited === 0) resolve(finish());
          } catch (error) {
            reject(error);
          }
        }, reject);
        return `${GAP}${place}${GAP}`;
      },
      observe(path, valueText) {
        const texts = observed.get(path);
        if (texts) texts.push(valueText);
        else observed.set(path, [valueText]);
      },
    };
    const text = write(run);
    const finish = (): PlannedData => ({
      text: fillGaps(text, gaps),
      valuesAt: (path) =>
        (observed.get(path) ?? []).map((valueText) => ({
          isNull: valueText === 'null',
          read: () => JSON.parse(fillGaps(valueText, gaps)),
        })),
    });
    if (awaited === 0) resolve(finish());
  });
}

function fillGaps(text: string, gaps: readonly Gap[]): string {
  if (gaps.length === 0) return text;
  let filled = '';
  for (const [place, part] of text.split(GAP).entries()) {
    const gap = place % 2 === 0 ? undefined : gaps[Number(part)];
    if (!gap) filled += part;
    else filled += gap.hasGaps ? fillGaps(gap.text, gaps) : gap.text;
  }
  return filled;
}
