// @ts-check
// What the page waits for while it has no quote to show. Pure.

/** @typedef {import('./feed.js').Tier} Tier */
/** @typedef {import('./bus.js').Link} Link */

/** In the order that the data takes. */
const WAY = ['ingest', 'driver', 'receiver'];

/**
 * @param {Link} link
 * @param {Tier[] | undefined} tiers
 */
export function waitingFor(link, tiers) {
  if (link.state === 'connecting') return 'Connecting to the dashboard…';
  if (link.state === 'lost') return 'The dashboard cannot be reached.';
  if (!tiers) return 'Waiting for the first snapshot…';
  const silent = ['receiver', 'driver', 'ingest'].find((name) => !tiers.some((tier) => tier.tier === name));
  if (silent) return `Waiting for data: ${silent} not heard yet.`;
  const ill = WAY.map((name) => illOf(tiers, name)).find(Boolean);
  return ill ? `Waiting for data: ${ill}.` : 'Waiting for the first tick: every tier is ready.';
}

/**
 * The way of the data, tier by tier.
 *
 * @param {Tier[] | undefined} tiers
 * @returns {{ name: string, state: string, ok: boolean | null }[]}
 */
export function way(tiers) {
  return WAY.map((name) => {
    const nodes = (tiers ?? []).filter((tier) => tier.tier === name);
    if (nodes.length === 0) return { name, state: 'not heard', ok: null };
    const up = nodes.some((tier) => tier.ok);
    return { name, state: up ? '✓ up' : '✕ down', ok: up };
  });
}

/**
 * What is wrong with a tier, if all of its nodes have something.
 *
 * @param {Tier[]} tiers
 * @param {string} name
 */
function illOf(tiers, name) {
  const nodes = tiers.filter((tier) => tier.tier === name);
  if (nodes.some((tier) => tier.ok)) return '';
  const failed = nodes[0].checks.find((check) => !check.ok);
  return failed ? `${name} – ${failed.name}: ${failed.detail}` : `${name} – ${nodes[0].detail ?? 'not ready'}`;
}
