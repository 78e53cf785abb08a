// @ts-check
// How far the fetch jobs are: a bar for each, while there are any.
import { el, setData, setText } from '../dom.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../feed.js').Job} Job */

export const place = 'jobs-panel';

/**
 * A job in words.
 *
 * @param {Job} job
 */
export function words(job) {
  const done = job.succeeded + job.failed;
  const parts = [`${done} of ${job.requested}`];
  if (job.failed > 0) parts.push(`${job.failed} failed`);
  if (job.state !== 'running') parts.push(job.state);
  else if (job.symbol) parts.push(job.symbol);
  return parts.join(' · ');
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const list = el('ul', { id: 'jobs' });
  root.append(list);
  /** @type {Map<string, { root: HTMLElement, draw: (job: Job) => void }>} */
  const bars = new Map();

  function draw() {
    const jobs = feed.status()?.jobs ?? [];
    root.hidden = jobs.length === 0;
    const wanted = new Set(jobs.map((job) => job.jobId));
    for (const [id, bar] of bars) {
      if (!wanted.has(id)) {
        bar.root.remove();
        bars.delete(id);
      }
    }
    for (const job of jobs) {
      const bar = bars.get(job.jobId) ?? barOf(job);
      if (!bars.has(job.jobId)) list.append(bar.root);
      bars.set(job.jobId, bar);
      bar.draw(job);
    }
  }

  draw();
  const undo = feed.on('status', draw);
  return () => {
    undo();
    root.replaceChildren();
  };
}

/** @param {Job} first */
function barOf(first) {
  const label = el('span', { class: 'label' }, `Fetching on ${first.node}`);
  const bar = el('progress', { 'aria-label': `Fetch job ${first.jobId}` });
  const detail = el('span', { class: 'detail' });
  const root = el('li', { 'data-job': first.jobId, title: first.jobId }, label, bar, detail);
  return {
    root,
    /** @param {Job} job */
    draw(job) {
      bar.max = Math.max(1, job.requested);
      bar.value = job.succeeded + job.failed;
      setData(root, 'state', job.state);
      setData(root, 'failed', String(job.failed > 0));
      setText(detail, words(job));
    },
  };
}
