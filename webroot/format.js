// @ts-check
// Numbers and times as they are read on a trading floor. Pure.

const UP = '\u25b2';
const DOWN = '\u25bc';
const MINUS = '\u2212';
const NONE = '\u2013';

/**
 * @param {number} whole
 * @returns {string} 1,234,567
 */
export function grouped(whole) {
  return String(Math.round(whole)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** @param {number} price two decimals, four below one */
export function formatPrice(price) {
  const [whole, decimals] = Math.abs(price)
    .toFixed(Math.abs(price) < 1 ? 4 : 2)
    .split('.');
  return `${price < 0 ? MINUS : ''}${grouped(Number(whole))}.${decimals}`;
}

/** @param {number} change with its sign */
export function formatChange(change) {
  return sign(change) + formatPrice(Math.abs(change)).replace(/^0\.(\d\d)00$/, '0.$1');
}

/** @param {number} percent with its sign */
export function formatPercent(percent) {
  return `${sign(percent)}${Math.abs(percent).toFixed(2)}%`;
}

/** @param {number} value */
function sign(value) {
  if (value > 0) return '+';
  return value < 0 ? MINUS : '';
}

/** @param {number} value a triangle, so that colour is not the only sign */
export function arrow(value) {
  if (value > 0) return UP;
  return value < 0 ? DOWN : NONE;
}

/**
 * @param {number} value
 * @returns {'up' | 'down' | 'flat'}
 */
export function tone(value) {
  if (value > 0) return 'up';
  return value < 0 ? 'down' : 'flat';
}

/** @param {number} shares 12,345 or 1.23M */
export function formatVolume(shares) {
  if (shares >= 1e9) return `${(shares / 1e9).toFixed(2)}B`;
  if (shares >= 1e6) return `${(shares / 1e6).toFixed(2)}M`;
  if (shares >= 1e5) return `${(shares / 1e3).toFixed(1)}K`;
  return grouped(shares);
}

/** @param {number} perSecond 950, 12,300 or 1.2M */
export function formatRate(perSecond) {
  return perSecond >= 1e6 ? `${(perSecond / 1e6).toFixed(1)}M` : grouped(perSecond);
}

/** @param {number} millis how long ago, as short as it can be said */
export function formatAge(millis) {
  if (millis < 1_000) return `${Math.max(0, Math.round(millis / 10) * 10)} ms`;
  if (millis < 60_000) return `${Math.floor(millis / 1_000)} s`;
  if (millis < 3_600_000) return `${Math.floor(millis / 60_000)} min`;
  return `${Math.floor(millis / 3_600_000)} h`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const exchangeClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** @param {number | string | Date} time in the time zone of whoever looks */
export function formatClock(time) {
  return clock.format(new Date(time));
}

/** @param {string} time in New York, where the tape's days are */
export function formatExchangeTime(time) {
  return exchangeClock.format(new Date(time)).replaceAll(',', '');
}
