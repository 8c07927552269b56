import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.js';

describe('bench/options.ts', () => {
  it.each(['http://127.0.0.1:4000/graphql', 'http://[::1]:4000/graphql', 'http://127.9.9.9/'])(
    'takes %s, an address of this machine',
    async (url) => {
      expect((await readOptions(['--url', url])).url).toBe(url);
    },
  );

  it.each(['http://192.0.2.1:4000/graphql', 'http://[2001:db8::1]/graphql', '4000', ''])(
    'refuses to put a load on "%s"',
    async (url) => {
      const refused = readOptions([`--url=${url}`]);
      await expect(refused).rejects.toThrow(`--url must be an address of this machine`);
      await expect(refused).rejects.toThrow(`got "${url}"`);
    },
  );

  it.each([
    ['--connections', '0'],
    ['--seconds', '3600'],
    ['--sizes', '1,1000'],
    ['--seed', 'x'],
  ])('rejects %s %s', async (name, value) => {
    await expect(readOptions([name, value])).rejects.toThrow(/takes whole numbers from \d+ to \d+/);
  });
});
