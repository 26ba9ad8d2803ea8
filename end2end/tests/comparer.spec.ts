import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test, visibleTable, wake } from './support';

const table = '/comparer/conteneurs-vm';
const four = '/comparer/quatre-technologies';

test('a view made by clicks is the view of its address', async ({ page, browser }) => {
  await page.goto(table);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'Seulement les différences' }).check();
  await page.locator('#page\\:reglages-autres > summary').click();
  await page.getByRole('group', { name: 'Critères' }).getByRole('checkbox').first().uncheck();

  await expect(page).toHaveURL(/\?sujets=[\w-]+&criteres=[\w,-]+&differences=1$/);
  const address = page.url();
  const clicked = await visibleTable(page);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(address);
  expect(await visibleTable(plain)).toEqual(clicked);
  await plain.close();
});

test('the form makes the same view without JavaScript', async ({ page, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(table);
  await plain.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await plain.getByRole('button', { name: 'Appliquer' }).click();
  await plain.waitForURL(/sujets=/);

  await page.goto(table);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  expect(await visibleTable(page)).toEqual(await visibleTable(plain));
  await context.close();
});

test('a box ticked before the island woke is obeyed', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(table);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(2);
  release();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  await expect(page).toHaveURL(/\?sujets=/);
});

test('the last column stays and says why, and everything comes back', async ({ page }) => {
  await page.goto(table);
  await wake(page);
  const columns = page.getByRole('group', { name: 'Colonnes' }).getByRole('checkbox');
  await columns.nth(0).uncheck();
  await expect(page).toHaveURL(/\?sujets=[\w-]+$/);
  const address = page.url();
  await columns.nth(1).click();
  await expect(columns.nth(1)).toBeChecked();
  await expect(columns.nth(0)).not.toBeChecked();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  for (const said of ['#page\\:dit', '#page\\:compte']) await expect(page.locator(said)).toHaveText('il faut au moins une colonne');
  await expect(page).toHaveURL(address);

  await columns.nth(0).check();
  await expect(page.locator('#page\\:compte')).toHaveText(/2\s+colonnes$/);
  await columns.nth(0).uncheck();
  await page.getByRole('link', { name: 'Tout afficher' }).click();
  await expect(page.locator('table [data-subject]:not(:visible)')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${table}$`));
});

test('back leads to the view that was left', async ({ page }) => {
  await page.goto(table);
  await wake(page);
  await page.evaluate(() => (location.hash = 'page:contenu'));
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(2);
  await expect(page.getByRole('checkbox', { name: 'Conteneurs', exact: true })).toBeChecked();
});

test('a form that was sent before the island woke leaves one address', async ({ page, browser }) => {
  const sent = `${four}?sujets=compose&sujets=kubernetes&sujets=vm&deux=kubernetes&deux=vm&filtre=`;
  await page.goto(sent);
  await wake(page);
  await expect(page).toHaveURL(/\?sujets=compose,kubernetes,vm&deux=kubernetes\.vm$/);
  await page.evaluate(() => (location.hash = 'page:contenu'));
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(3);
  await page.getByRole('checkbox', { name: 'Seulement les différences' }).check();
  await expect(page).toHaveURL(/\?sujets=compose,kubernetes,vm&differences=1&deux=kubernetes\.vm/);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(sent);
  await expect(plain.locator('thead [data-subject]:visible')).toHaveCount(3);
  await plain.close();
});

test('what an address does not mean is said', async ({ page }) => {
  await page.goto(`${table}?sujets=vm,inconnu&couleur=rouge`);
  await expect(page.locator('.notice')).toContainText('inconnu, couleur');
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
});

test('Enter in the filter filters, with and without JavaScript', async ({ page, browser }) => {
  const filtered = async (page: Page) => {
    await page.getByRole('searchbox', { name: 'Filtrer les critères' }).fill('hpa');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?filtre=hpa$|&filtre=hpa&/);
    await expect(page.locator('tr[data-criterion]:visible')).toHaveCount(1);
    await expect(page.locator('.group-buttons [aria-pressed="true"]')).toHaveCount(0);
  };
  await page.goto(four);
  await wake(page);
  await filtered(page);
  // What a newer answer would bring.
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveURL(/\?filtre=hpa$/);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(four);
  await filtered(plain);
  await plain.close();
});

test('a table that is too wide scrolls from the keyboard, and its headings stay', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 800 });
  await page.goto(`${four}?transpose=1`);
  const region = page.getByRole('region', { name: /^Tableau/ });
  await region.focus();
  await expect(region).toBeFocused();
  expect(await region.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
  for (const [key, side] of [
    ['ArrowRight', 'scrollLeft'],
    ['ArrowDown', 'scrollTop'],
  ] as const) {
    await expect
      .poll(async () => {
        await page.keyboard.press(key);
        return region.evaluate((element, side) => element[side], side);
      })
      .toBeGreaterThan(100);
  }
  await expect(page.locator('thead th').first()).toBeInViewport({ ratio: 1 });
  // The headings of the rows that are in sight stand at the region's edge.
  const edges = await region.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    const headings = [...element.querySelectorAll('tr[data-subject] > th')];
    const boxes = headings.map((heading) => heading.getBoundingClientRect());
    const inSight = boxes.filter((box) => box.height > 0 && box.bottom > top && box.top < bottom);
    return inSight.map((box) => box.left - left);
  });
  expect(edges.length).toBeGreaterThan(0);
  expect(Math.max(...edges)).toBeLessThan(3);
});

for (const width of [768, 1024, 1280, 1440]) {
  test(`at ${width} px four columns fit, the page alone scrolls, and the keyboard stays in sight`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(four);
    const region = page.getByRole('region', { name: /^Tableau/ });
    const hidden = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    expect(await hidden()).toBeLessThanOrEqual(0);
    // A cell is on the first screen, and the first row stays below the header of the site.
    await expect(page.locator('tbody td').first()).toBeInViewport({ ratio: 0.25 });
    await page.mouse.move(width / 2, 700);
    await page.mouse.wheel(0, 1500);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
    const place = (what: string) =>
      page.evaluate((what) => document.querySelector(what)!.getBoundingClientRect().toJSON(), what);
    const [head, header] = [await place('.comparison thead'), await place('.site-header')];
    expect(Math.abs(head.top - header.bottom)).toBeLessThan(3);
    expect(head.bottom).toBeLessThan(300);
    // Whoever goes back with the keyboard is never under that row.
    await page.locator('tbody tr[data-criterion]').last().locator('.cell-button').last().focus();
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Shift+Tab');
      const [focus, head] = [await place(':focus'), await place('.comparison thead')];
      const inBody = await page.evaluate(() => document.activeElement!.matches('tbody *'));
      if (inBody) expect(focus.top, `step ${step}`).toBeGreaterThanOrEqual(head.bottom - 1);
    }
  });
}

test('a column that was not asked for finds its place in the page', async ({ page }) => {
  await page.goto(`${four}?sujets=vm,compose`);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Kubernetes', exact: true }).check();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(3);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  // Every row ends where the table does.
  const ends = await page.locator('#page\\:tableau').evaluate((region) => {
    const right = (element: Element) => element.getBoundingClientRect().right;
    const rows = [...region.querySelectorAll('thead tr, tr[data-criterion]')];
    return rows.map((row) => right(region) - Math.max(...[...row.children].map(right)));
  });
  expect(ends.length).toBe(18);
  for (const end of ends) expect(Math.abs(end)).toBeLessThan(3);
});

test('a phone shows two columns, and the switch works with and without JavaScript', async ({ page, browser }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(four);
  const heads = (page: Page) =>
    page.locator('thead th[data-subject]:visible').evaluateAll((all) => all.map((th) => th.getAttribute('data-subject')));
  expect(await heads(page)).toEqual(['conteneurs', 'compose']);
  const region = page.getByRole('region', { name: /^Tableau/ });
  expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);

  await wake(page);
  await page.getByRole('combobox', { name: 'Seconde colonne' }).selectOption({ label: 'Machines virtuelles' });
  await expect(page).toHaveURL(/\?deux=conteneurs\.vm$/);
  expect(await heads(page)).toEqual(['conteneurs', 'vm']);
  await page.getByRole('button', { name: /^Voir : / }).click();
  await expect(page).toHaveURL(new RegExp(`${four}$`));
  await page.getByRole('button', { name: 'Mesurer par rapport à : Conteneurs' }).click();
  await page.getByRole('combobox', { name: 'Première colonne' }).selectOption({ label: 'Kubernetes' });
  await expect(page).toHaveURL(/epingle=conteneurs&deux=compose\.kubernetes$/);
  const switched = await visibleTable(page);

  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const plain = await context.newPage();
  await plain.goto(page.url());
  expect(await visibleTable(plain)).toEqual(switched);
  await plain.getByRole('button', { name: 'Voir : Machines virtuelles' }).click();
  expect(await heads(plain)).toEqual(['compose', 'vm']);
  await plain.getByRole('combobox', { name: 'Première colonne' }).selectOption({ label: 'Conteneurs' });
  await plain.getByRole('group', { name: 'Deux colonnes' }).getByRole('button', { name: 'Appliquer' }).click();
  expect(await heads(plain)).toEqual(['conteneurs', 'vm']);
  await context.close();

  // A column of the two that is hidden leaves its place to the others; wide screens show all.
  await page.goto(four);
  await wake(page);
  await page.locator('#page\\:options > summary').click();
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  expect(await heads(page)).toEqual(['compose', 'kubernetes', 'vm']);
  await page.goto(`${four}?deux=kubernetes.vm`);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect((await heads(page)).length).toBe(4);
  await expect(page.getByRole('group', { name: 'Deux colonnes' })).toBeHidden();
});

for (const width of [320, 390]) {
  test(`the table is on the first screen at ${width} px, and its form unfolds`, async ({ page, browser }) => {
    const viewport = { width, height: 844 };
    await page.setViewportSize(viewport);
    await page.goto(`${four}?tri=vm`);
    const cell = page.locator('tbody td:visible').first();
    await expect(cell).toBeInViewport({ ratio: 0.25 });
    const summary = page.locator('#page\\:options > summary');
    await expect(summary).toHaveText(/17\s+critères, 4\s+colonnes, tri\s: Machines virtuelles/);
    const box = page.getByRole('checkbox', { name: 'Kubernetes', exact: true });
    await expect(box).toBeHidden();

    await wake(page);
    await summary.click();
    await box.uncheck();
    await expect(summary).toHaveText(/3\s+colonnes, tri/);
    // What the server answers to leaves it open, too.
    await page.locator('#page\\:reglages-autres > summary').click();
    await page.getByRole('checkbox', { name: 'Sujets en lignes' }).check();
    await expect(page).toHaveURL(/transpose=1/);
    await expect(box).toBeVisible();
    await expect(summary).toHaveText(/3\s+colonnes, tri\s: Machines virtuelles, sujets en lignes/);

    const context = await browser.newContext({ javaScriptEnabled: false, viewport });
    const plain = await context.newPage();
    await plain.goto(four);
    await plain.locator('#page\\:options > summary').click();
    await plain.getByRole('checkbox', { name: 'Kubernetes', exact: true }).uncheck();
    await plain.getByRole('button', { name: 'Appliquer' }).first().click();
    await expect(plain.locator('#page\\:options > summary')).toHaveText(/3\s+colonnes\s*$/);
    await expect(plain.locator('tbody td:visible').first()).toBeInViewport();
    await context.close();
  });
}

/** What assistive technology is told of the table: how many of each role. */
async function told(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const children = new Map(nodes.map((node) => [node.nodeId, node]));
  const counts: Record<string, number> = {};
  const walk = (id: string) => {
    const node = children.get(id);
    if (!node) return;
    const role = String(node.role?.value);
    if (!node.ignored) counts[role] = (counts[role] ?? 0) + 1;
    node.childIds?.forEach(walk);
  };
  walk(nodes.find((node) => !node.ignored && node.role?.value === 'table')?.nodeId ?? '');
  return counts;
}

test('assistive technology is told of a table, rows out of sight too, hidden columns not', async ({ page }) => {
  await page.goto(four);
  await wake(page);
  const groups = await page.locator('tr.group').count();
  expect(await told(page)).toMatchObject({
    table: 1,
    row: 18 + groups,
    columnheader: 5,
    rowheader: 17 + groups,
    cell: 17 * 4,
  });
  await page.getByRole('checkbox', { name: 'Kubernetes', exact: true }).uncheck();
  await page.getByRole('button', { name: 'Isolation', exact: true }).click();
  await expect(page.locator('tr.group:visible')).toHaveCount(1);
  const rows = await page.locator('tr[data-criterion]:visible').count();
  expect(await told(page)).toMatchObject({ row: rows + 2, columnheader: 4, cell: rows * 3 });
  await page.goto(`${four}?transpose=1&sujets=vm,compose`);
  expect(await told(page)).toMatchObject({ row: 3, columnheader: 18, rowheader: 2, cell: 34 });
});

const addresses = [
  '?sujets=vm,conteneurs&tri=-vm',
  '?tri=kubernetes&epingle=conteneurs&differences=1',
  '?transpose=1&epingle=vm&sujets=vm,compose,kubernetes',
  '?filtre=noyau&criteres=isolation,performance&densite=compacte',
  '?sujets=vm,zz&criteres=oups&tri=prix&tri=vm&couleur=rouge&transpose=2',
];
for (const query of addresses) {
  test(`${query} is the same table with and without JavaScript`, async ({ page, browser }) => {
    await page.goto(four + query);
    await wake(page);
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(four + query);
    const table = await visibleTable(page);
    expect(table.length).toBeGreaterThan(1);
    expect(await visibleTable(plain)).toEqual(table);
    // The canonical address leads to the same view, without a word on parameters.
    const canonical = await page.locator('[data-live-address]').getAttribute('data-live-address');
    const unknown = query.includes('zz');
    await expect(page.locator('.notice')).toHaveCount(unknown ? 1 : 0);
    if (unknown) {
      await expect(page.locator('.notice a')).toHaveAttribute('href', canonical ?? '');
      await expect(page.locator('.notice')).toContainText('zz, oups, prix, couleur, 2');
    }
    const answer = await plain.goto(canonical ?? '');
    expect(answer?.status()).toBe(200);
    await expect(plain.locator('.notice')).toHaveCount(0);
    expect(await visibleTable(plain)).toEqual(table);
    await plain.close();
  });
}

test('the sign of what repeats is explained while it is there', async ({ page }) => {
  const lab = '/comparer/tailles-de-lab';
  await page.goto(lab);
  await wake(page);
  const legend = page.locator('.echo-sign');
  await expect(legend).toBeVisible();
  const boxes = page.getByRole('group', { name: 'Colonnes' }).getByRole('checkbox');
  const count = await boxes.count();
  for (let at = 1; at < count; at++) await boxes.nth(at).uncheck();
  await expect(legend).toBeHidden();
  await expect(page).toHaveURL(/sujets=[\w-]+$/);
  await page.reload();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  await expect(legend).toBeHidden();
  await wake(page);
  await page.getByRole('link', { name: 'Tout afficher' }).click();
  await expect(legend).toBeVisible();
});

test('a view is made from the keyboard alone', async ({ page }) => {
  await page.goto(four);
  await wake(page);
  /** Walks on with Tab until the element has the focus. */
  const tabTo = async (selector: string) => {
    for (let step = 0; step < 200; step++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab does not reach ${selector}`);
  };
  await page.locator('h1').click();
  await tabTo('#page\\:sujets-compose');
  await page.keyboard.press('Space');
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(3);
  await tabTo('#page\\:differences');
  await page.keyboard.press('Space');
  const different = await page.locator('tr[data-criterion]:visible').count();
  await tabTo('#page\\:reglages-autres > summary');
  await page.keyboard.press('Enter');
  await tabTo('#page\\:criteres-isolation');
  await page.keyboard.press('Space');
  await expect(page.locator('tr[data-criterion]:visible')).toHaveCount(different - 1);
  await expect(page.locator('#page\\:criteres-isolation')).toBeFocused();
  await tabTo('#page\\:tableau');
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
  await tabTo('#page\\:epinglervm');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sujets=conteneurs,kubernetes,vm&criteres=.*&differences=1&epingle=vm$/);
  await expect(page.locator('#page\\:epinglervm')).toBeFocused();
  await tabTo('.cell-button');
  await page.keyboard.press('Enter');
  await expect(page.locator('#page\\:detail')).toBeVisible();
  // What has the focus is never under the detail.
  await page.keyboard.press('Enter');
  await expect(page.locator('#page\\:detail')).toHaveCount(0);
  await expect(page.locator('.cell-button:focus')).toBeInViewport();
});

