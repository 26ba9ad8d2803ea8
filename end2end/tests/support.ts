import { test as base, expect, type Page } from '@playwright/test';

/** What the browser may say on its console in a test that breaks something on purpose. */
type Options = { tolerated: RegExp | null };

/** Fails a test on whose pages the browser complained. */
export const test = base.extend<Options & { watched: void }>({
  tolerated: [null, { option: true }],
  watched: [
    async ({ context, tolerated }, use) => {
      const complaints: string[] = [];
      const complain = (text: string) => {
        if (!tolerated?.test(text)) complaints.push(text);
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

/** Waits until the boot module has hydrated the islands of the page. */
export async function wake(page: Page): Promise<void> {
  await page.locator('[data-palette-open]').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
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
