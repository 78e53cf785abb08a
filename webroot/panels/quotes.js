// @ts-check
// The table of symbols. A row changes in place; the order changes at most once a second, or nobody could read it.
import { el, setData, setText } from '../dom.js';
import { arrow, formatChange, formatPercent, formatPrice, formatVolume, grouped, tone } from '../format.js';
import { drawSpark } from '../spark.js';
import { waitingFor, way } from '../waiting.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').Row} Row */
/** @typedef {'symbol' | 'price' | 'move' | 'change' | 'changePercent' | 'bid' | 'ask' | 'volume'} Column */
/** @typedef {{ root: HTMLTableRowElement, cells: Record<string, HTMLElement>, spark: HTMLCanvasElement, flashedAt: number, rest: number }} Line */

export const place = 'quotes-panel';

/** Rows in the page; a filter brings up the others. */
const MAX_ROWS = 200;
const QUIET_MILLIS = 30_000;
const FADING_MILLIS = 250;
const FADED_MILLIS = 550;
const SPARK = { width: 92, height: 20 };
const COLOURS = { up: '#35c98f', down: '#ff6f61', flat: '#8a94a0' };

/** @type {[Column, string, string][]} */
const COLUMNS = [
  ['symbol', 'Symbol', ''],
  ['price', 'Last', ''],
  ['move', '▲▼', 'Direction of the last move'],
  ['change', 'Change', 'Against the close of the day before'],
  ['changePercent', 'Chg %', 'Change in per cent'],
  ['bid', 'Bid', ''],
  ['ask', 'Ask', ''],
  ['volume', 'Volume', 'Shares of the day so far, as far as this dashboard heard'],
];

/**
 * @param {Row[]} rows
 * @param {Column} column
 * @param {1 | -1} direction
 */
export function sorted(rows, column, direction) {
  return [...rows].sort((a, b) => {
    const order = column === 'symbol' ? 0 : a[column] - b[column];
    return order * direction || a.symbol.localeCompare(b.symbol) * (column === 'symbol' ? direction : 1);
  });
}

/**
 * Whether a symbol is meant by what is typed: any of its words, anywhere in the symbol.
 *
 * @param {string} symbol
 * @param {string} typed
 */
