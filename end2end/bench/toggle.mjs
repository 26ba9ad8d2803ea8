// What a box of a comparison's form costs the main thread of a slow phone, from the event to the
// page laid out anew. `node toggle.mjs (URL TARGET)…`
//
// Figures are the thread's own time: what else the machine does meanwhile does not count. What comes
// costs more than what goes: each has its own figure.
import { chromium } from 'playwright-core';

/** Ticks of each kind. */
const RUNS = 15;
const CPU_SLOWDOWN = 4;
/** Milliseconds until what the island puts off, the address and rows out of sight, is done as well. */
const CALM = 250;

const BOXES = {
  'a column': '[name=sujets][data-local]',
  'a criterion': '[name=criteres]',
  'the filter of differences': '[name=differences]',
};

/** Ticks a box, and is done when the page is painted; tells how many elements came, or went. */
async function tick(selector) {
  const hidden = () => document.querySelectorAll('table [hidden]').length;
  const before = hidden();
  document.querySelector(selector).click();
  const changed = before - hidden();
  await new Promise((done) =>
    requestAnimationFrame(() => {
      // A task that was posted in a frame runs once the frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    }),
  );
  return changed;
}

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
console.log(`Ticking a box, median of ${RUNS} each way (CPU ${CPU_SLOWDOWN}× slower)`);
const tables = process.argv.slice(2);
for (let at = 0; at < tables.length; at += 2) {
  const [url, target] = [tables[at], Number(tables[at + 1])];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const awake = page.waitForResponse((answer) => answer.url().endsWith('.wasm'));
  await page.goto(url);
  await awake;
  await page.waitForTimeout(2000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  /** Milliseconds that script, styles and layout have taken so far. */
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name) => 1e3 * metrics.find((metric) => metric.name === name).value;
    return ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].map(of);
  };
  const [rows, columns] = await page.evaluate(() => [
    document.querySelectorAll('[name=criteres]').length,
    document.querySelectorAll('[name=sujets]').length,
  ]);
  for (const [what, selector] of Object.entries(BOXES)) {
    const ways = { shows: [], hides: [] };
    const later = [];
    let changed = 0;
    for (let run = 0; run < 2 * RUNS; run += 1) {
      const before = await spent();
      const came = await page.evaluate(tick, selector);
      const after = await spent();
      changed ||= came;
      ways[came > 0 ? 'shows' : 'hides'].push(after.map((figure, part) => figure - before[part]));
      await page.waitForTimeout(CALM);
      const sum = (figures) => figures.reduce((total, figure) => total + figure);
      later.push(sum(await spent()) - sum(after));
    }
    if (!changed && what === 'a column') throw new Error(`the islands of ${url} are not awake`);
    for (const [way, runs] of Object.entries(ways).filter(([, list]) => list.length)) {
      const all = median(runs.map((run) => run.reduce((sum, part) => sum + part)));
      const sign = all < target ? '✓' : '✗';
      const name = `${rows} × ${columns}, ${what} ${changed ? way : 'changes nothing'}`;
      console.log(`${sign} ${name.padEnd(58)} ${`${all.toFixed(1)} ms`.padStart(14)}   target < ${target} ms`);
      const [script, style, layout] = [0, 1, 2].map((part) => median(runs.map((run) => run[part])).toFixed(1));
      console.log(`    script ${script}, styles ${style}, layout ${layout}`);
    }
    console.log(`    once painted, ${median(later).toFixed(1)} for the address and rows out of sight`);
  }
  await page.close();
}
await browser.close();
