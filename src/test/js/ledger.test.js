import assert from 'node:assert/strict';
import test from 'node:test';
import { places, sentence, signOf, startOf, verdict } from '../../../webroot/ledger.js';
import { browserRows, headline, tickRows, unlisted } from '../../../webroot/panels/ledger.js';

const RUN = '01938b7a-2c4d-7000-8000-00000000abcd';
const CLEAN = balance({});

function partition(number, changes = {}) {
  return { partition: number, generated: 100, acknowledged: 100, stored: 100, inKafka: 100, residue: 0, ...changes };
}

function balance(changes) {
  return { heard: 60, delivered: 40, conflated: 20, pending: 0, residue: 0, ...changes };
}

function ledger(partitions, changes = {}) {
  const residue = partitions.reduce((sum, one) => sum + one.residue, 0);
  const audience = { browsers: [{ browser: 3, ...CLEAN }], count: 1, sum: CLEAN };
  return {
    state: 'answered',
    ageMillis: 900,
    residue,
    runs: [{ run: RUN, residue, partitions }],
    audience,
    ...changes,
  };
}

const GREEN = ledger([partition(0), partition(1)]);
const SHORT = ledger([partition(0), partition(2, { inKafka: 80, residue: 12, hop: 'store → kafka' })]);

test('is quiet while nothing is missing', () => {
  assert.deepEqual(verdict(GREEN, 0), { tone: 'ok', text: 'ledger 0', places: [] });
  assert.equal(headline(GREEN, 0), 'every tick is accounted for or on its way');
  assert.deepEqual(
    tickRows(GREEN).map((row) => [row.kind, row.name, row.values, row.residue, row.place]),
    [
      ['head', tickRows(GREEN)[0].name, [], 0, undefined],
      ['part', '0', [100, 100, 100, 100], 0, undefined],
      ['part', '1', [100, 100, 100, 100], 0, undefined],
    ],
  );
  assert.match(tickRows(GREEN)[0].name, /^Latest run, since \d\d:\d\d:\d\d$/);
});

test('names the hop and says in words what is missing', () => {
  assert.equal(verdict(SHORT, 0).tone, 'bad');
  assert.equal(verdict(SHORT, 0).text, 'ledger −12 store → kafka');
  assert.equal(headline(SHORT, 0), '12 ticks in the store, not in Kafka');
  const row = tickRows(SHORT)[2];
  assert.deepEqual([row.name, row.residue, row.place], ['2', 12, { hop: 'store → kafka', count: 12, sign: '−' }]);
});

test('says missing or too many only where the figures show it', () => {
  const at = (changes) => signOf(partition(0, { residue: 12, hop: 'store → kafka', ...changes }));
  assert.equal(at({ inKafka: 88 }), '−');
  assert.equal(at({ inKafka: 112 }), '+');
  assert.equal(at({ inKafka: 100 }), '');
  assert.equal(at({ inKafka: 95 }), '');
  assert.equal(at({ hop: 'kafka → driver', acknowledged: 112 }), '+');
  assert.equal(at({ hop: 'driver → store', stored: 80 }), '−');
  assert.equal(at({ hop: 'driver → moon' }), '');
});

test('has a sentence for each hop, and for one that it does not know', () => {
  for (const hop of ['driver → store', 'store → kafka', 'kafka → driver', 'store → driver', 'dashboard → browser']) {
    for (const sign of ['−', '+', '']) assert.doesNotMatch(sentence({ hop, sign, count: 1 }), /ticks|too many: /);
  }
  assert.equal(sentence({ hop: 'a → b', sign: '', count: 1200 }), '1,200 ticks missing or too many: a → b');
});

test('never shows an old green', () => {
  const silent = { ...GREEN, state: 'silent', ageMillis: 7_000 };
  assert.equal(verdict(silent, 0).tone, 'silent');
  assert.equal(verdict(silent, 0).text, 'ledger – no receiver answers');
  assert.equal(headline(silent, 0), 'no receiver answers · last answer 7 s ago');
  assert.equal(verdict({ ...SHORT, state: 'silent' }, 0).tone, 'silent');
  assert.equal(verdict(GREEN, 5_001).tone, 'unknown');
  assert.equal(verdict(null, 0).tone, 'unknown');
  assert.equal(verdict({ ...GREEN, state: 'asking' }, 0).tone, 'unknown');
  assert.equal(headline({ ...GREEN, state: 'asking' }, 0), 'asking…');
});

test('claims nothing while there is no run', () => {
  const idle = { ...GREEN, runs: [] };
  assert.equal(verdict(idle, 0).tone, 'unknown');
  assert.equal(headline(idle, 0), 'no run yet');
});

test('counts a browser’s residue too, even while no receiver answers', () => {
  const bad = balance({ delivered: 35, residue: 5 });
  const audience = { browsers: [{ browser: 3, ...bad }], count: 1, sum: bad };
  assert.equal(verdict({ ...GREEN, audience }, 0).text, 'ledger −5 dashboard → browser');
  assert.equal(verdict({ ...GREEN, state: 'silent', audience }, 0).tone, 'bad');
  assert.match(headline({ ...GREEN, state: 'silent', audience }, 0), /^5 ticks heard .* · no receiver answers/);
  assert.equal(verdict({ ...SHORT, audience }, 0).text, 'ledger −17 in 2 places');
});

test('sums the same hop up and lets nothing hide that is not listed', () => {
  const hop = 'store → kafka';
  const two = ledger([partition(0, { inKafka: 80, residue: 12, hop }), partition(1, { inKafka: 70, residue: 3, hop })]);
  assert.deepEqual(places(two), [{ hop, count: 15, sign: '−' }]);
  assert.deepEqual(places({ ...GREEN, residue: 4 }), [{ hop: 'earlier runs', count: 4, sign: '' }]);
  const audience = { ...GREEN.audience, count: 30, sum: balance({ residue: 6 }) };
  assert.deepEqual(places({ ...GREEN, audience }), [{ hop: 'dashboard → browser', count: 6, sign: '' }]);
});

test('lists so many browsers and sums up all', () => {
  const browsers = Array.from({ length: 20 }, (_, i) => ({ browser: i + 1, ...CLEAN }));
  const crowd = { ...GREEN, you: 4, audience: { browsers, count: 37, sum: balance({ delivered: 1_480 }) } };
  const rows = browserRows(crowd);
  assert.equal(rows.length, 21);
  assert.deepEqual([rows[0].name, rows[0].kind, rows[0].values[0]], ['All', 'sum', 1_480]);
  assert.equal(rows[4].note, 'you');
  assert.equal(unlisted(crowd), '17 more are in the sum.');

  assert.deepEqual(
    browserRows(GREEN).map((row) => [row.name, row.values]),
    [['3', [40, 20, 0]]],
  );
  assert.equal(unlisted(GREEN), '');
});

test('reads from a run when it began, where it says so', () => {
  assert.equal(startOf(RUN)?.getTime(), 0x01938b7a2c4d);
  assert.equal(startOf('4cdee756-69c3-49f2-8099-bfab33a3ece8'), null);
});
