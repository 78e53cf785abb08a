import assert from 'node:assert/strict';
import test from 'node:test';
import { createSeries } from '../../../webroot/series.js';
import { sparkPoints } from '../../../webroot/spark.js';

test('keeps the newest samples', () => {
  const series = createSeries(3);
  [1, 2, 3, 4, 5].forEach((second) => series.push(second, second * 10));
  assert.deepEqual(series.seconds, [3, 4, 5]);
  assert.deepEqual(series.prices, [30, 40, 50]);
});

test('takes no sample of the past', () => {
  const series = createSeries();
  series.push(5, 1);
  series.push(5, 2);
  series.push(4, 3);
  assert.deepEqual(series.prices, [1]);
});

test('merges what is older before and what is newer after', () => {
  const series = createSeries();
  series.merge([3, 4], [30, 40]);
  series.merge([1, 2, 3, 4, 5], [11, 12, 13, 14, 15]);
  assert.deepEqual(series.seconds, [1, 2, 3, 4, 5]);
  assert.deepEqual(series.prices, [11, 12, 30, 40, 15]);
});

test('a spark fills its box, and a flat one lies in the middle', () => {
  assert.deepEqual(sparkPoints([1, 3, 2], 10, 4), [
    [0, 4],
    [5, 0],
    [10, 2],
  ]);
  assert.deepEqual(sparkPoints([7, 7], 10, 4), [
    [0, 2],
    [10, 2],
  ]);
});
