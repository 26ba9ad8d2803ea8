// What a key or a pointer costs the main thread of a slow phone on the page of an environment, from
// the event to the page laid out anew. `node interact.mjs URL PATH…`
//
// Figures are the thread's own time, times four: what else the machine does meanwhile does not count.
// The browser's own way to be slow sleeps by the clock, and would count it.
import { chromium } from 'playwright-core';

const CPU_SLOWDOWN = 4;
const TARGET_MS = 16;
const STEPS = 40;
const PARTS = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];

/** Done when the page is painted. */
const painted = () =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      // A task that was posted in a frame runs once the frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    }),
  );

const at = (figures, part) => figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * part))];
const sum = (figures) => figures.reduce((all, figure) => all + figure);

/** The events of one key or of the pointer, sent as the browser's own window does. */
function input(cdp) {
  const key = (type, key) => cdp.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: { ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 }[key] });
  const mouse = (type, { x, y }, more) => cdp.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  const pressed = { button: 'left', clickCount: 1 };
  return {
    press: async (name) => (await key('rawKeyDown', name), await key('keyUp', name)),
    move: (to) => mouse('mouseMoved', to),
    down: (to) => mouse('mousePressed', to, pressed),
    up: (to) => mouse('mouseReleased', to, pressed),
  };
}

const [origin, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const path of paths) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(origin + path, { waitUntil: 'load' });
  await page.locator('leptos-island').first().dispatchEvent('pointerover');
  await page.locator('html.awake').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { press, move, down, up } = input(cdp);
  /** Milliseconds that script, styles and layout have taken so far. */
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return PARTS.map((name) => 1e3 * metrics.find((metric) => metric.name === name).value);
  };
  /** What an act costs, in those parts. */
  const cost = async (act) => {
    await page.evaluate(painted);
    const before = await spent();
    await act();
    await page.evaluate(painted);
    const after = await spent();
    return after.map((figure, part) => CPU_SLOWDOWN * (figure - before[part]));
  };

  const acts = ['an arrow key in the list', 'a pointer over a box', 'the button down on a box', 'the button up: a click'];
  const seen = Object.fromEntries(acts.map((act) => [act, []]));
  const [keys, moves, downs, ups] = Object.values(seen);
  const names = page.locator('.layer-name > a');
  await names.first().focus();
  for (let step = 0; step < STEPS; step += 1) {
    keys.push(await cost(() => press(['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft'][step % 4])));
  }
  const boxes = page.locator('.drawing svg:visible a.leaf');
  const chosen = page.locator('.drawing svg:visible a[aria-current]');
  const count = await boxes.count();
  for (let step = 0; step < STEPS; step += 1) {
    const box = boxes.nth(step % count);
    await box.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await box.boundingBox();
    const middle = { x: x + width / 2, y: y + height / 2 };
    moves.push(await cost(() => move(middle)));
    downs.push(await cost(() => down(middle)));
    ups.push(await cost(() => up(middle)));
    // The panel of the one before may lie over a box.
    if ((await chosen.getAttribute('href')) !== (await box.getAttribute('href'))) {
      [moves, downs, ups].forEach((figures) => figures.pop());
      await page.locator('[data-panel-close]').click();
    }
    // The address is written when a layer has stayed chosen for a while.
    await page.waitForTimeout(150);
  }
  console.log(`${path}, CPU ${CPU_SLOWDOWN}× slower: the event, style and layout`);
  for (const [label, figures] of Object.entries(seen)) {
    if (figures.length < STEPS / 4) throw new Error(`${label}: too few on ${path}`);
    for (const [name, part] of [['median', 0.5], ['95th of 100', 0.95]]) {
      const figure = at(figures.map(sum), part);
      const sign = figure < TARGET_MS ? '✓' : '✗';
      console.log(`${sign} ${`${label}, ${name}`.padEnd(58)} ${`${figure.toFixed(1)} ms`.padStart(14)}   target < ${TARGET_MS} ms`);
    }
    const [script, style, layout] = PARTS.map((_, part) => at(figures.map((figure) => figure[part]), 0.5).toFixed(1));
    console.log(`    medians: script ${script}, styles ${style}, layout ${layout} (${figures.length} times)`);
  }
  await page.close();
}
await browser.close();
