/** The soak breaks when a promise is broken: what it judges by is tested, what it measures is not. */
import { createHistogram } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../bench/soak/hostile.js';
import { type SoakResult, slopeOf, thresholdsFor } from '../../bench/soak/thresholds.js';

function seen(changes: Partial<SoakResult> = {}): SoakResult {
  const latencies = createHistogram();
  latencies.record(20_000);
  const memory = Array.from({ length: 60 }, () => 150);
  return { good: 1, wrong: [], hostile: 1, mishandled: [], latencies, memory, ...changes };
}

const broken = (changes: Partial<SoakResult>) =>
  thresholdsFor(seen(changes))
    .filter(({ kept }) => !kept)
    .map(({ name }) => name);

/** Memory that grows by so many MiB a minute, after a first half that grows faster. */
const growing = (perMinute: number) =>
  Array.from(
    { length: 120 },
    (_, second) => 150 + Math.min(second, 60) + (second * perMinute) / 60,
  );

describe('bench/soak/thresholds.ts', () => {
  it('meets every threshold if nothing went wrong', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ memory: growing(4) })).toEqual([]);
  });

  it('misses a threshold by a wrong response, a mishandled request, slowness or growth', () => {
    const latencies = createHistogram();
    latencies.record(260_000);
    expect(broken({ wrong: ['null'] })).toEqual(['wrong answers of 1']);
    expect(broken({ mishandled: ['a bomb: 200'] })).toEqual(['mishandled of 1 hostile requests']);
    expect(broken({ latencies })).toEqual(['p99 of good requests']);
    expect(broken({ memory: growing(6) })).toEqual(['memory in the second half']);
    expect(broken({ memory: [] })).toEqual(['memory in the second half']);
  });

  it('fails without any request', () => {
    expect(broken({ good: 0, hostile: 0 })).toHaveLength(2);
  });

  it('computes growth by least squares', () => {
    expect(slopeOf([])).toBe(0);
    expect(slopeOf([1, 3, 5, 7])).toBe(2);
    expect(slopeOf([5, 1, 5, 1, 5])).toBe(0);
  });

  it('has hostile requests with unique names', () => {
    expect(new Set(HOSTILE.map(({ name }) => name)).size).toBe(HOSTILE.length);
  });
});
