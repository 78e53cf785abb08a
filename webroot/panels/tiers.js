// @ts-check
// How each tier and what it depends on is.
import { el, setData, setText } from '../dom.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').Tier} Tier */
/** @typedef {import('../feed.js').Check} Check */
/** @typedef {{ root: HTMLElement, draw: (tier: Tier) => void }} Card */

export const place = 'tiers-panel';

/** The way of the data; what else there is comes after, by name. */
const ORDER = ['ingest', 'driver', 'receiver', 'bridge', 'dashboard'];

/** @param {Tier[]} tiers */
export function ordered(tiers) {
  const rank = (/** @type {Tier} */ tier) => ORDER.indexOf(tier.tier) + 1 || ORDER.length + 1;
  return [...tiers].sort((a, b) => rank(a) - rank(b) || a.tier.localeCompare(b.tier) || a.node.localeCompare(b.node));
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const summary = el('span', { id: 'tiers-summary' });
  const list = el('ul', { id: 'tiers' });
  root.append(el('header', {}, el('h2', { id: 'tiers-title' }, 'Tiers'), summary), list);
  /** @type {Map<string, Card>} */
  const cards = new Map();

  function draw() {
    const tiers = ordered(feed.status()?.tiers ?? []);
    const down = tiers.filter((tier) => !tier.ok).length;
    setText(
      summary,
      tiers.length === 0 ? 'none heard yet' : down === 0 ? `${tiers.length} up` : `${down} of ${tiers.length} down`,
    );
    setData(summary, 'ok', String(down === 0 && tiers.length > 0));
    const wanted = new Set(tiers.map(keyOf));
    for (const [key, card] of cards) {
      if (!wanted.has(key)) {
        card.root.remove();
        cards.delete(key);
      }
    }
    tiers.forEach((tier, i) => {
      const card = cards.get(keyOf(tier)) ?? cardOf(tier);
      cards.set(keyOf(tier), card);
      if (list.children[i] !== card.root) list.insertBefore(card.root, list.children[i] ?? null);
      card.draw(tier);
    });
  }

  draw();
  const undo = feed.on('status', draw);
  return () => {
    undo();
    root.replaceChildren();
  };
}

/** @param {Tier} tier */
function keyOf(tier) {
  return `${tier.tier} ${tier.node}`;
}

/**
 * @param {Tier} first
 * @returns {Card}
 */
function cardOf(first) {
  const mark = el('span', { class: 'mark' });
  const detail = el('span', { class: 'detail' });
  const checks = el('ul', { class: 'checks' });
  const root = el('li', { 'data-tier': first.tier, 'data-node': first.node });
  root.append(
    el('div', { class: 'tier' }, mark, el('b', {}, first.tier), el('span', { class: 'node' }, first.node), detail),
    checks,
  );
  let drawn = '';
  return {
    root,
    draw(tier) {
      setData(root, 'ok', String(tier.ok));
      setText(mark, tier.ok ? '✓ up' : '✕ down');
      setText(detail, tier.detail ?? '');
      const now = JSON.stringify(tier.checks);
      if (now === drawn) return;
      drawn = now;
      checks.replaceChildren(...tier.checks.map(checkOf));
    },
  };
}

/** @param {Check} check */
function checkOf(check) {
  const item = el('li', { 'data-check': check.name, 'data-ok': String(check.ok), title: check.detail });
  item.append(el('span', { class: 'sign' }, check.ok ? '✓' : '✕'), ` ${check.name}`);
  if (!check.ok || check.detail !== 'ok') item.append(el('span', { class: 'detail' }, check.detail));
  return item;
}