export function matches(symbol, typed) {
  const words = typed
    .toUpperCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return words.length === 0 || words.some((word) => symbol.includes(word));
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  /** Those whose price is lit. @type {Set<Line>} */
  const lit = new Set();
  /** @type {Column} */
  let column = 'symbol';
  /** @type {1 | -1} */
  let direction = 1;

  const count = el('span', { id: 'quotes-count' });
  const filter = el('input', {
    id: 'filter',
    type: 'search',
    placeholder: 'Filter symbols',
    'aria-label': 'Filter symbols',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const body = el('tbody');
  const heads = COLUMNS.map(([name, label, title]) => head(name, label, title));
  const table = el(
    'table',
    { id: 'quotes', 'aria-live': 'off' },
    el('caption', { class: 'unseen' }, 'Symbols with their newest quote. Select one to chart it.'),
    el(
      'thead',
      {},
      el('tr', {}, ...heads.map((each) => each.root), el('th', { scope: 'col', class: 'trend' }, 'Trend')),
    ),
    body,
  );
  const waitingText = el('p', { role: 'status' });
  const waitingWay = el('ol');
  const waiting = el('div', { id: 'waiting' }, waitingText, waitingWay);
  const scroll = el('div', { class: 'scroll', tabindex: '-1' }, table, waiting);
  root.append(el('header', {}, el('h2', { id: 'quotes-title' }, 'Quotes'), count, filter), scroll);

  /**
   * @param {Column} name
   * @param {string} label
   * @param {string} title
   */
  function head(name, label, title) {
    const button = el('button', { type: 'button', 'data-sort': name }, label);
    if (title) button.title = title;
    button.addEventListener('click', () => sortBy(name));
    return { name, root: el('th', { scope: 'col', 'data-column': name }, button) };
  }

  /** @param {Column} name */
  function sortBy(name) {
    direction = name === column ? (direction === 1 ? -1 : 1) : name === 'symbol' ? 1 : -1;
    column = name;
    arrange();
  }

  function arrange() {
    for (const each of heads) {
      if (each.name === column) each.root.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      else each.root.removeAttribute('aria-sort');
    }
    const all = [...feed.quotes.values()];
    const meant = sorted(
      all.filter((row) => matches(row.symbol, filter.value)),
      column,
      direction,
    );
    lay(meant.slice(0, MAX_ROWS));
    setText(count, countText(all.length, meant.length));
    drawWaiting(all.length, meant.length);
  }

  /** @param {Row[]} rows */
  function lay(rows) {
    const wanted = new Set(rows.map((row) => row.symbol));
    for (const [symbol, line] of lines) {
      if (!wanted.has(symbol)) {
        line.root.remove();
        lines.delete(symbol);
      }
    }
    /** @type {Element | null} */
    let next = body.firstElementChild;
    for (const row of rows) {
      const line = lines.get(row.symbol) ?? add(row);
      if (line.root === next) next = next.nextElementSibling;
      else body.insertBefore(line.root, next);
    }
  }

  /** @param {Row} row */
  function add(row) {
    const line = lineOf(row.symbol);
    lines.set(row.symbol, line);
    show(line, row);
    trace(line, row);
    setSelected(line, row.symbol === feed.selected());
    return line;
  }

  /** @param {Row[]} changed */
  function draw(changed) {
    let unknown = false;
    fadeAll();
    for (const row of changed) {
      const line = lines.get(row.symbol);
      if (line) {
        if (flash(line, row)) lit.add(line);
        show(line, row);
      } else {
        unknown = true;
      }
    }
    if (unknown && lines.size < MAX_ROWS) arrange();
  }

  function fadeAll() {
    for (const line of lit) {
      if (fade(line)) lit.delete(line);
    }
  }

  /**
   * @param {Line} line
   * @param {Row} row
   */
  function trace(line, row) {
    drawSpark(line.spark, feed.series(row.symbol)?.prices.slice(-60) ?? [], COLOURS[tone(row.change)]);
  }

  function drawSecond() {
    fadeAll();
    if (column !== 'symbol') arrange();
    const now = Date.now();
    for (const [symbol, line] of lines) {
      const row = feed.quotes.get(symbol);
      if (!row) continue;
      if (now - row.heardAt < 2_000) trace(line, row);
      setData(line.root, 'quiet', String(now - row.heardAt > QUIET_MILLIS));
    }
    drawWaiting(feed.quotes.size, lines.size);
  }

  /**
   * @param {number} known
   * @param {number} shown
   */
  function drawWaiting(known, shown) {
    const text = known === 0 ? waitingFor(feed.link(), feed.status()?.tiers) : shown === 0 ? 'No symbol matches.' : '';
    setText(waitingText, text);
    waitingWay.hidden = known > 0 || feed.link().state !== 'open';
    if (known === 0) drawWay();
    waiting.hidden = text === '';
    table.hidden = text !== '';
  }

  function drawWay() {
    const steps = way(feed.status()?.tiers);
    const text = JSON.stringify(steps);
    if (waitingWay.dataset.drawn === text) return;
    waitingWay.dataset.drawn = text;
    waitingWay.replaceChildren(
      ...steps.map(({ name, state, ok }) => el('li', { 'data-ok': String(ok) }, el('b', {}, name), state)),
    );
  }

  function drawSelected() {
    for (const [symbol, line] of lines) setSelected(line, symbol === feed.selected());
  }

  /** @param {Event} event */
  function onClick(event) {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    if (row?.dataset.symbol) feed.select(row.dataset.symbol);
  }

  /** @param {KeyboardEvent} event a slash goes to the filter, as in most lists */
  function onKey(event) {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    filter.focus();
  }

  body.addEventListener('click', onClick);
  filter.addEventListener('input', arrange);
  document.addEventListener('keydown', onKey);
  arrange();
  const undo = [
    feed.onQuotes(draw),
    feed.on('symbols', arrange),
    feed.on('second', drawSecond),
    feed.on('status', drawSecondWhileEmpty),
    feed.on('link', drawSecondWhileEmpty),
    feed.on('selected', drawSelected),
  ];
  return () => {
    undo.forEach((stop) => stop());
    document.removeEventListener('keydown', onKey);
    root.replaceChildren();
  };

  function drawSecondWhileEmpty() {
    if (feed.quotes.size === 0) drawWaiting(0, 0);
  }
}

/**
 * @param {number} known
 * @param {number} meant
 */
function countText(known, meant) {
  if (known === 0) return '';
  if (meant > MAX_ROWS) return `${MAX_ROWS} of ${grouped(known)}: filter to see others`;
  return meant === known ? `${grouped(known)} symbols` : `${grouped(meant)} of ${grouped(known)}`;
}

/**
 * @param {string} symbol
 * @returns {Line}
 */
function lineOf(symbol) {
  const spark = el('canvas', {
    'data-width': String(SPARK.width),
    'data-height': String(SPARK.height),
    role: 'img',
    'aria-label': `last minute of ${symbol}`,
  });
  const root = el('tr', { 'data-symbol': symbol });
  root.append(el('th', { scope: 'row' }, el('button', { type: 'button', 'data-field': 'symbol' }, symbol)));
  /** @type {Record<string, HTMLElement>} */
  const cells = {};
  for (const [name] of COLUMNS.slice(1)) {
    cells[name] = root.appendChild(el('td', { 'data-field': name }));
  }
  root.append(el('td', { class: 'trend' }, spark));
  // Not all at the same beat: each symbol rests for a time of its own between two flashes.
  const rest = 1_100 + (([...symbol].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0) % 1_500);
  return { root, cells, spark, flashedAt: 0, rest };
}

/**
 * @param {Line} line
 * @param {Row} row
 */
function show({ cells }, row) {
  setText(cells.price, formatPrice(row.price));
  setText(cells.move, arrow(row.move));
  setData(cells.move, 'tone', tone(row.move));
  setText(cells.change, formatChange(row.change));
  setText(cells.changePercent, formatPercent(row.changePercent));
  setData(cells.change, 'tone', tone(row.change));
  setData(cells.changePercent, 'tone', tone(row.change));
  setText(cells.bid, formatPrice(row.bid));
  setText(cells.ask, formatPrice(row.ask));
  setText(cells.volume, formatVolume(row.volume));
}

/**
 * Lights the price for a moment, and then lets it rest.
 *
 * @param {Line} line
 * @param {Row} row
 * @returns {boolean} whether it is lit now
 */
function flash(line, row) {
  const now = performance.now();
  const moved = formatPrice(row.price) !== line.cells.price.textContent;
  if (!moved || row.move === 0 || now - line.flashedAt < line.rest) return false;
  line.flashedAt = now;
  setData(line.cells.price, 'flash', tone(row.move));
  return true;
}

/**
 * @param {Line} line one that is lit
 * @returns {boolean} whether it is dark again
 */
function fade(line) {
  const age = performance.now() - line.flashedAt;
  const lit = line.cells.price.dataset.flash ?? '';
  if (age > FADED_MILLIS) setData(line.cells.price, 'flash', '');
  else if (age > FADING_MILLIS && !lit.endsWith('-fading')) setData(line.cells.price, 'flash', `${lit}-fading`);
  return age > FADED_MILLIS;
}

/**
 * @param {Line} line
 * @param {boolean} selected
 */
function setSelected(line, selected) {
  if (selected) line.root.setAttribute('aria-current', 'true');
  else line.root.removeAttribute('aria-current');
}
