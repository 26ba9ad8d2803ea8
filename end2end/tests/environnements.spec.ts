import { expect, test, wake } from './support';

const diagram = '/environnements/vm-simple';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a box of the drawing opens its layer in the list', async ({ page }) => {
    await page.goto(diagram);
    const box = page.locator('.drawing svg:visible a.leaf').first();
    const target = await box.getAttribute('href');
    await box.click();
    await expect(page).toHaveURL(new RegExp(`${target}$`));
    await expect(page.locator(`${target}:target`)).toBeInViewport();
  });
});

test('a box of the drawing shows its layer beside it', async ({ page }) => {
  await page.goto(diagram);
  await wake(page);
  const box = page.locator('.drawing svg:visible a.leaf').first();
  const label = (await box.textContent())?.trim() ?? '';
  await box.click();
  const panel = page.getByRole('region', { name: 'Couche choisie' });
  await expect(panel).toContainText(label);
  await expect(box).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.layers [aria-current]')).toHaveText(label);
  await expect(page).toHaveURL(/#couche-/);

  await page.keyboard.press('ArrowLeft');
  await expect(panel).not.toContainText(`›${label}`);
  await expect(page.locator('.drawing svg:visible [aria-current]')).toBeFocused();
  await panel.getByRole('button', { name: 'Fermer' }).click();
  await expect(panel).toBeHidden();
});

test('the arrows walk along the nesting of the list', async ({ page }) => {
  await page.goto(diagram);
  await wake(page);
  const names = page.locator('.layer-name > a');
  await names.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(names.nth(1)).toBeFocused();
  await expect(page.locator('.drawing svg:visible [aria-current]')).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(names.first()).toBeFocused();
});

test('the drawing stands alone as a file', async ({ page }) => {
  const answer = await page.request.get(`${diagram}.svg`);
  expect(answer.headers()['content-type']).toContain('image/svg+xml');
  expect(await answer.text()).toContain('<title');
});
