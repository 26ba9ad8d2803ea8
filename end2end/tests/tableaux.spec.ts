import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test, wake } from './support';

const note = '/notes/kubernetes/architecture';

/** The rows of the table that is sorted and filtered, each as its cells. */
const rows = (page: Page) =>
  page.locator('#tableau-dix-elements tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())),
  );

test('a table is sorted and filtered in place, and its address shows the same', async ({ page, browser }) => {
  await page.goto(note);
  await wake(page);
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  const before = await rows(page);

  const heading = page.locator('#tableau-dix-elements').getByRole('link', { name: /^Élément/ });
  await heading.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?tri=element$/);
  await expect(heading).toBeFocused();
  await expect(page.getByRole('columnheader', { name: /^Élément/ })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.locator('[data-live-said]')).toContainText('par Élément, ordre croissant');
  const names = (await rows(page)).map(([name]) => name);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')));

  await page.getByRole('searchbox', { name: /^Filtrer les lignes/ }).fill('reseau');
  await expect(page).toHaveURL(/\?tri=element&filtre=reseau$/);
  await expect.poll(() => rows(page)).toHaveLength(1);
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);

  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  expect(await rows(plain)).toEqual(await rows(page));
  await plain.close();

  await page.getByRole('link', { name: 'Toutes les lignes' }).click();
  await heading.click();
  await heading.click();
  await expect(page).toHaveURL(new RegExp(`${note}$`));
  expect(await rows(page)).toEqual(before);
});

test('the form works without JavaScript, and opens at the table', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(note);
  await page.getByRole('searchbox', { name: /^Filtrer les lignes/ }).fill('pods');
  await page.getByRole('button', { name: 'Filtrer', exact: true }).click();
  await expect(page).toHaveURL(/\?filtre=pods#tableau-dix-elements$/);
  await expect(page.locator('#tableau-dix-elements')).toBeInViewport();
  expect((await rows(page)).length).toBeLessThan(10);
  await context.close();
});

test('a sorted table is accessible in both themes, and fits a narrow screen', async ({ page }) => {
  test.slow();
  await page.goto(`${note}?tri=-element&filtre=pods`);
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  expect((await axe().analyze()).violations).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe().withRules(['color-contrast']).analyze();
  expect(dark.violations).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  // The second has a table that scrolls.
  for (const path of [page.url(), '/notes/lab/performances?tri=part']) {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
