// @ts-check
// Starts the page: one bus, one feed, and each panel in its place.
import { createBus } from './bus.js';
import { createFeed } from './feed.js';
import { panels } from './panels/index.js';

const bus = createBus({ open: () => new SockJS('/eventbus') });
const feed = createFeed(bus);
for (const panel of panels) {
  const root = document.getElementById(panel.place);
  if (root) panel.mount(root, feed);
}
bus.start();
