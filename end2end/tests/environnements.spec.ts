import { readFile } from 'node:fs/promises';
import { expect, serve, type Served, test, wake } from './support';

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

const compare = '/environnements/comparer';

test.describe('without JavaScript, too', () => {
  test.use({ javaScriptEnabled: false });

  test('environments are compared from a form', async ({ page }) => {
    await page.goto(compare);
    await page.getByLabel('Premier environnement').selectOption('conteneur-simple');
    await page.getByLabel('Deuxième environnement').selectOption('vm-simple');
    await page.getByRole('button', { name: 'Comparer' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Hyperviseur' });
    await expect(row.getByRole('cell').first()).toHaveText('non dessinée');
    await expect(row).toContainText('pas partout');
  });

  test('the phases of a series are links', async ({ page }) => {
    await page.goto('/environnements/lab-phase-2');
    await page.getByRole('link', { name: /Voir l’évolution/ }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Étape 2 sur 4');
    await page.getByRole('navigation', { name: 'Étapes' }).getByRole('link').nth(3).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Étape 4 sur 4');
  });
});

test('the first examples are a container and a machine, then cloud, car and bank', async ({ page }) => {
  await page.goto(compare);
  const cards = page.locator('.card h3 a');
  await expect(cards.nth(0)).toContainText('Une machine virtuelle');
  await expect(cards.nth(0)).toContainText('conteneurs');
  await cards.nth(1).click();
  await expect(page.getByRole('columnheader')).toHaveCount(5);
  await expect(page.locator('.drawings svg:visible')).toHaveCount(3);
});

test('a chosen environment is compared at once', async ({ page }) => {
  await page.goto(`${compare}?a=vm-simple`);
  await wake(page);
  await page.getByLabel('Deuxième environnement').focus();
  await page.getByLabel('Deuxième environnement').selectOption('conteneur-simple');
  await expect(page.getByRole('columnheader')).toHaveCount(4);
  await expect(page).toHaveURL(`${compare}?a=vm-simple&b=conteneur-simple`);
  await expect(page.getByLabel('Deuxième environnement')).toBeFocused();
});

test('a reading changes in place, and the arrows still walk', async ({ page }) => {
  await page.goto('/environnements/banque');
  await wake(page);
  await page.getByRole('link', { name: 'Ce qui tourne où', exact: true }).click();
  await expect(page).toHaveURL(/\?vue=ou$/);
  await expect(page.locator('.drawing svg:visible .sign')).toHaveCount(22);
  await expect(page.getByRole('listitem').filter({ hasText: 'SIEM' }).last()).toContainText('en dehors');
  await page.getByLabel('Et si cette couche tombe').selectOption('hyperviseur');
  await expect(page.locator('.overlay-lead')).toContainText('4\u00a0couches tombent avec elle');
  const names = page.locator('.layer-name > a');
  await names.first().focus();
  await expect(page.locator('.drawing svg:visible [aria-current]')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#couche-zone-dmz$/);
});

test('screen readers get the layers as a nested list', async ({ page }) => {
  await page.goto('/environnements/conteneur-simple?vue=noyaux');
  await expect(page.getByRole('region', { name: 'Les couches, une à une' })).toMatchAriaSnapshot(`
    - list:
      - listitem:
        - paragraph:
          - link "Matériel physique"
        - list:
          - listitem:
            - paragraph:
              - link /Linux/
              - text: /noyau 1, le sien/
            - list:
              - listitem:
                - paragraph:
                  - link "Moteur de conteneurs"
                - list:
                  - listitem:
                    - paragraph:
                      - link /application A/
                      - text: /noyau 1, partagé/
                  - listitem:
                    - paragraph:
                      - link /application B/
  `);
});

test('the slider leads from phase to phase', async ({ page }) => {
  await page.goto('/environnements/evolution/les-quatre-phases-du-lab');
  await wake(page);
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Étape 2 sur 4');
  await expect(page).toHaveURL(/\?etape=2$/);
  await expect(page.getByRole('slider')).toBeFocused();
  await expect(page.locator('.drawing svg:visible .is-new')).toHaveCount(4);
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

test('what one points at shows in the drawing and in the list', async ({ page }) => {
  await page.goto(diagram);
  await wake(page);
  const rect = page.locator('.drawing svg:visible a[href="#couche-os-1"] > rect');
  const name = page.locator('.layer-name > a[href="#couche-os-1"]');
  const drawn = () => rect.evaluate((element) => getComputedStyle(element).strokeWidth);
  expect(await drawn()).toBe('1px');
  await name.hover();
  expect(await drawn()).toBe('2px');
  await page.locator('.drawing svg:visible a[href="#couche-os-1"] > text').hover();
  await expect(name).toHaveCSS('text-decoration-line', 'underline');
  await page.locator('h1').hover();
  await expect(name).toHaveCSS('text-decoration-line', 'none');
  expect(await drawn()).toBe('1px');
});

test('the panel says what the list says, under the names of the layers around', async ({ page }) => {
  await page.goto(diagram);
  await wake(page);
  await page.locator('.drawing svg:visible a[href="#couche-os-1"] > text').click();
  await expect(page.getByRole('region', { name: 'Couche choisie' })).toMatchAriaSnapshot(`
    - region "Couche choisie":
      - paragraph: Matériel physique › Hyperviseur › Machine virtuelle 1
      - paragraph:
        - link "Linux et son noyau":
          - /url: "#couche-os-1"
        - text: Système
      - paragraph: Un système complet, à amorcer et à tenir à jour.
      - paragraph:
        - 'link "Lire la note : Un noyau par machine"':
          - /url: /notes/comprendre/machine-virtuelle#noyau
      - button "Fermer"
  `);
});

test('the panel never covers the box it speaks of', async ({ page }) => {
  await page.goto('/environnements/banque');
  await wake(page);
  const panel = page.getByRole('region', { name: 'Couche choisie' });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const boxes = page.locator('.drawing svg:visible a.leaf');
    for (let i = 0; i < (await boxes.count()); i += 1) {
      await boxes.nth(i).scrollIntoViewIfNeeded();
      // Not a click of the mouse: the panel of the box before may lie over this one.
      await boxes.nth(i).dispatchEvent('click');
      await expect(panel).toContainText((await boxes.nth(i).locator('text').textContent()) ?? '');
      const [box, beside] = [await boxes.nth(i).boundingBox(), await panel.boundingBox()];
      const apart = box!.y + box!.height <= beside!.y || beside!.y + beside!.height <= box!.y;
      expect(apart, `box ${i} at ${width} pixels`).toBe(true);
    }
  }
});

test('an arrow of a drawing bears its label, and the sentences have it too', async ({ page }) => {
  await page.goto('/environnements/lab-observabilite');
  const drawing = page.locator('.graph svg:visible');
  await expect(drawing.locator('.said')).toHaveText(['mesures du nœud', 'état des objets', /consommation/, /journaux/]);
  await expect(page.locator('.link-list')).toContainText('Node Exporter (mesures du nœud)');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(drawing.locator('.said:not(.entry)')).toHaveText(['1', '2', '3', '4']);
  await expect(drawing.locator('.entry').first()).toHaveText('1 mesures du nœud');
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

test('up and down stay among siblings, in a drawing too, and the ends stay where they are', async ({ page }) => {
  await page.goto('/environnements/banque');
  await wake(page);
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
  const press = async (keys: string, target: string) => {
    for (const key of keys.split(' ')) await page.keyboard.press(`Arrow${key}`);
    expect(await at()).toBe(`#couche-${target}`);
  };
  for (const first of [page.locator('.layer-name > a'), page.locator('.drawing svg:visible a')]) {
    await first.first().focus();
    await press('Right', 'zone-dmz');
    await press('Down', 'zone-application');
    await press('Down', 'zone-donnees');
    await press('Down', 'zone-donnees');
    await press('Up Up Up', 'zone-dmz');
    await press('Right', 'repartiteurs');
    await press('Right', 'repartiteurs');
    await press('Left Left', 'datacenter');
    // Drawing and list say where one is.
    await expect(page.locator('.drawing svg:visible [aria-current]')).toHaveCount(1);
    await expect(page.locator('.layer-name > [aria-current]').first()).toHaveAttribute('href', (await at())!);
  }
});

test('three environments fit beside each other, with what their signs mean', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${compare}?a=datacenter-cloud&b=automobile&c=banque`);
  await expect(page.locator('.legend .mark')).toHaveText(['≠ différente', '± pas partout', '+ seulement ici']);
  const tops = await page.locator('.drawings svg:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  expect(Math.max(...tops.map((one) => one.top)), 'before the table').toBeLessThan(
    await page.locator('.aligned').evaluate((table) => table.getBoundingClientRect().top),
  );
  expect(new Set(tops.map((one) => Math.round(one.left))).size).toBe(3);
  // The first machine is nowhere in a car, the second environment; its verdict is in sight.
  const region = page.locator('#couches-alignees');
  expect(await region.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
  await expect(page.getByRole('row').filter({ hasText: 'VM 1' })).toMatchAriaSnapshot(`
    - row:
      - rowheader "Machine virtuelle"
      - 'cell "VM 1 : nœud Kubernetes"'
      - cell "non dessinée"
      - 'cell "VM 1 : plan de contrôle"'
      - cell "pas partout"
  `);
});

test('screen readers get what is lost with a layer', async ({ page }) => {
  await page.goto('/environnements/vm-simple?perte=vm-1');
  await expect(page.getByRole('region', { name: 'Les couches, une à une' })).toMatchAriaSnapshot(`
    - list:
      - listitem:
        - paragraph:
          - link "Matériel physique"
        - list:
          - listitem:
            - paragraph:
              - link "Hyperviseur"
            - list:
              - listitem:
                - paragraph:
                  - link "Machine virtuelle 1"
                  - text: /tombe/
                - list:
                  - listitem:
                    - paragraph:
                      - link "Linux et son noyau"
                      - text: /perdue avec elle/
              - listitem:
                - paragraph:
                  - link "Machine virtuelle 2"
  `);
});

test('the drawing stands alone as a file', async ({ page }) => {
  const answer = await page.request.get(`${diagram}.svg`);
  expect(answer.headers()['content-type']).toContain('image/svg+xml');
  expect(await answer.text()).toContain('<title');
});

test('a drawing is saved as a PNG twice its size', async ({ page }) => {
  await page.goto(diagram);
  const svg = await (await page.request.get(`${diagram}.svg?theme=clair`)).text();
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PNG', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('vm-simple.png');
  const bytes = await readFile(await download.path());
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(bytes.readUInt32BE(16)).toBe(Math.floor(2 * Number(width)));
  expect(bytes.readUInt32BE(20)).toBe(Math.floor(2 * Number(height)));
  // Something is drawn, on white ground.
  const colours = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set(new Uint32Array(pixels.buffer));
    return { corner: [...pixels.subarray(0, 4)], colours: seen.size };
  }, `data:image/png;base64,${bytes.toString('base64')}`);
  expect(colours.corner).toEqual([255, 255, 255, 255]);
  expect(colours.colours).toBeGreaterThan(20);
});

test.describe('without JavaScript, at last', () => {
  test.use({ javaScriptEnabled: false });

  test('no PNG is promised, and the SVG is there', async ({ page }) => {
    await page.goto(diagram);
    await expect(page.getByRole('link', { name: 'PNG', exact: true })).toBeHidden();
    await expect(page.getByRole('link', { name: 'SVG', exact: true })).toBeVisible();
  });
});

test.describe('with labels as long as they may be', () => {
  // The longest that `strates check` lets through, with and without spaces, twelve deep.
  const word = 'x'.repeat(200);
  const words = 'Un libellé interminable, '.repeat(8).trim();
  const layer = (id: string, label: string, inside: string) =>
    `[[layers]]\nid = "${id}"\nkind = "vm"\nlabel = "${label}"\n${inside && `in = "${inside}"`}\n`;
  const tower = Array.from({ length: 12 }, (_, i) => layer(`l${i}`, i % 2 ? words : word, i ? `l${i - 1}` : ''));
  const siblings = Array.from({ length: 4 }, (_, i) => layer(`s${i}`, i % 2 ? word : words, 'l3'));
  let server: Served;
  test.beforeAll(async () => {
    server = await serve({
      'notes/a.md': '# Une note\n',
      'stacks/longs.toml': `title = "Longs"\n${tower.join('')}${siblings.join('')}`,
    });
  });
  test.afterAll(() => server.stop());

  for (const width of [390, 320, 1440]) {
    test(`nothing is clipped or overlaps at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}/environnements/longs`);
      const found = await page.locator('.drawing svg:visible a.box').evaluateAll((boxes) => {
        const rect = (box: Element, part: string) => box.querySelector(part)!.getBoundingClientRect();
        const outside = boxes.filter((box) => {
          const [inner, outer] = [rect(box, 'text'), rect(box, 'rect')];
          return inner.left < outer.left || inner.right > outer.right || inner.top < outer.top || inner.bottom > outer.bottom;
        });
        // No text stands on another one.
        const texts = boxes.map((box) => rect(box, 'text'));
        const overlapping = texts.filter((a, i) =>
          texts.some(
            (b, j) => i < j && a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1,
          ),
        );
        const sizes = boxes.map((box) => {
          const text = box.querySelector('text')!;
          const scale = text.getScreenCTM()!.a;
          return parseFloat(getComputedStyle(text).fontSize) * scale;
        });
        return { boxes: boxes.length, outside: outside.length, overlapping: overlapping.length, size: Math.min(...sizes) };
      });
      expect(found).toMatchObject({ boxes: 16, outside: 0, overlapping: 0 });
      expect(found.size).toBeGreaterThanOrEqual(12);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
});
