// Lighthouse's scores on a phone, and what keeps a page from 100. `node lighthouse.mjs URL PATH…`
import lighthouse from 'lighthouse';
import { launch } from 'chrome-launcher';

const [origin, ...paths] = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const path of paths) {
  const { lhr } = await lighthouse(origin + path, { port: chrome.port, logLevel: 'error' });
  const categories = Object.values(lhr.categories);
  const scores = categories.map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  const full = categories.every(({ score }) => score === 1);
  console.log(`${full ? '✓' : '✗'} ${path.padEnd(50)} ${scores.join(', ')}   target 100`);
  for (const { auditRefs } of categories) {
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue } = lhr.audits[id];
      const failed = weight > 0 && score !== null && score < 0.9;
      if (failed) console.log(`    ${id}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
    }
  }
}
chrome.kill();
