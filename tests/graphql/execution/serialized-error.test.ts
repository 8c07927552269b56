/** An error of another thread is the error that it was there, as far as clients and the log can tell. */
import { GraphQLError, parse, Source } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AmbiguousNameError, InputError } from '../../../src/analysis/input-error.js';
import { DatabaseError } from '../../../src/database/errors.js';
import {
  badUserInput,
  formatError,
  maskedCause,
  overloadedError,
  timeoutError,
} from '../../../src/graphql/errors.js';
import { reviveError, serializeError } from '../../../src/graphql/execution/serialized-error.js';

const SOURCE = new Source('{\n  coverage { matches }\n}');
const nodes = parse(SOURCE).definitions[0];

const locked = new DatabaseError('BUSY', new Error('The file is locked.'));

const ORIGINALS: Error[] = [
  new InputError('first must be from 1 to 100, got 0'),
  new AmbiguousNameError('harry-kane', ['harry-kane-england', 'harry-kane-germany']),
  locked,
  new TypeError('It is not a function.', { cause: new Error('Why.') }),
  badUserInput('The day does not exist.'),
  timeoutError(locked),
  overloadedError(),
];

const revive = (error: Error) => reviveError(structuredClone(serializeError(error)), SOURCE);

describe.each(ORIGINALS.map((original) => [original.message, original] as const))(
  '%s',
  (_message, original) => {
    const located = new GraphQLError(original.message, {
      ...(nodes && { nodes }),
      path: ['coverage', 0],
      originalError: original,
    });

    it('is the same on its own', () => {
      const revived = revive(original);
      expect(revived).toBeInstanceOf(original.constructor);
      expect(revived).toEqual(original);
      expect(revived.stack).toBe(original.stack);
      expect(revived.cause).toEqual(original.cause);
    });

    it('is told to clients and to the log as it was, with its place in the document', () => {
      const revived = revive(located) as GraphQLError;
      expect(revived.toJSON()).toEqual(located.toJSON());
      expect(revived.locations).toEqual([{ line: 1, column: 1 }]);
      expect(formatError(revived.toJSON(), revived)).toEqual(
        formatError(located.toJSON(), located),
      );
      expect(maskedCause(revived)).toEqual(maskedCause(located));
    });
  },
);
