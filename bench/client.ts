/** Sends single requests, before a load. */

/** Returns the data; throws the server's error. */
export type Query = <Data>(
  query: string,
  variables?: object,
  operationName?: string,
) => Promise<Data>;

export function createClient(url: string): Query {
  return async <Data>(query: string, variables: object = {}, operationName?: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const { data, errors } = (await response.json()) as {
      data: Data;
      errors?: { message: string }[];
    };
    if (errors) throw new Error(errors[0]?.message);
    return data;
  };
}
