// A cold visit on a slow phone: what is transferred before anybody touches the page, and when it
// is painted. `node visit.mjs URL PATH…`
import { chromium } from 'playwright-core';

const RUNS = 5;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8),
  uploadThroughput: (0.75e6 / 8),
};
const CPU_SLOWDOWN = 4;
// Long enough for whatever a page would fetch of itself once idle.
const SETTLED_MS = 3000;

const TARGETS = {
  'transferred, kB': 20,
  'of which JavaScript, kB': 2,
  'of which WebAssembly, kB': 0,
  'first contentful paint, ms': 552,
  'largest contentful paint, ms': 684,
  'total blocking time, ms': 0,
  'layout shift': 0,
};

/** Collects in the page what the browser tells observers only. */
function observe() {
  const seen = (window.__seen = { lcp: 0, cls: 0, tbt: 0 });
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  on('layout-shift', (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  on('longtask', (entry) => (seen.tbt += Math.max(0, entry.duration - 50)));
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  await cdp.send('Network.emulateNetworkConditions', NETWORK);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });

  const kinds = new Map();
  const bytes = { all: 0, script: 0, wasm: 0 };
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, response.mimeType === 'application/wasm' ? 'wasm' : type.toLowerCase());
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    const kind = kinds.get(requestId);
    if (kind in bytes) bytes[kind] += encodedDataLength;
  });
  await page.addInitScript(observe);
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (!answer.ok()) throw new Error(`${url} answers ${answer.status()}`);
  await page.waitForTimeout(SETTLED_MS);
  const seen = await page.evaluate(() => ({
    ...window.__seen,
    fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  }));
  await context.close();
  return [bytes.all / 1e3, bytes.script / 1e3, bytes.wasm / 1e3, seen.fcp, seen.lcp, seen.tbt, seen.cls];
}

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

const [origin, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const path of paths) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await visit(browser, origin + path));
  console.log(`${path}, median of ${RUNS} visits (1.6 Mbit/s, 150 ms, CPU ${CPU_SLOWDOWN}× slower)`);
  Object.entries(TARGETS).forEach(([what, target], at) => {
    const figure = median(runs.map((run) => run[at]));
    const sign = figure <= target ? '✓' : '✗';
    console.log(`${sign} ${what.padEnd(58)} ${figure.toFixed(what.endsWith('ms') ? 0 : 2).padStart(14)}   target ≤ ${target}`);
  });
}
await browser.close();
