import assert from 'node:assert/strict';
import test from 'node:test';
import { columns, range } from '../../../webroot/panels/chart.js';
import { summary } from '../../../webroot/panels/events.js';
import { panels } from '../../../webroot/panels/index.js';
import { words } from '../../../webroot/panels/jobs.js';
import { connectionState } from '../../../webroot/panels/masthead.js';
import { matches, sorted } from '../../../webroot/panels/quotes.js';
import { copies } from '../../../webroot/panels/tape.js';
import { ordered } from '../../../webroot/panels/tiers.js';
import { waitingFor, way } from '../../../webroot/waiting.js';

const OPEN = { state: 'open' };

function tier(name, ok = true, check = { name: 'kafka', ok, detail: ok ? 'ok' : 'connection refused' }) {
  return { tier: name, node: `${name}-1`, ok, checks: [check] };
}

test('each panel has a place of its own and can be mounted', () => {
  assert.equal(new Set(panels.map((panel) => panel.place)).size, panels.length);
  panels.forEach((panel) => assert.equal(typeof panel.mount, 'function'));
});

test('what is shown is live, stale, lost or not there yet', () => {
  assert.equal(connectionState({ state: 'connecting' }, 0, 9_000).state, 'connecting');
  assert.equal(connectionState(OPEN, 8_000, 9_000).state, 'live');
  assert.equal(connectionState(OPEN, 5_000, 9_000).state, 'stale');
  assert.equal(connectionState({ state: 'lost' }, 8_999, 9_000).state, 'lost');
});

test('says what it waits for, along the way of the data', () => {
  assert.equal(waitingFor({ state: 'connecting' }, undefined), 'Connecting to the dashboard…');
  assert.equal(waitingFor(OPEN, undefined), 'Waiting for the first snapshot…');
  assert.equal(waitingFor(OPEN, []), 'Waiting for data: receiver not heard yet.');
  assert.equal(waitingFor(OPEN, [tier('receiver')]), 'Waiting for data: driver not heard yet.');
  const all = [tier('ingest'), tier('driver'), tier('receiver', false)];
  assert.equal(waitingFor(OPEN, all), 'Waiting for data: receiver – kafka: connection refused.');
  assert.match(waitingFor(OPEN, [tier('ingest'), tier('driver'), tier('receiver')]), /first tick/);
  assert.deepEqual(way([tier('ingest'), tier('receiver', false)]), [
    { name: 'ingest', state: '✓ up', ok: true },
    { name: 'driver', state: 'not heard', ok: null },
    { name: 'receiver', state: '✕ down', ok: false },
  ]);
});

test('sorts both ways, by symbol where all else is equal', () => {
  const rows = [
    { symbol: 'B', price: 1 },
    { symbol: 'A', price: 1 },
    { symbol: 'C', price: 2 },
  ];
  const order = (column, direction) => sorted(rows, column, direction).map((row) => row.symbol);
  assert.deepEqual(order('symbol', -1), ['C', 'B', 'A']);
  assert.deepEqual(order('price', 1), ['A', 'B', 'C']);
  assert.deepEqual(order('price', -1), ['C', 'A', 'B']);
});

test('filters by any word, in any case, anywhere in the symbol', () => {
  assert.ok(matches('BRK.B', 'brk'));
  assert.ok(matches('AAPL', 'msft, apl'));
  assert.ok(matches('AAPL', ' '));
  assert.ok(!matches('AAPL', 'msft'));
});

test('the tape has as many copies as it takes never to show its end', () => {
  assert.equal(copies(7_000, 1_440), 2);
  assert.equal(copies(500, 1_440), 4);
  assert.equal(copies(0, 1_440), 1);
});

test('the chart ends with the newest price, beside the close', () => {
  const row = { price: 101.5, change: 1.5, at: 12_000 };
  assert.deepEqual(columns({ seconds: [10, 11], prices: [99, 100] }, row), [
    [10, 11, 12],
    [99, 100, 101.5],
    [100, 100, 100],
  ]);
  const [low, high] = range([100, 110]);
  assert.ok(low < 100 && high > 110);
});

test('tiers stand in the way of the data', () => {
  const names = ordered(['zeta', 'dashboard', 'receiver', 'ingest'].map((name) => tier(name))).map((one) => one.tier);
  assert.deepEqual(names, ['ingest', 'receiver', 'dashboard', 'zeta']);
});

test('each node of a tier has a place, in the order of their names', () => {
  const nodes = ['receiver-2', 'receiver-1'].map((node) => ({ ...tier('receiver'), node }));
  assert.deepEqual(
    ordered([tier('bridge'), ...nodes]).map((one) => one.node),
    ['receiver-1', 'receiver-2', 'bridge-1'],
  );
});

test('an event is a line of its plain fields', () => {
  const event = { data: { symbol: 'AAPL', bars: 100, failed: ['x'], provider: 'history' } };
  assert.equal(summary(event), 'bars 100 · provider history');
});

test('says how far a job is and what went wrong', () => {
  const job = {
    jobId: 'a',
    node: 'ingest-1',
    state: 'running',
    requested: 30,
    succeeded: 12,
    failed: 0,
    symbol: 'IBM',
  };
  assert.equal(words(job), '12 of 30 · IBM');
  assert.equal(words({ ...job, failed: 2 }), '14 of 30 · 2 failed · IBM');
  assert.equal(words({ ...job, succeeded: 30, state: 'finished' }), '30 of 30 · finished');
});
