// @ts-check
// Where every tick is: a row for each partition as far as Kafka, and a row for each browser.
import { el, setData, setText } from '../dom.js';
import { formatAge, formatClock, grouped } from '../format.js';
import { browserPlace, placeOf, sentence, startOf, verdict } from '../ledger.js';

/** @typedef {import('../feed.js').Feed} Feed */
/** @typedef {import('../ledger.js').Ledger} Ledger */
/** @typedef {import('../ledger.js').Place} Place */
/** @typedef {{ key: string, name: string, note: string, kind: 'head' | 'part' | 'sum', values: number[], residue: number, place?: Place }} Row residue: as a number without a sign */
/** @typedef {{ root: HTMLElement, show: (row: Row) => void }} Line */

export const place = 'ledger-panel';

/** @type {[string, string][]} */
const TICKS = [
  ['Generated', 'made by the driver'],
  ['Acknowledged', 'called safe to the driver'],
  ['Stored', 'in the tick store'],
  ['In Kafka', 'read back from Kafka by a reader of its own'],
];
/** @type {[string, string][]} */
const BROWSERS = [
  ['Delivered', 'sent to the browser as quotes of their own'],
  ['Conflated', 'replaced by a newer tick of the symbol'],
  ['Pending', 'on their way'],
];

/**
 * The rows of the first table: for each run a line that names it, and its partitions.
 *
 * @param {Ledger} ledger
 * @returns {Row[]}
 */
export function tickRows(ledger) {
  return (ledger.runs ?? []).flatMap((run, i) => {
    const start = startOf(run.run);
    const name = `${i === 0 ? 'Latest run' : 'Earlier run'}${start ? `, since ${formatClock(start)}` : ''}`;
    /** @type {Row} */
    const head = { key: run.run, name, note: run.run.slice(-8), kind: 'head', values: [], residue: 0 };
    return [head, ...run.partitions.map((partition) => partitionRow(run.run, partition))];
  });
}

/**
 * @param {string} run
 * @param {import('../ledger.js').Partition} partition
 * @returns {Row}
 */
function partitionRow(run, partition) {
  return {
    key: `${run} ${partition.partition}`,
    name: String(partition.partition),
    note: '',
    kind: 'part',
    values: [partition.generated, partition.acknowledged, partition.stored, partition.inKafka],
    residue: partition.residue,
    place: partition.residue === 0 ? undefined : placeOf(partition),
  };
}

/**
 * The rows of the second table: the browsers that the dashboard names, after the sum of all when there are several.
 *
 * @param {Ledger} ledger
 * @returns {Row[]}
 */
export function browserRows({ audience, you }) {
  const rows = audience.browsers.map((browser) => ({
    ...balanceRow(browser, 'part', String(browser.browser), browser.browser === you ? 'you' : ''),
    place: browser.residue === 0 ? undefined : browserPlace(browser.residue),
  }));
  return audience.count < 2 ? rows : [balanceRow(audience.sum, 'sum', 'All', ''), ...rows];
}

/**
 * @param {import('../ledger.js').Balance} balance
 * @param {'part' | 'sum'} kind
 * @param {string} name
 * @param {string} note
 * @returns {Row}
 */
function balanceRow(balance, kind, name, note) {
  const values = [balance.delivered, balance.conflated, balance.pending];
  return { key: `browser ${name}`, name, note, kind, values, residue: Math.abs(balance.residue) };
}

/** @param {Ledger} ledger */
export function unlisted({ audience }) {
  const count = audience.count - audience.browsers.length;
  return count > 0 ? `${grouped(count)} more are in the sum.` : '';
}

/**
 * The line in the panel's head.
 *
 * @param {Ledger | null} ledger
 * @param {number} heardMillisAgo
 */
export function headline(ledger, heardMillisAgo) {
  const { tone, places } = verdict(ledger, heardMillisAgo);
  if (!ledger || tone === 'unknown') return ledger?.state === 'answered' ? 'no run yet' : 'asking…';
  const ago = ledger.ageMillis === undefined ? '' : ` · last answer ${formatAge(ledger.ageMillis)} ago`;
  const silent = ledger.state === 'silent' ? `no receiver answers${ago}` : '';
  if (tone === 'ok') return 'every tick is accounted for or on its way';
  return [...places.map(sentence), silent].filter(Boolean).join(' · ');
}

/**
 * @param {HTMLElement} root an empty element that this panel owns
 * @param {Feed} feed
 */
