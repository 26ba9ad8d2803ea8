// What a box of a comparison's form costs on a slow phone: from the event to the page laid out
// anew. `node toggle.mjs (URL TARGET)…`
import { chromium } from 'playwright-core';

const RUNS = 15;
const CPU_SLOWDOWN = 4;

const BOXES = {
  'a column': '[name=sujets][data-local]',
  'a criterion': '[name=criteres]',
  'the filter of differences': '[name=differences]',
};

/** Ticks a box again and again, in the page. */
async function tick({ selector, runs }) {
  const box = document.querySelector(selector);
  const hidden = () => document.querySelectorAll('table [hidden]').length;
  // A task that was posted in a frame runs once the frame is painted.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      }),
    );
  const figures = [];
  for (let run = 0; run < runs; run += 1) {
    await painted();
    await painted();
    const before = hidden();
    const start = performance.now();
    // The listeners are done when this returns.
    box.click();
    const answered = performance.now();
    // Asking for a size has the browser compute styles and lay the page out now.
    void document.body.offsetHeight;
    const laidOut = performance.now();
    await painted();
    const shown = performance.now();
    if (hidden() === before) throw new Error(`${selector} changes nothing`);
    figures.push([answered - start, laidOut - answered, shown - start]);
  }
  return figures;
}

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
console.log(`Ticking a box, median of ${RUNS} (CPU ${CPU_SLOWDOWN}× slower)`);
const tables = process.argv.slice(2);
for (let at = 0; at < tables.length; at += 2) {
  const [url, target] = [tables[at], Number(tables[at + 1])];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const awake = page.waitForResponse((answer) => answer.url().endsWith('.wasm'));
  await page.goto(url);
  await awake;
  await page.waitForTimeout(1000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const [rows, columns] = await page.evaluate(() => [
    document.querySelectorAll('[name=criteres]').length,
    document.querySelectorAll('[name=sujets]').length,
  ]);
  for (const [what, selector] of Object.entries(BOXES)) {
    const runs = await page.evaluate(tick, { selector, runs: RUNS });
    const [script, layout, shown] = [0, 1, 2].map((part) => median(runs.map((run) => run[part])));
    const all = median(runs.map(([script, layout]) => script + layout));
    const sign = all < target ? '✓' : '✗';
    const name = `${rows} × ${columns}, ${what}`;
    console.log(`${sign} ${name.padEnd(58)} ${`${all.toFixed(1)} ms`.padStart(14)}   target < ${target} ms`);
    console.log(
      `    script ${script.toFixed(1)}, style and layout ${layout.toFixed(1)}; painted after ${shown.toFixed(1)} ms`,
    );
  }
  await page.close();
}
await browser.close();
