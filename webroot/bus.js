// @ts-check
// The event bus in a browser: JSON messages over one SockJS connection, which is opened again whenever it breaks.
// What is registered stays registered. A question has a time-out of its own, since a refusal names no question.

/**
 * What SockJS gives us.
 * @typedef {object} Line
 * @property {(text: string) => void} send
 * @property {() => void} close
 * @property {(() => void) | null} onopen
 * @property {((event: { data: string }) => void) | null} onmessage
 * @property {((event: { code: number, reason: string }) => void) | null} onclose
 */

/**
 * @typedef {{ state: 'connecting' } | { state: 'open' } | { state: 'lost', attempt: number, retryAt: number, reason: string }} Link
 */

/**
 * @typedef {object} Bus
 * @property {() => void} start
 * @property {(address: string, listener: (body: any) => void) => void} register
 * @property {(address: string, body: object) => Promise<any>} ask fails when the answer takes too long
 * @property {(listener: (link: Link) => void) => void} onLink
 * @property {() => void} retryNow
 */

const PING_MILLIS = 5_000;
const REPLY_MILLIS = 5_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

/**
 * How long to wait before an attempt: twice as long each time up to a bound, and not all browsers at once.
 *
 * @param {number} attempt from 1
 * @param {number} chance 0 to 1
 */
export function pauseBefore(attempt, chance) {
  const pause = Math.min(FIRST_PAUSE_MILLIS * 2 ** (attempt - 1), LONGEST_PAUSE_MILLIS);
  return Math.round(pause * (0.75 + chance / 2));
}

/**
 * @param {object} options
 * @param {() => Line} options.open
 * @param {() => Promise<string>} [options.refusal] why the server takes no more, if it said so
 * @param {() => number} [options.now]
 * @returns {Bus}
 */
export function createBus({ open, refusal = askRefusal, now = Date.now }) {
  /** @type {Map<string, (body: any) => void>} */
  const listeners = new Map();
  /** @type {Map<string, { resolve: (body: any) => void, reject: (error: Error) => void, timer: any }>} */
  const questions = new Map();
  /** @type {((link: Link) => void)[]} */
  const watchers = [];
  /** @type {Line | null} */
  let line = null;
  let isOpen = false;
  let attempt = 0;
  let asked = 0;
  let pingedAt = 0;
  /** @type {any} */
  let retryTimer;

  /** @param {Link} link */
  function tell(link) {
    watchers.forEach((watcher) => watcher(link));
  }

  /** @param {object} message */
  function send(message) {
    if (line && isOpen) line.send(JSON.stringify(message));
  }

  function connect() {
    clearTimeout(retryTimer);
    tell({ state: 'connecting' });
    line = open();
    line.onopen = opened;
    line.onmessage = (event) => received(JSON.parse(event.data));
    line.onclose = (event) => closed(event.reason);
  }

  function opened() {
    isOpen = true;
    attempt = 0;
    for (const address of listeners.keys()) send({ type: 'register', address });
    ping();
    tell({ state: 'open' });
  }

  /** @param {string} reason */
  async function closed(reason) {
    const wasOpen = isOpen;
    isOpen = false;
    line = null;
    questions.forEach((question) => question.reject(new Error('the connection is lost')));
    attempt++;
    const pause = pauseBefore(attempt, Math.random());
    retryTimer = setTimeout(connect, pause);
    const retryAt = now() + pause;
    tell({ state: 'lost', attempt, retryAt, reason: (wasOpen && reason) || (await refusal()) });
  }

  function ping() {
    pingedAt = now();
    send({ type: 'ping' });
  }

  /** @param {{ type: string, address?: string, body?: any, message?: string }} message */
  function received(message) {
    // Timers of a hidden tab nearly stand still; what comes in does not.
    if (now() - pingedAt > PING_MILLIS) ping();
    const question = questions.get(message.address ?? '');
    if (question) {
      if (message.type === 'err') question.reject(new Error(message.message));
      else question.resolve(message.body);
    } else if (message.type === 'rec') {
      listeners.get(message.address ?? '')?.(message.body);
    }
  }

  return {
    start() {
      setInterval(ping, PING_MILLIS);
      connect();
    },
    register(address, listener) {
      listeners.set(address, listener);
      send({ type: 'register', address });
    },
    ask(address, body) {
      const replyAddress = `reply-${++asked}`;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer from ${address}`)), REPLY_MILLIS);
        questions.set(replyAddress, { resolve, reject, timer });
        send({ type: 'send', address, replyAddress, body });
      }).finally(() => {
        clearTimeout(questions.get(replyAddress)?.timer);
        questions.delete(replyAddress);
      });
    },
    onLink(listener) {
      watchers.push(listener);
    },
    retryNow() {
      if (!line) connect();
    },
  };
}

async function askRefusal() {
  try {
    const answer = await fetch('/eventbus/info');
    return answer.ok ? '' : ((await answer.json()).detail ?? '');
  } catch {
    return 'the dashboard does not answer';
  }
}
