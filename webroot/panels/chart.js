// @ts-check
// The last minutes of the selected symbol, against the close of the day before.
import { el, setData, setText } from '../dom.js';
import {
  arrow,
  formatChange,
  formatClock,
  formatExchangeTime,
  formatPercent,
  formatPrice,
  formatVolume,
  tone,
} from '../format.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').Row} Row */

export const place = 'chart-panel';

const DRAW_MILLIS = 250;
const LINE = '#ffb000';
const MUTED = '#8a94a0';
const GRID = '#1c2229';

/**
 * The columns that are drawn: times, prices, and the close of the day before as a line. The newest price is the
 * last point, however young it is.
 *
 * @param {import('../series.js').Series | undefined} series
 * @param {Row} row
 * @returns {[number[], number[], number[]]}
 */
export function columns(series, row) {
  const seconds = [...(series?.seconds ?? [])];
  const prices = [...(series?.prices ?? [])];
  const newest = row.at / 1_000;
  if (seconds.length === 0 || newest > seconds[seconds.length - 1]) {
    seconds.push(newest);
    prices.push(row.price);
  }
  const close = Math.round((row.price - row.change) * 1e4) / 1e4;
  return [seconds, prices, seconds.map(() => close)];
}

/**
 * The range of the price axis: what was traded, with a little air. The close is drawn only where it falls inside,
 * or a quiet day would be a flat line far from it.
 *
 * @param {number[]} prices
 * @returns {[number, number]}
 */
export function range(prices) {
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  const air = Math.max((high - low) * 0.12, high * 0.0002);
  return [low - air, high + air];
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const symbol = el('h2', { id: 'chart-symbol' }, 'No symbol to chart yet');
  const price = el('span', { id: 'chart-price', class: 'big' });
  const change = el('span', { id: 'chart-change' });
  const facts = el('dl', { class: 'facts' });
  const bid = fact(facts, 'Bid');
  const ask = fact(facts, 'Ask');
  const volume = fact(facts, 'Volume');
  const time = fact(facts, 'Tape, New York');
  const source = fact(facts, 'Source');
  const plotRoot = el('div', { id: 'chart', role: 'img' });
  root.append(el('header', {}, symbol, price, change), facts, plotRoot);
  root.dataset.empty = 'true';

  /** @type {any} */
  let plot = null;
  let drawnAt = 0;

  function draw() {
    const row = feed.quotes.get(feed.selected());
    if (!row) return;
    drawHead(row);
    if (performance.now() - drawnAt < DRAW_MILLIS) return;
    drawnAt = performance.now();
    const data = columns(feed.series(row.symbol), row);
    plot = plot ?? createPlot(plotRoot, data);
    plot.setData(data);
  }

  /** @param {Row} row */
  function drawHead(row) {
    setData(root, 'empty', 'false');
    setText(symbol, row.symbol);
    setText(price, formatPrice(row.price));
    setText(change, `${arrow(row.change)} ${formatChange(row.change)} (${formatPercent(row.changePercent)})`);
    setData(change, 'tone', tone(row.change));
    setText(bid, formatPrice(row.bid));
    setText(ask, formatPrice(row.ask));
    setText(volume, formatVolume(row.volume));
    setText(time, formatExchangeTime(row.time));
    setText(source, row.source);
    plotRoot.setAttribute('aria-label', `${row.symbol}, the last minutes`);
  }

  function drawNew() {
    drawnAt = 0;
    draw();
  }

  const size = new ResizeObserver(() => plot?.setSize(sizeOf(plotRoot)));
  size.observe(plotRoot);
  const undo = [feed.onQuotes(draw), feed.on('selected', drawNew)];
  return () => {
    undo.forEach((stop) => stop());
    size.disconnect();
    plot?.destroy();
    root.replaceChildren();
  };
}

/**
 * @param {HTMLElement} list
 * @param {string} name
 */
function fact(list, name) {
  const value = el('dd', {}, '–');
  list.append(el('div', {}, el('dt', {}, name), value));
  return value;
}

/** @param {HTMLElement} element */
function sizeOf(element) {
  return { width: element.clientWidth, height: element.clientHeight };
}

/**
 * @param {HTMLElement} root
 * @param {[number[], number[], number[]]} data
 */
function createPlot(root, data) {
  const font = `11px ${getComputedStyle(root).fontFamily}`;
  const axis = { stroke: MUTED, font, grid: { stroke: GRID, width: 1 }, ticks: { show: false } };
  return new uPlot(
    {
      ...sizeOf(root),
      legend: { show: false },
      cursor: { y: false, points: { size: 6 } },
      padding: [8, 4, 0, 22],
      scales: { x: { time: true }, y: { range: (/** @type {any} */ plot) => range(plot.data[1]) } },
      axes: [
        {
          ...axis,
          space: 70,
          size: 26,
          values: (/** @type {any} */ _plot, /** @type {number[]} */ at) =>
            at.map((second) => formatClock(second * 1_000)),
        },
        {
          ...axis,
          side: 1,
          space: 34,
          size: 62,
          values: (/** @type {any} */ _plot, /** @type {number[]} */ at) => at.map(formatPrice),
        },
      ],
      series: [
        {},
        { stroke: LINE, width: 1.5, fill: 'rgba(255, 176, 0, 0.07)', points: { show: false } },
        { stroke: MUTED, width: 1, dash: [3, 4], points: { show: false } },
      ],
    },
    data,
    root,
  );
}
