// @ts-check
// The last minutes of a price, one sample a second.

/**
 * @typedef {object} Series
 * @property {number[]} seconds since 1970, growing
 * @property {number[]} prices as many
 * @property {(second: number, price: number) => void} push
 * @property {(seconds: number[], prices: number[]) => void} merge puts what is older before and what is newer after
 */

/** Five minutes. */
export const CAPACITY = 300;

/** @returns {Series} */
export function createSeries(capacity = CAPACITY) {
  /** @type {number[]} */
  const seconds = [];
  /** @type {number[]} */
  const prices = [];

  /**
   * @param {number} second
   * @param {number} price
   */
  function push(second, price) {
    if (seconds.length > 0 && second <= seconds[seconds.length - 1]) return;
    seconds.push(second);
    prices.push(price);
    if (seconds.length > capacity) {
      seconds.shift();
      prices.shift();
    }
  }

  return {
    seconds,
    prices,
    push,
    merge(otherSeconds, otherPrices) {
      const first = seconds[0] ?? Infinity;
      const last = seconds[seconds.length - 1] ?? -Infinity;
      const older = otherSeconds.filter((second) => second < first).length;
      if (seconds.length > 0) {
        seconds.unshift(...otherSeconds.slice(0, older));
        prices.unshift(...otherPrices.slice(0, older));
        seconds.splice(0, Math.max(0, seconds.length - capacity));
        prices.splice(0, Math.max(0, prices.length - capacity));
      }
      otherSeconds.forEach((second, i) => second > last && push(second, otherPrices[i]));
    },
  };
}
