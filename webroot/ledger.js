// @ts-check
// What the ledger says in words: whether every tick is where it must be, and where some are not. Pure.
import { grouped } from './format.js';

/** @typedef {{ partition: number, generated: number, acknowledged: number, stored: number, inKafka: number, residue: number, hop?: string }} Partition */
/** @typedef {{ run: string, residue: number, partitions: Partition[] }} Run the latest comes first */
/** @typedef {{ heard: number, delivered: number, conflated: number, pending: number, residue: number }} Balance residue: ticks missing, below zero: too many */
/** @typedef {{ browsers: (Balance & { browser: number })[], count: number, sum: Balance }} Audience */

/**
 * @typedef {object} Ledger as the dashboard sends it
 * @property {'answered' | 'asking' | 'silent'} state of the receivers
 * @property {number} [ageMillis] of their last answer
 * @property {number} [residue] over all runs
 * @property {Run[]} [runs]
 * @property {number} [you] the number of this browser
 * @property {Audience} audience
 */

/** @typedef {'−' | '+' | ''} Sign missing, too many, or not to be told from the figures */
/** @typedef {{ hop: string, count: number, sign: Sign }} Place where ticks are missing or too many */
/** @typedef {{ tone: 'ok' | 'bad' | 'silent' | 'unknown', text: string, places: Place[] }} Verdict */

/** Between these two the dashboard counts by itself. */
export const TO_BROWSER = 'dashboard → browser';

const EARLIER = 'earlier runs';
const SOMEWHERE = 'place unknown';
/** A word that was heard longer ago is none: it comes each second. */
const STALE_MILLIS = 5_000;

/** What stands for the two ends of a hop in a partition's row. */
const LEAVES = { driver: 'generated', store: 'stored', kafka: 'inKafka' };
const ARRIVES = { driver: 'acknowledged', store: 'stored', kafka: 'inKafka' };

/** @type {Record<string, Record<Sign, (ticks: string) => string>>} */
const SENTENCES = {
  'driver → store': {
    '−': (ticks) => `${ticks} made by the driver, not in the store`,
    '+': (ticks) => `${ticks} in the store that the driver did not make`,
    '': (ticks) => `${ticks} missing or doubled between driver and store`,
  },
  'store → kafka': {
    '−': (ticks) => `${ticks} in the store, not in Kafka`,
    '+': (ticks) => `${ticks} too many in Kafka: the store has fewer`,
    '': (ticks) => `${ticks} missing or doubled between store and Kafka`,
  },
  'kafka → driver': {
    '−': (ticks) => `${ticks} in Kafka that the driver was not told of`,
    '+': (ticks) => `${ticks} called safe to the driver, not in Kafka`,
    '': (ticks) => `${ticks} between Kafka and what the driver was told`,
  },
  'store → driver': {
    '−': (ticks) => `${ticks} in the store that the driver was not told of`,
    '+': (ticks) => `${ticks} called safe to the driver, not in the store`,
    '': (ticks) => `${ticks} between store and what the driver was told`,
  },
  [TO_BROWSER]: {
    '−': (ticks) => `${ticks} heard by the dashboard, neither sent to the browser nor replaced by newer ones`,
    '+': (ticks) => `${ticks} sent to the browser that the dashboard did not hear`,
    '': (ticks) => `${ticks} missing or doubled between dashboard and browser`,
  },
};

/**
 * Whether they are missing or too many. The figures move on while we look, so it is said only when they show it.
 *
 * @param {Partition} partition one with a residue
 * @returns {Sign}
 */
export function signOf(partition) {
  const [from, to] = (partition.hop ?? '').split(' → ');
  const leaves = valueOf(partition, LEAVES, from);
  const arrives = valueOf(partition, ARRIVES, to);
  if (leaves === undefined || arrives === undefined) return '';
  if (leaves - arrives >= partition.residue) return '−';
  return arrives > leaves ? '+' : '';
}

/**
 * @param {Partition} partition
 * @param {Record<string, string>} names
 * @param {string | undefined} end
 * @returns {number | undefined}
 */
