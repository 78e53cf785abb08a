// What the two classic scripts of the page define.
declare const SockJS: new (url: string) => import('../../../webroot/bus.js').Line;
declare const uPlot: new (options: object, data: [number[], number[], number[]], root: HTMLElement) => any;
