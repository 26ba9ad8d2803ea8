import { expect, test, wake } from './support';

test('finds without accents, in the plural, with a typo', async ({ page }) => {
  for (const [query, found] of [
    ['securite', /sécurité/i],
    ['hyperviseurs', /hyperviseur/i],
    ['hypervisuer', /hyperviseur/i],
    ['k8s', /kubernetes/i],
  ] as const) {
    await page.goto(`/recherche?q=${query}`);
    await expect(page.locator('.hits li').first(), query).toContainText(found);
  }
});

test('a result opens the very place', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  const link = page.locator('.hits a[href*="#"]').first();
  const target = new URL((await link.getAttribute('href')) ?? '', page.url());
  await link.click();
  await expect(page).toHaveURL(target.href);
  await expect(page.locator(`[id="${target.hash.slice(1)}"]`)).toBeInViewport();
});

test('what is searched for is never markup', async ({ page }) => {
  await page.goto(`/recherche?q=${encodeURIComponent('<img src=x onerror=alert(1)>"')}`);
  await expect(page.getByRole('searchbox')).toHaveValue('<img src=x onerror=alert(1)>"');
  await expect(page.locator('main img')).toHaveCount(0);
});

test('nothing found is said, with a way out', async ({ page }) => {
  await page.goto('/recherche?q=zzzzzzzzzz');
  await expect(page.locator('main')).toContainText('Aucun résultat');
});

test('results follow what is typed, and the address with them', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  await wake(page);
  const field = page.getByRole('searchbox', { name: 'Rechercher' });
  await field.focus();
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await field.fill('');
  await field.pressSequentially('hyperviseur', { delay: 20 });
  await expect(page.locator('.hits li').first()).toContainText(/hyperviseur/i);
  await expect(page).toHaveURL('/recherche?q=hyperviseur');
  await expect(page).toHaveTitle(/hyperviseur/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('hyperviseur');
  await expect(page.locator('[data-live-said]')).toHaveText(/résultat/);
  await page.keyboard.type('s');
  await expect(page).toHaveURL('/recherche?q=hyperviseurs');
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
});

test.describe('on a network that loses answers', () => {
  test.use({ tolerated: /ERR_FAILED/ });

  test('a search is asked for as a page', async ({ page }) => {
    await page.goto('/recherche?q=noyau');
    await wake(page);
    await page.route('**/recherche?*', (route) =>
      route.request().resourceType() === 'xhr' ? route.abort() : route.continue(),
    );
    const field = page.getByRole('searchbox', { name: 'Rechercher' });
    await field.fill('sonde');
    await expect(page).toHaveURL('/recherche?q=sonde');
    await expect(page.locator('.hits li').first()).toContainText(/sonde/i);
  });
});
