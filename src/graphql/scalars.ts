import { GraphQLError, GraphQLScalarType } from 'graphql';
import { isCalendarDay } from '../statistics/days.js';

function parseDay(value: unknown): string {
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  throw new GraphQLError(
    `Date must be a day of the calendar as YYYY-MM-DD, got ${JSON.stringify(value)}`,
    { extensions: { code: 'BAD_USER_INPUT', received: value } },
  );
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  // makeExecutableSchema takes the URL from here and drops that of the SDL.
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date',
  serialize: (value) => value as string,
  parseValue: parseDay,
  parseLiteral: (node) => parseDay('value' in node ? node.value : node.kind),
});

/** Output only. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => value as string,
});
