/** What the record says it holds. */
import type { TestServer } from '../support/test-server.js';
import type { Days, Shown } from './scope.js';

interface Holding extends Days {
  completeness: 'COMPLETE' | 'LISTED';
  category: 'MEN' | 'WOMEN';
  team: { slug: string } | null;
  tournament: { slug: string } | null;
}

const HOLDINGS = `{ dataset { holdings {
  completeness category team { slug } tournament { slug } from to
} } }`;

/** Every holding. */
export async function holdingsOf(record: TestServer): Promise<Holding[]> {
  return (await record.ask(HOLDINGS)).dataset.holdings;
}

/** The days of which the record is shown to have every match: how that is shown is tested elsewhere. */
export async function shownIn(record: TestServer): Promise<Shown[]> {
  const holdings = await holdingsOf(record);
  return holdings
    .filter(({ completeness }) => completeness === 'COMPLETE')
    .map(({ tournament, from, to }) => ({ tournament: tournament?.slug ?? null, from, to }));
}
