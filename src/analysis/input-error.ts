/** `graphql/errors.ts` gives these errors their codes. */

/** Invalid input: the message quotes what was received and says what is accepted. */
export class InputError extends Error {}

/** A name that several players share; `candidates` are their slugs. */
export class AmbiguousNameError extends Error {
  constructor(
    slug: string,
    readonly candidates: readonly string[],
  ) {
    super(`Several players share the name "${slug}": ask for one of ${candidates.join(', ')}.`);
  }
}
