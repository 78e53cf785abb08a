// @ts-check
// Every panel and its place in the page, in the order they appear. To add one, write its module and add its line here.
import * as masthead from './masthead.js';
import * as tape from './tape.js';
import * as jobs from './jobs.js';
import * as quotes from './quotes.js';
import * as chart from './chart.js';
import * as tiers from './tiers.js';
import * as ledger from './ledger.js';
import * as events from './events.js';

export const panels = [masthead, tape, jobs, quotes, chart, tiers, ledger, events];