test('differences are those of the columns that are shown', async ({ page, browser }) => {
  await page.goto('/comparer/tailles-de-lab?differences=1');
  await wake(page);
  const rows = page.locator('tr[data-criterion]:visible');
  const before = await rows.count();
  const boxes = page.getByRole('group', { name: 'Colonnes' }).getByRole('checkbox');
  const counts = [];
  for (let hidden = 0; hidden < 3; hidden++) {
    await boxes.nth(hidden).uncheck();
    counts.push(await rows.count());
    await expect(page).toHaveURL(/sujets=.*differences=1/);
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(page.url());
    expect(await visibleTable(plain)).toEqual(await visibleTable(page));
    await plain.close();
    await boxes.nth(hidden).check();
  }
  expect(Math.min(...counts), 'two columns agree where three do not').toBeLessThan(before);
});

test('criteria are chosen by group', async ({ page, browser }) => {
  await page.goto(four);
  await wake(page);
  await page.getByRole('button', { name: 'Isolation', exact: true }).click();
  await expect(page).toHaveURL(/\?criteres=[\w,-]+$/);
  await expect(page.locator('tr.group:visible')).toHaveText(['Isolation']);
  await expect(page.getByRole('button', { name: 'Isolation', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Ressources', exact: true }).click();
  await expect(page.locator('tr.group:visible')).toHaveText(['Ressources', 'Isolation']);
  const clicked = await visibleTable(page);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(four);
  await plain.getByRole('button', { name: 'Isolation', exact: true }).click();
  await plain.getByRole('button', { name: 'Ressources', exact: true }).click();
  expect(await visibleTable(plain)).toEqual(clicked);
  await plain.close();
});

test('a cell opens its detail and the note behind it, from the keyboard', async ({ page }) => {
  await page.goto(`${four}?epingle=conteneurs`);
  await wake(page);
  await page.getByRole('button', { name: 'Trier par niveau : Machines virtuelles' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tri=vm&epingle=conteneurs$/);
  await page.getByRole('searchbox', { name: 'Filtrer les critères' }).focus();
  await page.keyboard.type('demarrage');
  await expect(page).toHaveURL(/filtre=demarrage/);
  await expect(page.locator('tr[data-criterion]:visible')).not.toHaveCount(17);

  const way = page.getByRole('button', { name: /^Détail : .*, Machines virtuelles$/ }).first();
  const name = await way.getAttribute('value');
  await way.focus();
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: /, Machines virtuelles$/ });
  await expect(detail).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`cellule=${name}$`));
  await expect(detail.getByRole('button', { name: 'Fermer' })).toBeFocused();
  await expect(detail.locator('blockquote')).not.toBeEmpty();
  await expect(detail).toContainText('par rapport à Conteneurs');
  await page.keyboard.press('Enter');
  await expect(detail).toHaveCount(0);
  await expect(page.locator(`button[value="${name}"]`)).toBeFocused();

  // Escape closes it from anywhere in it.
  await page.keyboard.press('Enter');
  await detail.getByRole('link', { name: /^Lire dans la note/ }).focus();
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await expect(page.locator(`button[value="${name}"]`)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(detail.getByRole('button', { name: 'Fermer' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(detail.getByRole('link', { name: /^Lire dans la note/ })).toBeFocused();
  const view = page.url();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/notes\/.*#/);
  const anchor = new URL(page.url()).hash.slice(1);
  await expect(page.locator(`[id="${anchor}"]`)).toBeInViewport();
  // The note leads back to the rows that it feeds.
  const row = name?.split('.')[0];
  await expect(page.locator(`.citations a[href="${four}#${row}"]`)).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(view);
  await expect(detail).toBeVisible();
});

test('the detail of a cell opens and closes without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${four}?sujets=vm,conteneurs`);
  await page.getByRole('button', { name: /^Détail : .*, Conteneurs$/ }).nth(2).click();
  await expect(page).toHaveURL(/\?sujets=vm&.*#page:detail$/);
  const detail = page.locator('#page\\:detail');
  await expect(detail).toBeInViewport();
  await detail.getByRole('button', { name: 'Fermer' }).click();
  await expect(page).toHaveURL(/#[\w-]+$/);
  await expect(detail).toHaveCount(0);
  await context.close();
});

test('columns are moved, pinned and sorted by in place, and the address says so', async ({ page, browser }) => {
  await page.goto('/comparer/quatre-technologies');
  await wake(page);
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await page.getByRole('button', { name: 'Déplacer avant : Kubernetes' }).click();
  await expect(page).toHaveURL(/\?sujets=conteneurs,kubernetes,compose,vm$/);
  await expect(page.getByRole('button', { name: 'Déplacer avant : Kubernetes' })).toBeFocused();
  await page.getByRole('button', { name: 'Mesurer par rapport à : Machines virtuelles' }).click();
  await expect(page.locator('.verdict.better').first()).toHaveText(/▲\s+mieux/);
  await page.getByRole('button', { name: 'Trier par niveau : Kubernetes' }).click();
  await expect(page).toHaveURL(/&tri=kubernetes&epingle=vm$/);
  await expect(page.locator('tr.group')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Docker Compose' }).uncheck();
  await page.getByRole('searchbox', { name: 'Filtrer les critères' }).fill('demarrage');
  await expect(page).toHaveURL(/\?sujets=conteneurs,kubernetes,vm&filtre=demarrage&tri=kubernetes&epingle=vm$/);
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
  await page.getByRole('searchbox', { name: 'Filtrer les critères' }).fill('');
  await expect(page).toHaveURL(/vm&tri=kubernetes&epingle=vm$/);
  await page.locator('#page\\:reglages-autres > summary').click();
  await page.getByRole('checkbox', { name: 'Sujets en lignes' }).check();
  await expect(page).toHaveURL(/&transpose=1$/);

  const clicked = await visibleTable(page);
  expect(clicked.length).toBe(4);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  expect(await visibleTable(plain)).toEqual(clicked);
  await plain.close();
});

test('the buttons of a column work without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/comparer/quatre-technologies');
  await page.getByRole('button', { name: 'Mesurer par rapport à : Docker Compose' }).click();
  await expect(page.locator('.verdict.worse').first()).toContainText('moins bien');
  await page.getByRole('button', { name: 'Déplacer après : Conteneurs' }).click();
  await expect(page.locator('thead th').nth(1)).toContainText('Docker Compose');
  await context.close();
});

test('a comparison is printed across, whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${four}?cellule=performance.vm`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('thead th[data-subject]:visible')).toHaveCount(4);
  await expect(page.locator('tr[data-criterion]:visible')).toHaveCount(17);
  await expect(page.locator('button:visible')).toHaveCount(0);
  await expect(page.locator('.table-controls:visible, .downloads:visible')).toHaveCount(0);
  // A table again, whose headings come back on every sheet.
  await expect(page.locator('.comparison thead')).toHaveCSS('display', 'table-header-group');
  const clipped = await page.locator('#page\\:tableau').evaluate((element) => element.scrollHeight - element.clientHeight);
  expect(clipped).toBeLessThanOrEqual(0);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.length).toBeGreaterThan(1);
  for (const [, width, height] of boxes) expect(Number(width)).toBeGreaterThan(Number(height));
});

const views = [
  ['?epingle=vm&tri=vm', 1440],
  ['?epingle=vm&transpose=1&densite=compacte', 1440],
  ['?cellule=performance.vm&epingle=conteneurs', 1440],
  ['?cellule=performance.vm&deux=kubernetes.vm', 320],
] as const;
for (const [query, width] of views) {
  test(`the view ${query} is accessible in both themes at ${width} px`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/comparer/quatre-technologies${query}`);
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    expect((await axe().analyze()).violations).toEqual([]);
    // A theme changes colours only.
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await axe().withRules(['color-contrast']).analyze();
    expect(dark.violations).toEqual([]);
  });
}

test('on a phone the first row stays in sight, below the header of the site', async ({ page }) => {
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(four);
    await page.locator('tr[data-criterion]').last().scrollIntoViewIfNeeded();
    const [row, header] = await page.evaluate(() =>
      ['.comparison thead', '.site-header'].map((what) => {
        const { top, bottom } = document.querySelector(what)!.getBoundingClientRect();
        return { top, bottom };
      }),
    );
    expect(Math.abs(row.top - header.bottom), `${width} pixels`).toBeLessThan(12);
    expect(row.bottom).toBeLessThan(844);
  }
});
