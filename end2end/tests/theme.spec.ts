import { expect, test } from './support';

test('a choice is applied at once, kept, and taken back', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  const theme = page.getByRole('combobox', { name: 'Thème' });
  await theme.selectOption('Sombre');
  const dark = await ground();
  expect(dark).not.toBe(light);

  await page.goto('/comparer');
  expect(await ground()).toBe(dark);
  await expect(theme).toHaveValue('dark');
  await theme.selectOption('Auto');
  expect(await ground()).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).toBe(dark);
});

test('the stored theme is there before the first paint, however late its script', async ({ page }) => {
  await page.route('**/assets/theme-*.js', async (route) => {
    await new Promise((later) => setTimeout(later, 500));
    await route.continue();
  });
  await page.addInitScript(() => {
    localStorage.setItem('theme', 'dark');
    requestAnimationFrame(() => Reflect.set(window, 'firstFrame', document.documentElement.dataset.theme ?? 'none'));
  });
  await page.goto('/');
  expect(await page.evaluate(() => Reflect.get(window, 'firstFrame'))).toBe('dark');
});
