import assert from 'node:assert/strict';
import test from 'node:test';
import {
  arrow,
  formatAge,
  formatChange,
  formatExchangeTime,
  formatPercent,
  formatPrice,
  formatRate,
  formatVolume,
  tone,
} from '../../../webroot/format.js';

test('prices have two decimals, and four below one', () => {
  assert.equal(formatPrice(187.4), '187.40');
  assert.equal(formatPrice(612345.6), '612,345.60');
  assert.equal(formatPrice(0.1234), '0.1234');
  assert.equal(formatPrice(0), '0.0000');
});

test('changes carry their sign', () => {
  assert.equal(formatChange(1.5), '+1.50');
  assert.equal(formatChange(-0.25), '−0.25');
  assert.equal(formatChange(-0.0021), '−0.0021');
  assert.equal(formatChange(0), '0.00');
  assert.equal(formatPercent(-1.014), '−1.01%');
  assert.equal(formatPercent(0), '0.00%');
});

test('direction is a shape as well as a colour', () => {
  assert.deepEqual([1, -1, 0].map(arrow), ['▲', '▼', '–']);
  assert.deepEqual([1, -1, 0].map(tone), ['up', 'down', 'flat']);
});

test('large numbers are short', () => {
  assert.equal(formatVolume(99_999), '99,999');
  assert.equal(formatVolume(161_200), '161.2K');
  assert.equal(formatVolume(2_130_000), '2.13M');
  assert.equal(formatVolume(4_200_000_000), '4.20B');
  assert.equal(formatRate(12_300), '12,300');
  assert.equal(formatRate(1_250_000), '1.3M');
});

test('ages are as short as they can be said', () => {
  assert.equal(formatAge(42), '40 ms');
  assert.equal(formatAge(-5), '0 ms');
  assert.equal(formatAge(3_400), '3 s');
  assert.equal(formatAge(125_000), '2 min');
});

test('the time of the tape is New York’s', () => {
  assert.equal(formatExchangeTime('2026-11-24T14:30:00Z'), 'Tue 24 Nov 09:30:00');
});
