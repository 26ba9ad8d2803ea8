import type { Page } from '@playwright/test';
import { expect, test } from './support';

/** Serves pages as a version wrote them whose hashed files this server does not have: a tab that was
 * opened before a rollout, or a page of a new pod whose files an old one is asked for. */
async function ofAnotherVersion(page: Page, roles: string): Promise<void> {
  const names = new RegExp(`/assets/(${roles})-[^".]+\\.`, 'g');
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    // The header names what to fetch ahead; the other version would have named its own.
    const { link: _, ...headers } = response.headers();
    const body = (await response.text()).replace(names, '/assets/$1-0000000000000000.');
    await route.fulfill({ response, headers, body });
  });
}

test.describe('during a rollout', () => {
  // The browser says of each file that it is missing, and the boot script what follows; the test
  // fails if anything else is said.
  test.use({ tolerated: /Failed to load resource: the server responded with a status of 404|Refused to (apply style|execute script) from|works without its islands/ });

  test('without its islands a page works, and that is counted once', async ({ page }) => {
    const reports: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/boot-failed')) reports.push(`${request.method()} ${request.postData() ?? ''}`);
    });
    await ofAnotherVersion(page, 'islands');
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
    await ofAnotherVersion(page, '\\w+');
    await page.goto('/notes');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto('/recherche');
    await page.getByRole('searchbox').first().fill('noyau');
    await page.getByRole('searchbox').first().press('Enter');
    await expect(page).toHaveURL(/q=noyau/);
    await page.locator('main a[href^="/notes/"]').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
