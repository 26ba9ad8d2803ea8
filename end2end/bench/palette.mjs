// What a search from the palette costs: bytes before the first result, milliseconds from the last key
// to the results, and from Ctrl+K on a cold page of a slow network. `node palette.mjs URL PATH`
import { chromium } from 'playwright-core';

const RUNS = 11;
/** How often each of the queries is typed. */
const ROUNDS = 3;
const QUERIES = ['noyau', 'hyperviseur', 'déployer une application', 'sonde', 'k8s', 'securite', 'machine virtuelle', 'hypervisuer'];
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** Notes when the first key, the last key and each list of results came. */
function observe() {
  const seen = (window.__seen = { first: 0, key: 0, shown: 0 });
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      seen.first ||= timeStamp;
      Object.assign(seen, { key: timeStamp, shown: 0 });
    },
    true,
  );
  new MutationObserver(() => {
    if (document.querySelector('#palette-results .palette-snippet')) seen.shown ||= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

const sorted = (figures) => figures.toSorted((a, b) => a - b);
const at = (figures, part) => sorted(figures)[Math.min(figures.length - 1, Math.floor(figures.length * part))];

function report(what, figure, target, digits = 1) {
  const sign = figure <= target ? '✓' : '✗';
  console.log(`${sign} ${what.padEnd(58)} ${figure.toFixed(digits).padStart(14)}   target ≤ ${target}`);
}

const [origin, path] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});

/** A page as a first visitor has it, and the bytes that came since it was loaded. */
async function visit(network) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(observe);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (network) await cdp.send('Network.emulateNetworkConditions', network);
  await page.goto(origin + path, { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const bytes = { all: 0 };
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes.all += encodedDataLength));
  return { context, page, bytes };
}

const shown = (page) => page.waitForFunction(() => window.__seen.shown, undefined, { polling: 5 });

const cold = [];
const weights = [];
for (let run = 0; run < RUNS; run += 1) {
  const { context, page, bytes } = await visit(NETWORK);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('noyau');
  await shown(page);
  cold.push(await page.evaluate(() => window.__seen.shown - window.__seen.first));
  weights.push(bytes.all);
  await context.close();
}

const keys = [];
const { context, page } = await visit();
await page.keyboard.press('Control+k');
for (let round = 0; round < ROUNDS; round += 1) {
  for (const query of QUERIES) {
    await page.locator('dialog input').fill('');
    await page.keyboard.type(query, { delay: 60 });
    await shown(page);
    keys.push(await page.evaluate(() => window.__seen.shown - window.__seen.key));
  }
}
await context.close();
await browser.close();

console.log(`Searching from the palette of ${path}, ${RUNS} visits`);
report('bytes before the first result, its answer included, kB', at(weights, 0.5) / 1e3, 60, 2);
report('last key to results, loopback, median, ms', at(keys, 0.5), 12);
report('last key to results, loopback, 95th of 100, ms', at(keys, 0.95), 12);
report('Ctrl+K to results, cold, 1.6 Mbit/s and 150 ms, median, ms', at(cold, 0.5), 600, 0);
report('the same, slowest, ms', at(cold, 1), 600, 0);
