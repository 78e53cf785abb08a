// @ts-check
// The line at the top: whether what is shown is live, and how much comes in.
import { el, setData, setText } from '../dom.js';
import { formatAge, formatRate } from '../format.js';
import { verdict } from '../ledger.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {'connecting' | 'live' | 'stale' | 'lost'} State */

export const place = 'masthead';

const STALE_MILLIS = 3_000;
const UNKNOWN = '–';

/**
 * How far what is shown can be trusted.
 *
 * @param {import('../bus.js').Link} link
 * @param {number} lastFrameAt
 * @param {number} now
 * @returns {{ state: State, text: string }}
 */
export function connectionState(link, lastFrameAt, now) {
  if (link.state === 'connecting') return { state: 'connecting', text: 'Connecting' };
  if (link.state === 'lost') return { state: 'lost', text: 'Connection lost' };
  return now - lastFrameAt > STALE_MILLIS ? { state: 'stale', text: 'Stale' } : { state: 'live', text: 'Live' };
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const label = el('span', { class: 'label' }, 'Connecting');
  const connection = el('p', { id: 'connection', role: 'status', 'data-state': 'connecting' });
  connection.append(el('span', { class: 'dot', 'aria-hidden': 'true' }), label);
  const lead = el('span', { class: 'lead' });
  const age = el('span');
  const ledger = el('a', { id: 'ledger-mark', href: '#ledger-panel', 'data-tone': 'unknown' });
  const rates = el('dl', { id: 'rates' });
  const ticks = figure(rates, 'ticks', 'ticks/s');
  const frames = figure(rates, 'frames', 'frames/s');
  const conflated = figure(rates, 'conflated', 'conflated/s');
  const clients = figure(rates, 'clients', 'browsers');
  const masthead = el('h1', {}, 'Broad', el('b', {}, 'tape'));
  root.append(masthead, connection, ledger, el('p', { id: 'frame-age' }, lead, age), rates);

  function drawRates() {
    const measured = feed.status()?.rates;
    const known = feed.link().state === 'open' && measured;
    setText(ticks, known ? formatRate(known.ticksPerSecond) : UNKNOWN);
    setText(conflated, known ? formatRate(known.conflatedPerSecond) : UNKNOWN);
    setText(clients, known ? formatRate(known.clients) : UNKNOWN);
  }

  function drawLedger() {
    const { message, heardAt } = feed.ledger();
    const { tone, text } = verdict(message, Date.now() - heardAt);
    setText(ledger, text);
    setData(ledger, 'tone', tone);
  }

  function drawLink() {
    const now = Date.now();
    const link = feed.link();
    const { lastFrameAt, framesPerSecond } = feed.line();
    const { state, text } = connectionState(link, lastFrameAt, now);
    setData(connection, 'state', state);
    setText(label, text);
    setText(frames, link.state === 'open' ? formatRate(framesPerSecond) : UNKNOWN);
    setText(lead, state === 'live' || state === 'stale' ? 'last frame ' : '');
    setText(age, ageText(link, lastFrameAt, now));
    drawLedger();
  }

  // The age is of the moment it is drawn; twice a second it is quiet enough to read.
  const timer = setInterval(drawLink, 500);
  const undo = [
    feed.on('status', drawRates),
    feed.on('link', drawLink),
    feed.on('link', drawRates),
    feed.on('ledger', drawLedger),
  ];
  return () => {
    clearInterval(timer);
    undo.forEach((stop) => stop());
    root.replaceChildren();
  };
}

/**
 * @param {import('../bus.js').Link} link
 * @param {number} lastFrameAt
 * @param {number} now
 */
function ageText(link, lastFrameAt, now) {
  if (link.state === 'lost') {
    const seconds = Math.max(0, Math.ceil((link.retryAt - now) / 1_000));
    return `${link.reason ? `${link.reason} · ` : ''}next try in ${seconds} s`;
  }
  return lastFrameAt > 0 && link.state === 'open' ? `${formatAge(now - lastFrameAt)} ago` : '';
}

/**
 * @param {HTMLElement} list
 * @param {string} name
 * @param {string} unit
 */
function figure(list, name, unit) {
  const value = el('dd', { id: `rate-${name}` }, UNKNOWN);
  list.append(el('div', {}, value, el('dt', {}, unit)));
  return value;
}
