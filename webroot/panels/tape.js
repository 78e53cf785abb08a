// @ts-check
// The moving tape. The browser's compositor moves it; we only change the text of what passes by.
import { el, setData, setText } from '../dom.js';
import { waitingFor } from '../waiting.js';
import { arrow, formatChange, formatPrice, tone } from '../format.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').Row} Row */
/** @typedef {{ root: HTMLElement, price: HTMLElement, change: HTMLElement }} Item */

export const place = 'tape';

const PIXELS_PER_SECOND = 60;
const MAX_SYMBOLS = 60;
/** What passes by is read, not watched: four times a second is live enough. */
const DRAW_MILLIS = 250;

/**
 * How many times the symbols must stand one after the other, so that the tape never shows its end.
 *
 * @param {number} lap width of all symbols once
 * @param {number} room width of what is seen
 */
export function copies(lap, room) {
  return lap > 0 ? Math.ceil(room / lap) + 1 : 1;
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const note = root.appendChild(el('p', { class: 'note' }));
  const track = root.appendChild(el('div', { class: 'track' }));
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {Map<string, Item[]>} */
  const items = new Map();
  /** What has changed since it was last drawn. @type {Map<string, Row>} */
  const pending = new Map();
  let drawnAt = 0;
  /** @type {Animation | null} */
  let animation = null;
  let room = 0;

  /** @param {Row[]} changed */
  function draw(changed) {
    if (changed.some((row) => !items.has(row.symbol)) && items.size < MAX_SYMBOLS) lay();
    for (const row of changed) pending.set(row.symbol, row);
    if (performance.now() - drawnAt < DRAW_MILLIS) return;
    drawnAt = performance.now();
    for (const row of pending.values()) items.get(row.symbol)?.forEach((item) => show(item, row));
    pending.clear();
  }

  /** Lays the tape anew, when there are more symbols or there is more room. */
  function lay() {
    const rows = [...feed.quotes.values()].slice(0, MAX_SYMBOLS).sort((a, b) => a.symbol.localeCompare(b.symbol));
    drawNote();
    items.clear();
    track.replaceChildren(lapOf(rows, false));
    const lap = track.scrollWidth;
    room = root.clientWidth;
    for (let copy = 1; copy < copies(lap, room); copy++) track.append(lapOf(rows, true));
    move(lap);
  }

  /**
   * @param {Row[]} rows
   * @param {boolean} copy copies are for the eye only
   */
  function lapOf(rows, copy) {
    const list = el('ul', copy ? { 'aria-hidden': 'true' } : {});
    for (const row of rows) {
      const item = itemOf(row.symbol);
      items.set(row.symbol, [...(items.get(row.symbol) ?? []), item]);
      show(item, row);
      list.append(item.root);
    }
    return list;
  }

  /** @param {number} lap */
  function move(lap) {
    const at = animation?.currentTime ?? 0;
    animation?.cancel();
    animation = null;
    if (still.matches || lap === 0) return;
    animation = track.animate([{ transform: 'translate3d(0, 0, 0)' }, { transform: `translate3d(${-lap}px, 0, 0)` }], {
      duration: (lap / PIXELS_PER_SECOND) * 1_000,
      iterations: Infinity,
    });
    animation.currentTime = at;
  }

  function drawNote() {
    note.hidden = feed.quotes.size > 0;
    if (!note.hidden) setText(note, waitingFor(feed.link(), feed.status()?.tiers));
  }

  const pause = () => animation?.pause();
  const play = () => animation?.play();
  root.addEventListener('pointerenter', pause);
  root.addEventListener('pointerleave', play);
  still.addEventListener('change', lay);
  const size = new ResizeObserver(() => root.clientWidth > room && items.size > 0 && lay());
  size.observe(root);
  const undo = [feed.onQuotes(draw), feed.on('symbols', lay), feed.on('second', drawNote), feed.on('link', drawNote)];
  return () => {
    undo.forEach((stop) => stop());
    size.disconnect();
    still.removeEventListener('change', lay);
    animation?.cancel();
    root.replaceChildren();
  };
}

/**
 * @param {string} symbol
 * @returns {Item}
 */
function itemOf(symbol) {
  const price = el('span', { class: 'price' });
  const change = el('span', { class: 'change' });
  return { root: el('li', {}, el('b', {}, symbol), price, change), price, change };
}

/**
 * @param {Item} item
 * @param {Row} row
 */
function show(item, row) {
  setText(item.price, formatPrice(row.price));
  setText(item.change, `${arrow(row.change)} ${formatChange(row.change)}`);
  setData(item.change, 'tone', tone(row.change));
}
