import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus, pauseBefore } from '../../../webroot/bus.js';

/** A line whose other end is the test. */
function exchange(context, options = {}) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  const lines = [];
  const links = [];
  const bus = createBus({
    refusal: async () => options.refusal ?? '',
    open() {
      const line = { sent: [], send: (text) => line.sent.push(JSON.parse(text)), close() {} };
      lines.push(line);
      return line;
    },
  });
  bus.onLink((link) => links.push(link));
  return {
    bus,
    lines,
    links,
    receive: (message) => lines.at(-1).onmessage({ data: JSON.stringify(message) }),
    types: () => lines.at(-1).sent.map((message) => message.type),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('registers again on each new connection', async (context) => {
  const { bus, lines, settle, receive } = exchange(context);
  const heard = [];
  bus.register('dashboard.frames', (body) => heard.push(body));
  bus.start();
  lines[0].onopen();
  receive({ type: 'rec', address: 'dashboard.frames', body: { to: 1 } });

  lines[0].onclose({ code: 1006, reason: '' });
  await settle();
  context.mock.timers.tick(1_000);
  lines[1].onopen();
  receive({ type: 'rec', address: 'dashboard.frames', body: { to: 2 } });

  assert.deepEqual(lines[1].sent[0], { type: 'register', address: 'dashboard.frames' });
  assert.deepEqual(heard, [{ to: 1 }, { to: 2 }]);
});

test('a question is answered by its own reply', async (context) => {
  const { bus, lines, receive } = exchange(context);
  bus.start();
  lines[0].onopen();
  const first = bus.ask('dashboard.snapshot', {});
  const second = bus.ask('dashboard.snapshot', {});
  const [one, two] = lines[0].sent.filter((message) => message.type === 'send');
  receive({ type: 'rec', address: two.replyAddress, body: 'second' });
  receive({ type: 'rec', address: one.replyAddress, body: 'first' });

  assert.deepEqual(await Promise.all([first, second]), ['first', 'second']);
});

test('a question fails when it is refused, when nothing comes, and when the line breaks', async (context) => {
  const { bus, lines, receive } = exchange(context);
  bus.start();
  lines[0].onopen();
  const refused = bus.ask('dashboard.snapshot', {});
  receive({ type: 'err', address: 'reply-1', message: 'no handlers' });
  await assert.rejects(refused, /no handlers/);

  const unanswered = bus.ask('dashboard.snapshot', {});
  receive({ type: 'err', body: 'access_denied' });
  context.mock.timers.tick(5_000);
  await assert.rejects(unanswered, /no answer from dashboard.snapshot/);

  const broken = bus.ask('dashboard.snapshot', {});
  lines[0].onclose({ code: 1006, reason: '' });
  await assert.rejects(broken, /lost/);
});

test('says why it is lost and when it tries again', async (context) => {
  const { bus, lines, links, settle } = exchange(context, { refusal: 'all 1 places are taken' });
  bus.start();
  lines[0].onclose({ code: 1002, reason: 'Cannot connect to server' });
  await settle();

  assert.equal(links.at(-1).state, 'lost');
  assert.equal(links.at(-1).reason, 'all 1 places are taken');
  assert.ok(links.at(-1).retryAt > Date.now());
});

test('pings by the clock, and by what comes in when the clock of a hidden tab stands still', (context) => {
  const { bus, lines, types, receive } = exchange(context);
  bus.start();
  lines[0].onopen();
  context.mock.timers.tick(5_000);
  assert.deepEqual(types(), ['ping', 'ping']);

  context.mock.timers.setTime(20_000);
  const before = types().length;
  receive({ type: 'rec', address: 'dashboard.status', body: {} });
  receive({ type: 'rec', address: 'dashboard.status', body: {} });
  assert.ok(types().length >= before);
  assert.equal(types().at(-1), 'ping');
});

test('waits longer each time, up to a bound, and not as long as the others', () => {
  assert.deepEqual(
    [1, 2, 3, 10].map((attempt) => pauseBefore(attempt, 0.5)),
    [500, 1_000, 2_000, 10_000],
  );
  assert.ok(pauseBefore(3, 0) < pauseBefore(3, 1));
});
