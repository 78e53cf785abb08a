// @ts-check
// What the page knows, and who is to be told. Messages only change what is known; panels draw once a frame, and
// of each symbol only the newest, so nothing grows while the tab sleeps.
import { createSeries } from './series.js';

/**
 * @typedef {object} Quote as the dashboard sends it
 * @property {string} symbol
 * @property {number} price
 * @property {number} bid
 * @property {number} ask
 * @property {number} change
 * @property {number} changePercent
 * @property {number} volume shares of the day so far
 * @property {string} time
 * @property {number} sequence
 * @property {string} source
 */

/** @typedef {Quote & { frame: number, move: -1 | 0 | 1, at: number, heardAt: number }} Row move: the last change of price; at: by the dashboard's clock; heardAt: by ours */
/** @typedef {{ from: number, to: number, at: string, conflated: number, ticks: number, quotes: Quote[] }} Frame */
/** @typedef {{ name: string, ok: boolean, detail: string }} Check */
/** @typedef {{ tier: string, node: string, url: string, at: string, ok: boolean, detail?: string, checks: Check[], figures: Record<string, number> }} Tier */
/** @typedef {{ ticksPerSecond: number, framesPerSecond: number, conflatedPerSecond: number, clients: number, skipped: number }} Rates */
/** @typedef {{ jobId: string, node: string, state: string, requested: number, succeeded: number, failed: number, symbol?: string }} Job */
/** @typedef {{ at: string, tiers: Tier[], jobs: Job[], rates: Rates, totals: Record<string, number> }} Status */
/** @typedef {{ eventId: string, eventType: string, eventSource: string, occurredAt: string, symbol?: string, data: Record<string, unknown>, omitted?: number }} DomainEvent */
/** @typedef {Status & { frame: number, config: { frameIntervalMillis: number }, quotes: Quote[], spark: { times: string[], prices: Record<string, number[]> }, events: DomainEvent[] }} Snapshot */
/** @typedef {import('./bus.js').Link} Link */
/** @typedef {import('./ledger.js').Ledger} Ledger */
/** @typedef {import('./series.js').Series} Series */

/**
 * @typedef {object} Feed
 * @property {Map<string, Row>} quotes
 * @property {(symbol: string) => Series | undefined} series
 * @property {() => Status | null} status
 * @property {() => { message: Ledger | null, heardAt: number }} ledger heardAt: by our clock
 * @property {() => DomainEvent[]} events newest first
 * @property {() => Link} link
 * @property {() => { lastFrameAt: number, lastTickAt: number, framesPerSecond: number, gaps: number }} line
 * @property {() => string} selected
 * @property {(symbol: string) => void} select
 * @property {() => void} retryNow
 * @property {(topic: Topic, listener: () => void) => () => void} on
 * @property {(listener: (changed: Row[]) => void) => () => void} onQuotes
 */

/** @typedef {'symbols' | 'status' | 'ledger' | 'events' | 'link' | 'selected' | 'second'} Topic symbols: some are gone */

const KEPT_EVENTS = 50;
const SNAPSHOT_PAUSE_MILLIS = 1_000;

/**
 * Whether a frame follows the last one that was seen.
 *
 * @param {number} last the `to` of that one
 * @param {{ from: number, to: number }} frame
 * @returns {'next' | 'gap' | 'old'}
 */
export function follows(last, frame) {
  if (frame.to <= last) return 'old';
  return frame.from <= last + 1 ? 'next' : 'gap';
}

/**
 * Which way a price went, or went last when it stands.
 *
 * @param {{ price: number, move: -1 | 0 | 1 } | undefined} before
 * @param {number} price
 * @returns {-1 | 0 | 1}
 */
export function move(before, price) {
  if (!before) return 0;
  if (price === before.price) return before.move;
  return price > before.price ? 1 : -1;
}

/**
 * @param {import('./bus.js').Bus} bus
 * @param {object} [options]
 * @param {(draw: () => void) => void} [options.nextFrame]
 * @param {() => number} [options.now]
 * @returns {Feed}
 */