function valueOf(partition, names, end) {
  const name = names[end ?? ''];
  return name ? /** @type {any} */ (partition)[name] : undefined;
}

/** @param {Place} place */
export function sentence({ hop, count, sign }) {
  const ticks = count === 1 ? '1 tick' : `${grouped(count)} ticks`;
  const words = SENTENCES[hop]?.[sign];
  return words ? words(ticks) : `${ticks} missing or too many: ${hop}`;
}

/**
 * @param {Partition} partition one with a residue
 * @returns {Place}
 */
export function placeOf(partition) {
  return { hop: partition.hop ?? SOMEWHERE, count: partition.residue, sign: signOf(partition) };
}

/**
 * @param {number} residue of a browser
 * @returns {Place}
 */
export function browserPlace(residue) {
  return { hop: TO_BROWSER, count: Math.abs(residue), sign: residue > 0 ? '−' : '+' };
}

/**
 * All places, each hop once, the worst first.
 *
 * @param {Ledger} ledger
 * @returns {Place[]}
 */
export function places(ledger) {
  const runs = ledger.runs ?? [];
  const found = [
    ...runs.flatMap((run) => run.partitions.filter((partition) => partition.residue !== 0).map(placeOf)),
    ...ledger.audience.browsers.filter((browser) => browser.residue !== 0).map(({ residue }) => browserPlace(residue)),
    left(EARLIER, ledger.residue ?? 0, runs),
    left(TO_BROWSER, ledger.audience.sum.residue, ledger.audience.browsers),
  ];
  /** @type {Map<string, Place>} */
  const byHop = new Map();
  for (const { hop, count, sign } of found.filter((place) => place.count > 0)) {
    const before = byHop.get(hop);
    byHop.set(hop, {
      hop,
      count: count + (before?.count ?? 0),
      sign: !before || before.sign === sign ? sign : '',
    });
  }
  return [...byHop.values()].sort((a, b) => b.count - a.count || a.hop.localeCompare(b.hop));
}

/**
 * What a sum has beyond the parts that are listed.
 *
 * @param {string} hop
 * @param {number} sum
 * @param {{ residue: number }[]} listed
 * @returns {Place}
 */
function left(hop, sum, listed) {
  return { hop, count: sum - listed.reduce((total, part) => total + Math.abs(part.residue), 0), sign: '' };
}

/**
 * The ledger in one mark. Nothing is good by an old word.
 *
 * @param {Ledger | null} ledger
 * @param {number} heardMillisAgo
 * @returns {Verdict}
 */
export function verdict(ledger, heardMillisAgo) {
  if (!ledger || heardMillisAgo > STALE_MILLIS) return { tone: 'unknown', text: 'ledger –', places: [] };
  const found = places(ledger.state === 'answered' ? ledger : { ...ledger, runs: [], residue: 0 });
  if (found.length > 0) return { tone: 'bad', text: `ledger ${inShort(found)}`, places: found };
  if (ledger.state === 'silent') return { tone: 'silent', text: 'ledger – no receiver answers', places: [] };
  const known = ledger.state === 'answered' && (ledger.runs ?? []).length > 0;
  return known ? { tone: 'ok', text: 'ledger 0', places: [] } : { tone: 'unknown', text: 'ledger –', places: [] };
}

/** @param {Place[]} found */
function inShort(found) {
  const [worst] = found;
  if (found.length === 1) return `${worst.sign}${grouped(worst.count)} ${worst.hop}`;
  const count = found.reduce((total, place) => total + place.count, 0);
  const sign = found.every((place) => place.sign === worst.sign) ? worst.sign : '';
  return `${sign}${grouped(count)} in ${found.length} places`;
}

/**
 * When a run began: its id is a UUIDv7, which begins with the time.
 *
 * @param {string} run
 * @returns {Date | null} null where it is of another kind
 */
export function startOf(run) {
  return run[14] === '7' ? new Date(Number.parseInt(run.slice(0, 8) + run.slice(9, 13), 16)) : null;
}
