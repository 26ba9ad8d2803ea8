import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';

/** What the browser may say on its console in a test that breaks something on purpose. */
type Options = { tolerated: RegExp | null };

/** A browser that skips its own animation between two pages, because a style sheet came too late for
 * it, says so as an error that no script could catch. */
const SKIPPED_TRANSITION = /InvalidStateError: Transition was aborted because of invalid state/;

/** Fails a test on whose pages the browser complained. */
export const test = base.extend<Options & { watched: void }>({
  tolerated: [null, { option: true }],
  watched: [
    async ({ context, tolerated }, use) => {
      const complaints: string[] = [];
      const complain = (text: string) => {
        if (!tolerated?.test(text) && !SKIPPED_TRANSITION.test(text)) complaints.push(text);
      };
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) {
          complain(`${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', (error) => complain(`uncaught: ${error.error()}`));
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Every path of the sitemap. */
export async function sitemap(): Promise<string[]> {
  const base = process.env.STRATES_URL ?? 'http://127.0.0.1:3000';
  const text = await (await fetch(new URL('/sitemap.xml', base))).text();
  return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url).pathname);
}

/** The first path of the sitemap under `folder`, itself left out. */
export async function first(folder: string): Promise<string> {
  const path = (await sitemap()).find((path) => path.startsWith(`${folder}/`));
  if (!path) throw new Error(`the sitemap has nothing under ${folder}`);
  return path;
}

/** Waits until the boot script has hydrated the islands of the page. */
export async function wake(page: Page): Promise<void> {
  await page.locator('leptos-island').first().dispatchEvent('pointerover');
  await expect(page.locator('html')).toHaveClass(/\bawake\b/);
}

/** The text of the cells of a comparison that can be seen, row by row. */
export async function visibleTable(page: Page): Promise<string[][]> {
  return page.locator('table.comparison tr:visible').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children]
        .filter((cell) => cell.checkVisibility())
        .map((cell) => (cell as HTMLElement).innerText.trim()),
    ),
  );
}

/** A server of one's own, with other notes or another environment. */
export type Served = { url: string; stop: () => void };

/** Starts `strates serve` with these files of a content folder, or the course without any. */
export async function serve(files: Record<string, string>, environment = {}): Promise<Served> {
  const root = join(import.meta.dirname, '../..');
  const binary = process.env.STRATES_BIN ?? join(root, 'target/debug/strates');
  const content = await mkdtemp(join(tmpdir(), 'strates-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(content, name)), { recursive: true });
    await writeFile(join(content, name), text);
  }
  const env = {
    ...process.env,
    STRATES_CONTENT: Object.keys(files).length ? content : join(root, 'content'),
    STRATES_SITE: process.env.STRATES_SITE ?? join(root, 'target/site'),
    STRATES_ADDR: '127.0.0.1:0',
    ...environment,
  };
  const server = spawn(binary, ['serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await new Promise<string>((found, failed) => {
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    let said = '';
    server.stderr.on('data', (bytes) => {
      said += bytes;
      const url = /url=(http:\S+)/.exec(said.replace(/\x1b\[[0-9;]*m/g, ''));
      if (url) found(url[1]);
    });
  });
  const stop = () => {
    server.removeAllListeners('exit');
    server.kill();
    void rm(content, { recursive: true });
  };
  return { url, stop };
}
