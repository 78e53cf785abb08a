// @ts-check
// The last domain events, newest first.
import { el, setText } from '../dom.js';
import { formatClock } from '../format.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').DomainEvent} DomainEvent */

export const place = 'events-panel';

const LONGEST = 140;

/**
 * The data of an event in a line: its plain fields, without the symbol, which has a column of its own.
 *
 * @param {DomainEvent} event
 */
export function summary(event) {
  const parts = Object.entries(event.data)
    .filter(([name, value]) => name !== 'symbol' && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name} ${value}`);
  const text = parts.join(' · ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const note = el('span', { id: 'events-note' });
  const body = el('tbody');
  const table = el(
    'table',
    { id: 'events', 'aria-live': 'off' },
    el('caption', { class: 'unseen' }, 'The last domain events, newest first.'),
    el(
      'thead',
      {},
      el('tr', {}, ...['Time', 'Type', 'Source', 'Symbol', 'Detail'].map((name) => el('th', { scope: 'col' }, name))),
    ),
    body,
  );
  const none = el('p', { class: 'none' }, 'No event heard yet.');
  root.append(
    el('header', {}, el('h2', { id: 'events-title' }, 'Events'), note),
    el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'events-title' }, table, none),
  );
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  let omitted = 0;

  function draw() {
    const events = feed.events();
    const wanted = new Set(events.map((event) => event.eventId));
    for (const [id, row] of rows) {
      if (!wanted.has(id)) {
        row.remove();
        rows.delete(id);
      }
    }
    events.forEach((event, i) => {
      const row = rows.get(event.eventId) ?? add(event);
      if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null);
    });
    table.hidden = events.length === 0;
    none.hidden = events.length > 0;
    setText(note, omitted > 0 ? `${omitted} not shown: too many at once` : '');
  }

  /** @param {DomainEvent} event */
  function add(event) {
    omitted += event.omitted ?? 0;
    const row = rowOf(event);
    rows.set(event.eventId, row);
    return row;
  }

  draw();
  const undo = feed.on('events', draw);
  return () => {
    undo();
    root.replaceChildren();
  };
}

/** @param {DomainEvent} event */
function rowOf(event) {
  const time = el('time', { datetime: event.occurredAt }, formatClock(event.occurredAt));
  return el(
    'tr',
    { 'data-type': event.eventType },
    el('td', {}, time),
    el('td', { class: 'type' }, event.eventType.replaceAll('_', ' ')),
    el('td', {}, event.eventSource),
    el('td', { class: 'symbol' }, event.symbol ?? ''),
    el('td', { class: 'data', title: summary(event) }, summary(event)),
  );
}