export function createFeed(bus, { nextFrame = requestAnimationFrame, now = Date.now } = {}) {
  /** @type {Map<string, Row>} */
  const quotes = new Map();
  /** Symbols that the dashboard has not shown since the connection was opened. @type {Set<string>} */
  const unconfirmed = new Set();
  /** @type {Map<string, Series>} */
  const series = new Map();
  /** @type {DomainEvent[]} */
  let events = [];
  /** @type {Status | null} */
  let status = null;
  /** @type {Ledger | null} */
  let ledger = null;
  let ledgerAt = 0;
  /** @type {Link} */
  let link = { state: 'connecting' };
  let selected = '';
  let lastTo = 0;
  let lastAt = '';
  let lastFrameAt = 0;
  let lastTickAt = 0;
  let ticksSinceSample = 0;
  let framesThisSecond = 0;
  let framesPerSecond = 0;
  let gaps = 0;
  let askedAt = 0;
  let asking = false;

  /** @type {Map<Topic, Set<() => void>>} */
  const listeners = new Map();
  /** @type {Set<(changed: Row[]) => void>} */
  const quoteListeners = new Set();
  /** @type {Set<Topic>} */
  const dirty = new Set();
  /** @type {Map<string, Row>} */
  const changed = new Map();
  let drawing = false;

  function drawSoon() {
    if (drawing) return;
    drawing = true;
    nextFrame(draw);
  }

  function draw() {
    drawing = false;
    if (changed.size > 0) {
      const rows = [...changed.values()];
      changed.clear();
      quoteListeners.forEach((listener) => listener(rows));
    }
    const topics = [...dirty];
    dirty.clear();
    topics.forEach((topic) => listeners.get(topic)?.forEach((listener) => listener()));
  }

  /** @param {Topic} topic */
  function mark(topic) {
    dirty.add(topic);
    drawSoon();
  }

  /**
   * @param {Quote} quote
   * @param {number} frame
   * @param {string} at
   */
  function put(quote, frame, at) {
    unconfirmed.delete(quote.symbol);
    const before = quotes.get(quote.symbol);
    if (before && before.frame > frame) return;
    const row = { ...quote, frame, move: move(before, quote.price), at: Date.parse(at), heardAt: lastFrameAt };
    quotes.set(quote.symbol, row);
    changed.set(quote.symbol, row);
  }

  /** @param {Frame} frame */
  function onFrame(frame) {
    lastFrameAt = now();
    framesThisSecond++;
    const order = follows(lastTo, frame);
    if (order === 'old') return;
    if (order === 'gap' && lastTo > 0) {
      gaps++;
      askForAll();
    }
    lastTo = frame.to;
    lastAt = frame.at;
    if (frame.ticks > 0) lastTickAt = lastFrameAt;
    ticksSinceSample += frame.ticks;
    if (frame.quotes.length > 0 && !selected) nextFrame(selectFirst);
    frame.quotes.forEach((quote) => put(quote, frame.to, frame.at));
    if (changed.size > 0) drawSoon();
  }

  async function askForAll() {
    if (asking || now() - askedAt < SNAPSHOT_PAUSE_MILLIS) return;
    asking = true;
    askedAt = now();
    try {
      onSnapshot(await bus.ask('dashboard.snapshot', {}));
    } catch {
      if (link.state === 'open') setTimeout(askForAll, SNAPSHOT_PAUSE_MILLIS);
    } finally {
      asking = false;
    }
  }

  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    lastTo = Math.max(lastTo, snapshot.frame);
    snapshot.quotes.forEach((quote) => put(quote, snapshot.frame, snapshot.at));
    forgetUnconfirmed();
    readSpark(snapshot.spark);
    events = snapshot.events.reverse();
    onStatus(snapshot);
    mark('events');
    selectFirst();
  }

  function forgetUnconfirmed() {
    if (unconfirmed.size === 0) return;
    unconfirmed.forEach((symbol) => {
      quotes.delete(symbol);
      series.delete(symbol);
    });
    unconfirmed.clear();
    mark('symbols');
  }

  /** @param {Snapshot['spark']} spark */
  function readSpark(spark) {
    const seconds = spark.times.map((time) => Date.parse(time) / 1000);
    for (const [symbol, prices] of Object.entries(spark.prices)) {
      const known = series.get(symbol) ?? createSeries();
      known.merge(seconds.slice(seconds.length - prices.length), prices);
      series.set(symbol, known);
    }
  }

  /** @param {Status} received */
  function onStatus(received) {
    status = received;
    mark('status');
  }

  /** @param {Ledger} received */
  function onLedger(received) {
    ledger = received;
    ledgerAt = now();
    mark('ledger');
  }

  /** @param {DomainEvent} event */
  function onEvent(event) {
    if (events.some((known) => known.eventId === event.eventId)) return;
    events = [event, ...events].slice(0, KEPT_EVENTS);
    mark('events');
  }

  /** @param {Link} changedLink */
  function onLink(changedLink) {
    link = changedLink;
    ledger = null;
    mark('link');
    if (link.state !== 'open') return;
    // The dashboard may be another one now: it counts from anew, and what it shows is what there is.
    lastTo = 0;
    lastFrameAt = now();
    quotes.forEach((row) => (row.frame = 0));
    for (const symbol of quotes.keys()) unconfirmed.add(symbol);
    askedAt = 0;
    askForAll();
  }

  function onSecond() {
    framesPerSecond = framesThisSecond;
    framesThisSecond = 0;
    if (ticksSinceSample > 0 && lastAt) sample(Date.parse(lastAt) / 1000);
    ticksSinceSample = 0;
    mark('second');
  }

  /** @param {number} seconds */
  function sample(seconds) {
    for (const row of quotes.values()) {
      const known = series.get(row.symbol) ?? createSeries();
      known.push(seconds, row.price);
      series.set(row.symbol, known);
    }
  }

  function selectFirst() {
    const [first] = [...quotes.keys()].sort();
    if (!quotes.has(selected) && first) select(first);
  }

  /** @param {string} symbol */
  function select(symbol) {
    selected = symbol;
    mark('selected');
  }

  bus.register('dashboard.frames', onFrame);
  bus.register('dashboard.status', onStatus);
  bus.register('dashboard.ledger', onLedger);
  bus.register('dashboard.events', onEvent);
  bus.onLink(onLink);
  setInterval(onSecond, 1_000);

  return {
    quotes,
    series: (symbol) => series.get(symbol),
    status: () => status,
    ledger: () => ({ message: ledger, heardAt: ledgerAt }),
    events: () => events,
    link: () => link,
    line: () => ({ lastFrameAt, lastTickAt, framesPerSecond, gaps }),
    selected: () => selected,
    select,
    retryNow: bus.retryNow,
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => set.delete(listener);
    },
    onQuotes(listener) {
      quoteListeners.add(listener);
      return () => quoteListeners.delete(listener);
    },
  };
}
