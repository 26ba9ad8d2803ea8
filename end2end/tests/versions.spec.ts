import type { Page } from '@playwright/test';
import { expect, test, wake } from './support';

/** Answers requests of these kinds as another version would that has other words in its pages: a tab
 * that was opened before a rollout and asks new pods, or a new page whose files old pods are asked for. */
async function ofAnotherVersion(page: Page, change: (html: string) => string, kinds = ['document']): Promise<void> {
  await page.route('**/*', async (route) => {
    if (!kinds.includes(route.request().resourceType())) return route.continue();
    const response = await route.fetch();
    // The header names what to fetch ahead; the other version would have named its own.
    const { link: _, ...headers } = response.headers();
    await route.fulfill({ response, headers, body: change(await response.text()) });
  });
}

/** Names files of these roles as they are called nowhere. */
const withoutFiles = (roles: string) => (html: string) =>
  html.replace(new RegExp(`/assets/(${roles})-[^".]+\\.`, 'g'), '/assets/$1-0000000000000000.');

const SEARCH = '/recherche?q=noyau';

/** A link of the results that narrows them down, which the page follows in place. */
const choice = (page: Page) => page.locator('[data-live] a[href^="/recherche?q=noyau&"]').first();

test.describe('during a rollout', () => {
  // The browser says of each file that it is missing, and the boot script what follows; the test
  // fails if anything else is said.
  test.use({ tolerated: /Failed to load resource: the server responded with a status of 404|Refused to (apply style|execute script) from|works without its islands|Failed to fetch dynamically imported module/ });

  test('without its islands a page works, and that is counted once', async ({ page }) => {
    const reports: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/boot-failed')) reports.push(`${request.method()} ${request.postData() ?? ''}`);
    });
    await ofAnotherVersion(page, withoutFiles('islands'));
    const counted = page.waitForResponse('**/boot-failed');
    await page.goto('/comparer/conteneurs-vm');
    await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).hover();
    expect((await counted).status()).toBe(204);
    await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
    expect(new Set(reports)).toEqual(new Set(['POST ']));
  });

  test('without any of its files a page can be read, searched and left', async ({ page }) => {
    await ofAnotherVersion(page, withoutFiles('\\w+'));
    await page.goto('/notes');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto('/recherche');
    await page.getByRole('searchbox').first().fill('noyau');
    await page.getByRole('searchbox').first().press('Enter');
    await expect(page).toHaveURL(/q=noyau/);
    await page.locator('main a[href^="/notes/"]').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('without the palette its button leads to the search page', async ({ page }) => {
    await ofAnotherVersion(page, withoutFiles('palette'));
    await page.goto('/notes');
    await page.locator('[data-palette-open]').click();
    await expect(page).toHaveURL(/\/recherche/);
    await expect(page.getByRole('searchbox').first()).toBeVisible();
  });

  test('a tab that was open before takes regions of the other version, and goes on to its pages', async ({ page }) => {
    await page.goto(SEARCH);
    await wake(page);
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    await ofAnotherVersion(page, withoutFiles('\\w+'), ['document', 'xhr']);
    await choice(page).click();
    await expect(page).not.toHaveURL(new RegExp(`${SEARCH.replace('?', '\\?')}$`));
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
    await expect(page.locator('main a[href^="/notes/"]').first()).toBeVisible();
    await page.locator('main a[href^="/notes/"]').first().click();
    await expect(page).toHaveURL(/\/notes\//);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('a tab that was open before loads the whole page where the other version has no such region', async ({ page }) => {
    await page.goto(SEARCH);
    await wake(page);
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    const id = await page.locator('[data-live]').first().getAttribute('id');
    await ofAnotherVersion(page, (html) => html.replaceAll(`id="${id}"`, 'id="elsewhere"'), ['xhr']);
    await choice(page).click();
    await page.waitForFunction(() => !('stayed' in window));
    await expect(page.locator('main a[href^="/notes/"]').first()).toBeVisible();
  });
});