export function mount(root, feed) {
  const summary = el('span', { id: 'ledger-summary' });
  const spoken = el('p', { id: 'ledger-spoken', class: 'unseen', 'aria-live': 'polite' });
  const ticks = tableOf('ledger-ticks', 'Ticks of each run, by partition', 'Partition', TICKS);
  const browsers = tableOf('ledger-browsers', 'Ticks of each browser', 'Browser', BROWSERS);
  const more = el('p', { class: 'none' });
  const none = el('p', { class: 'none' }, 'No run yet.');
  root.append(
    el('header', {}, el('h2', { id: 'ledger-title' }, 'Ledger'), summary),
    spoken,
    el(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'ledger-title' },
      el('div', {}, ticks.root, none),
      el('div', {}, browsers.root, more),
    ),
  );

  function draw() {
    const { message, heardAt } = feed.ledger();
    const age = Date.now() - heardAt;
    const { tone } = verdict(message, age);
    const text = headline(message, age);
    setText(summary, text);
    summary.title = text;
    setData(root, 'tone', tone);
    const current = message?.state === 'answered' && tone !== 'unknown';
    setData(ticks.root, 'current', String(current));
    const rows = message ? tickRows(message) : [];
    ticks.show(rows);
    browsers.show(message ? browserRows(message) : []);
    none.hidden = message?.state !== 'answered' || rows.length > 0;
    setText(more, message ? unlisted(message) : '');
    more.hidden = more.textContent === '';
    speak(tone, text);
  }

  /**
   * Says aloud what turned red or right again, and not each time that a number moves.
   *
   * @param {string} tone
   * @param {string} text
   */
  function speak(tone, text) {
    const alarm = tone === 'bad' || tone === 'silent';
    const what = alarm ? text.replace(/[\d,]+/g, '') : '';
    if (what === (spoken.dataset.what ?? '') || (!alarm && tone === 'unknown')) return;
    spoken.dataset.what = what;
    setText(spoken, alarm ? `Ledger: ${text}` : 'Ledger: every tick is accounted for again');
  }

  draw();
  const undo = [feed.on('ledger', draw), feed.on('link', draw), feed.on('second', draw)];
  return () => {
    undo.forEach((stop) => stop());
    root.replaceChildren();
  };
}

/**
 * @param {string} id
 * @param {string} caption
 * @param {string} first
 * @param {[string, string][]} columns
 */
function tableOf(id, caption, first, columns) {
  const body = el('tbody');
  const heads = [
    [first, ''],
    ...columns,
    ['Residue', 'missing or too many; what is on its way for a few seconds is none'],
  ];
  const root = el(
    'table',
    { id, class: 'ledger', 'aria-live': 'off' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, ...heads.map(([name, title]) => el('th', { scope: 'col', title }, name)))),
    body,
  );
  /** @type {Map<string, Line>} */
  const lines = new Map();
  return {
    root,
    /** @param {Row[]} rows */
    show(rows) {
      root.hidden = rows.length === 0;
      const wanted = new Set(rows.map((row) => row.key));
      for (const [key, line] of lines) {
        if (!wanted.has(key)) {
          line.root.remove();
          lines.delete(key);
        }
      }
      rows.forEach((row, i) => {
        const line = lines.get(row.key) ?? lineOf(row, columns.length);
        lines.set(row.key, line);
        if (body.children[i] !== line.root) body.insertBefore(line.root, body.children[i] ?? null);
        line.show(row);
      });
    },
  };
}

/**
 * @param {Row} first
 * @param {number} columns
 * @returns {Line}
 */
function lineOf(first, columns) {
  const name = el('span');
  const note = el('span', { class: 'note' });
  const root = el('tr', { 'data-key': first.key, 'data-kind': first.kind });
  if (first.kind === 'head') {
    root.append(el('th', { scope: 'rowgroup', colspan: String(columns + 2) }, name, note));
    return {
      root,
      show(row) {
        setText(name, row.name);
        setText(note, row.note);
      },
    };
  }
  const cells = Array.from({ length: columns }, () => el('td'));
  const mark = el('span', { class: 'mark' });
  const hop = el('span', { class: 'hop' });
  const residue = el('td', { class: 'residue' }, mark, hop);
  root.append(el('th', { scope: 'row' }, name, note), ...cells, residue);
  return {
    root,
    show(row) {
      setText(name, row.name);
      setText(note, row.note);
      row.values.forEach((value, i) => setText(cells[i], grouped(value)));
      setData(root, 'residue', row.residue === 0 ? 'none' : 'some');
      setText(mark, row.residue === 0 ? '✓' : `${row.place?.sign ?? ''}${grouped(row.residue)}`);
      mark.ariaLabel = row.residue === 0 ? 'none' : null;
      mark.role = row.residue === 0 ? 'img' : null;
      setText(hop, row.place?.hop ?? '');
      residue.title = row.place ? sentence(row.place) : '';
    },
  };
}
