import { expect, test } from './support';

test('the field of the search page is wider than its button', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/recherche?q=pod');
  const field = await page.locator('#q').boundingBox();
  const button = await page.locator('#chercher').boundingBox();
  expect(button!.width).toBeLessThan(field!.width / 2);
  expect(button!.y).toBeCloseTo(field!.y, 0);
});

test('boxes that need a second line begin beside their legend', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/recherche?q=pod');
  for (const group of await page.locator('.facets fieldset').all()) {
    const legend = await group.locator('legend').boundingBox();
    for (const box of await group.locator('.facet').all()) {
      expect((await box.boundingBox())!.x).toBeGreaterThan(legend!.x + 100);
    }
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a comparison scrolls with the page, not in a box of its own', async ({ page }) => {
    await page.goto('/comparer/quatre-technologies');
    const box = page.locator('.comparison-scroll');
    expect(await box.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test('what two environments differ in is said where one sees it', async ({ page }) => {
    await page.goto('/environnements/comparer?a=docker-compose&b=lab-k3s');
    const box = page.locator('#couches-alignees');
    expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
    const row = page.locator('.aligned tbody tr').first();
    await expect(row.locator('th .mark')).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Constat' })).toBeHidden();
  });
});

test('letters lead through the glossary, and words narrow it down', async ({ page }) => {
  await page.goto('/glossaire');
  const letter = page.getByRole('navigation', { name: 'Index alphabétique' }).getByRole('link', { name: 'N', exact: true });
  const target = (await letter.boundingBox())!;
  expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(24);
  await letter.click();
  await expect(page.getByRole('heading', { name: 'N', exact: true })).toBeInViewport();
  await page.goto('/glossaire');
  await page.getByRole('searchbox', { name: 'Filtrer les termes' }).fill('kernel');
  await expect(page.locator('#noyau')).toBeVisible();
  await expect(page.locator('#pod')).toHaveCount(0);
  await expect(page).toHaveURL(/\?q=kernel$/);
});

test('icons that browsers ask for by themselves are there', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon']);
  const touch = await request.get('/apple-touch-icon.png');
  expect([touch.status(), touch.headers()['content-type']]).toEqual([200, 'image/png']);
});
