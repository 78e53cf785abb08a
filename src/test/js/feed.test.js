import assert from 'node:assert/strict';
import test from 'node:test';
import { createFeed, follows, move } from '../../../webroot/feed.js';

const AT = '2026-11-24T14:30:00.000Z';

function quote(symbol, price) {
  return { symbol, price, bid: price, ask: price, change: 0, changePercent: 0, volume: 1, time: AT, sequence: 1 };
}

function frame(from, to, ...quotes) {
  return { from, to, at: AT, conflated: 0, ticks: quotes.length, quotes };
}

function snapshot(number, quotes, events = []) {
  return { frame: number, at: AT, quotes, events, tiers: [], rates: {}, totals: {}, spark: { times: [], prices: {} } };
}

/** A feed whose bus and whose screen are the test. */
function stage(context) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 });
  const listeners = {};
  const asked = [];
  const draws = [];
  let tellLink = () => {};
  const bus = {
    register: (address, listener) => (listeners[address] = listener),
    ask: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    onLink: (listener) => (tellLink = listener),
    start() {},
    retryNow() {},
  };
  const feed = createFeed(bus, { nextFrame: (draw) => draws.push(draw) });
  return {
    feed,
    asked,
    frame: (...arguments_) => listeners['dashboard.frames'](frame(...arguments_)),
    ledger: (message) => listeners['dashboard.ledger'](message),
    lose: () => tellLink({ state: 'lost' }),
    event: (event) => listeners['dashboard.events'](event),
    open: () => tellLink({ state: 'open' }),
    draw: () => draws.splice(0).forEach((draw) => draw()),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('a frame follows when it begins where the last one ended', () => {
  assert.equal(follows(7, { from: 8, to: 8 }), 'next');
  assert.equal(follows(7, { from: 8, to: 17 }), 'next');
  assert.equal(follows(7, { from: 9, to: 9 }), 'gap');
  assert.equal(follows(7, { from: 6, to: 7 }), 'old');
});

test('a price that stands keeps the direction it had', () => {
  assert.equal(move(undefined, 5), 0);
  assert.equal(move({ price: 4, move: 0 }, 5), 1);
  assert.equal(move({ price: 5, move: 1 }, 5), 1);
  assert.equal(move({ price: 5, move: 1 }, 4), -1);
});

test('asks for all at first, and again when it sees a gap', async (context) => {
  const { open, asked, frame: hear, settle } = stage(context);
  open();
  assert.equal(asked.length, 1);
  asked[0].resolve(snapshot(10, [quote('AAPL', 1)]));
  await settle();

  hear(11, 11, quote('AAPL', 2));
  context.mock.timers.tick(2_000);
  hear(12, 12, quote('AAPL', 3));
  assert.equal(asked.length, 1);
  hear(14, 14, quote('AAPL', 4));
  assert.equal(asked.length, 2);
});

test('a snapshot fills what was missed and takes nothing newer back', async (context) => {
  const { feed, open, asked, frame: hear, settle } = stage(context);
  open();
  hear(20, 20, quote('AAPL', 2));
  asked[0].resolve(snapshot(19, [quote('AAPL', 1), quote('MSFT', 7)]));
  await settle();

  assert.equal(feed.quotes.get('AAPL').price, 2);
  assert.equal(feed.quotes.get('MSFT').price, 7);
});

test('forgets what a new dashboard does not know', async (context) => {
  const { feed, open, asked, settle } = stage(context);
  open();
  asked[0].resolve(snapshot(900, [quote('OLD', 1), quote('AAPL', 1)]));
  await settle();
  open();
  asked[1].resolve(snapshot(3, [quote('AAPL', 5)]));
  await settle();

  assert.deepEqual([...feed.quotes.keys()], ['AAPL']);
  assert.equal(feed.quotes.get('AAPL').price, 5);
});

test('draws the newest of each symbol once a frame, however many came', (context) => {
  const { feed, frame: hear, draw } = stage(context);
  const drawn = [];
  feed.onQuotes((rows) => drawn.push(rows.map((row) => [row.symbol, row.price])));
  hear(1, 1, quote('AAPL', 1), quote('MSFT', 1));
  hear(2, 2, quote('AAPL', 2));
  hear(3, 3, quote('AAPL', 3));
  draw();

  assert.deepEqual(drawn, [
    [
      ['AAPL', 3],
      ['MSFT', 1],
    ],
  ]);
});

test('keeps fifty events, each once, the newest first', (context) => {
  const { feed, event } = stage(context);
  for (let i = 0; i < 60; i++) event({ eventId: String(i) });
  event({ eventId: '59' });

  assert.equal(feed.events().length, 50);
  assert.equal(feed.events()[0].eventId, '59');
  assert.equal(feed.events()[49].eventId, '10');
});

test('samples a price a second while the tape moves', (context) => {
  const { feed, frame: hear } = stage(context);
  hear(1, 1, quote('AAPL', 1));
  context.mock.timers.tick(1_000);
  context.mock.timers.tick(5_000);

  assert.deepEqual(feed.series('AAPL').prices, [1]);
});

test('keeps the newest ledger, and none of it when the line breaks', (context) => {
  const { feed, open, lose, ledger, draw } = stage(context);
  let drawn = 0;
  feed.on('ledger', () => drawn++);
  open();
  ledger({ state: 'asking' });
  ledger({ state: 'answered' });
  draw();
  assert.equal(drawn, 1);
  assert.deepEqual(feed.ledger(), { message: { state: 'answered' }, heardAt: 1_000_000 });

  lose();
  assert.equal(feed.ledger().message, null);
});
