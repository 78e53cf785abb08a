// @ts-check
// A sparkline: one thin line and a dot where it is now.

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} prices oldest first
 * @param {string} colour
 */
export function drawSpark(canvas, prices, colour) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height, ratio } = fit(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (prices.length < 2) return;
  const points = sparkPoints(prices, width - 5, height - 6);
  context.beginPath();
  points.forEach(([x, y]) => context.lineTo(x + 1, y + 3));
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.stroke();
  const [x, y] = points[points.length - 1];
  context.beginPath();
  context.arc(x + 1, y + 3, 1.75, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** @param {HTMLCanvasElement} canvas its CSS size is in its attributes' data, so that no layout is asked for */
function fit(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = Number(canvas.dataset.width);
  const height = Number(canvas.dataset.height);
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  return { width, height, ratio };
}

/**
 * The prices as points of a box, the highest at its top. A price that never moved lies in the middle.
 *
 * @param {number[]} prices at least two
 * @param {number} width
 * @param {number} height
 * @returns {[number, number][]}
 */
export function sparkPoints(prices, width, height) {
  const low = Math.min(...prices);
  const span = Math.max(...prices) - low;
  return prices.map((price, i) => [
    (i / (prices.length - 1)) * width,
    span === 0 ? height / 2 : height - ((price - low) / span) * height,
  ]);
}
