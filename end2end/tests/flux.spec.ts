import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, serve, type Served, test, wake } from './support';

const flow = '/flux/kubectl-apply';
const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** What the page says of its step, in the drawing and in the list. */
async function expectStep(page: Page, number: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`${flow}\\?etape=${number}$`));
  await expect(page.locator('#pas-titre')).toContainText(`Étape ${number} sur ${NUMBERS.length}`);
  await expect(page.locator('.steps [aria-current="step"]')).toHaveId(`etape-${number}`);
  const current = page.locator('.lanes svg:visible .message.current');
  await expect(current).toHaveCount(1);
  await expect(current).toContainText(`${number}.`);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('links lead through all steps and back to the whole', async ({ page }) => {
    await page.goto(flow);
    await expect(page.locator('.steps > li')).toHaveCount(NUMBERS.length);
    await page.getByRole('link', { name: 'Commencer pas à pas' }).click();
    for (const number of NUMBERS) {
      await expectStep(page, number);
      await expect(page.locator('.steps > li')).toHaveCount(NUMBERS.length);
      await page.locator('#etape-suivante').click();
    }
    await expect(page).toHaveURL(new RegExp(`${flow}#etape-suivante$`));
    await expect(page.locator('#pas')).toHaveCount(0);
  });

  test('a message of the drawing leads to its step', async ({ page }) => {
    await page.goto(flow);
    await page.locator('.lanes svg:visible .message').nth(2).click();
    await expect(page).toHaveURL(/\?etape=3#pas$/);
    await expect(page.locator('#pas')).toBeInViewport();
  });

  test('an unknown step is said, with the address of what is shown', async ({ page }) => {
    const answer = await page.goto(`${flow}?etape=99`);
    expect(answer?.status()).toBe(200);
    await expect(page.locator('.notice')).toContainText('etape=99');
    await page.getByRole('link', { name: 'Adresse de cette vue' }).click();
    await expect(page).toHaveURL(new RegExp(`${flow}$`));
  });

  test('on paper, all steps are there and no controls', async ({ page }) => {
    await page.goto(`${flow}?etape=3`);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.steps > li:visible')).toHaveCount(NUMBERS.length);
    await expect(page.locator('.stepper')).toBeHidden();
    await expect(page.locator('.lanes svg:visible')).toHaveCount(1);
  });
});

test('Enter alone walks through the steps, in place', async ({ page }) => {
  await page.goto(flow);
  await wake(page);
  await page.evaluate(() => document.body.setAttribute('data-same', ''));
  await page.locator('#etape-suivante').focus();
  for (const number of NUMBERS) {
    await page.keyboard.press('Enter');
    await expectStep(page, number);
    await expect(page.locator('#etape-suivante')).toBeFocused();
  }
  await expect(page.locator('[data-live-said]')).toContainText('Publie l’adresse');
  await page.keyboard.press('Enter');
  await expect(page.locator('#pas')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Commencer pas à pas' })).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${flow}$`));
  await expect(page.locator('body[data-same]'), 'it was one page all along').toHaveCount(1);
});

test('a step can be picked from the list', async ({ page }) => {
  await page.goto(flow);
  await wake(page);
  await page.locator('#etape-8 a').first().click();
  await expectStep(page, '8');
  await expect(page).toHaveTitle(/^Étape 8/);
});

test.describe('by themselves', () => {
  test.use({ javaScriptEnabled: false });

  test('steps run, stop for a checkbox, and go on', async ({ page }) => {
    await page.goto(flow);
    await page.getByRole('link', { name: 'Lecture automatique' }).click();
    await expect(page).toHaveURL(new RegExp(`${flow}\\?lecture=1$`));
    const shown = () =>
      page.locator('.scene').evaluateAll((scenes) =>
        scenes.flatMap((scene, i) => (getComputedStyle(scene).visibility === 'visible' ? [i] : [])),
      );
    const jump = (time: number) =>
      page.evaluate((time) => {
        for (const animation of document.getAnimations()) animation.currentTime = time;
      }, time);
    await expect.poll(shown).toEqual([0]);
    await jump(6_500);
    await expect.poll(shown).toEqual([1]);
    await expect(page.locator('.lanes svg:visible .band.at-1')).toBeVisible();
    await expect(page.locator('.lanes svg:visible .band.at-0')).toBeHidden();
    const running = () =>
      page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
    expect(await running()).toBeGreaterThan(0);
    await page.getByRole('checkbox', { name: 'Pause' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(running).toBe(0);
    await page.keyboard.press('Space');
    await expect.poll(running).toBeGreaterThan(0);
    await jump(600_000);
    await expect.poll(shown).toEqual([NUMBERS.length - 1]);
    await page.getByRole('link', { name: 'Arrêter' }).click();
    await expect(page).toHaveURL(new RegExp(`${flow}$`));
  });

  test('who asked for less motion is not offered any', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(flow);
    await expect(page.locator('#lecture')).toBeHidden();
    await page.goto(`${flow}?lecture=1`);
    await expect(page.locator('.still')).toBeVisible();
    await expect(page.locator('.scene:visible, .lanes .band:visible')).toHaveCount(0);
  });
});

test('the focus stays on what stops the steps', async ({ page }) => {
  await page.goto(flow);
  await wake(page);
  await page.locator('#lecture').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Pause' })).toBeFocused();
});

for (const width of [320, 390]) {
  test(`at ${width} px the arrow of each step is in sight, and what leads on stays where it is`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${flow}?etape=1`);
    await wake(page);
    const place = (what: string) => page.locator(what).evaluate((one) => one.getBoundingClientRect().toJSON());
    const on = await place('#etape-suivante');
    for (const number of NUMBERS.slice(1)) {
      await page.locator('#etape-suivante').click();
      await expectStep(page, number);
      const { x, y } = await place('#etape-suivante');
      expect(x).toBe(on.x);
      // At the end of the drawing the panel comes to rest a little higher.
      expect(Math.abs(y - on.y)).toBeLessThan(on.height / 2);
      const [arrow, panel, header] = [
        await place('.lanes svg:visible .message.current'),
        await place('#pas'),
        await place('.site-header'),
      ];
      expect(arrow.top).toBeGreaterThanOrEqual(header.bottom);
      expect(arrow.bottom).toBeLessThanOrEqual(panel.top);
    }
  });
}

test('screen readers get the step, its place among all, and where it leads', async ({ page }) => {
  await page.goto(`${flow}?etape=3`);
  await expect(page.locator('#pas')).toMatchAriaSnapshot(`
    - region "Étape 3 sur 10":
      - navigation "Pas à pas":
        - link "Précédent":
          - /url: /flux/kubectl-apply?etape=2
        - link "Suivant":
          - /url: /flux/kubectl-apply?etape=4
        - link "Vue d’ensemble"
        - link "Lecture automatique"
      - heading "Étape 3 sur 10" [level=2]
      - paragraph: Enregistre l’état voulu
      - paragraph: API server vers etcd
      - paragraph: /Deux pods flask/
      - paragraph:
        - link /Lire la note/
  `);
  await expect(page.locator('.lanes, .flow-ground .drawing').and(page.locator(':not([aria-hidden=true])'))).toHaveCount(0);
});

test.describe('with names as long as they may be', () => {
  const words = 'Un nom interminable, '.repeat(9).trim();
  const participants = ['n'.repeat(200), words, '🚀'.repeat(40), 'مرحبا بالعالم: خادم الويب'];
  const ends = [['p0', 'p1'], ['p1', 'p2'], ['p2', 'p2'], ['p3', 'p0'], ['p0', 'p3']];
  const labels = ['x'.repeat(200), words, '🚀'.repeat(60), 'مرحبا بالعالم (VM 1)', 'court'];
  const file = [
    'title = "Longs"',
    ...participants.map((name, i) => `[[participants]]\nid = "p${i}"\nkind = "vm"\nname = "${name}"`),
    ...ends.map(([from, to], i) => `[[steps]]\nnumber = "${i}"\nfrom = "${from}"\nto = "${to}"\nlabel = "${labels[i]}"`),
  ].join('\n');
  let server: Served;
  test.beforeAll(async () => {
    server = await serve({ 'notes/a.md': '# Une note\n', 'flows/longs.toml': file });
  });
  test.afterAll(() => server.stop());

  for (const width of [390, 320, 1440]) {
    test(`nothing is clipped at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const query of ['', '?etape=3', '?lecture=1']) {
        await page.goto(`${server.url}/flux/longs${query}`);
        const outside = await page.locator('.lanes svg:visible').evaluate((svg) => {
          const outer = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
          return texts.filter((text) => text.left < outer.left || text.right > outer.right || text.bottom > outer.bottom).length;
        });
        expect(outside, query).toBe(0);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, query).toBeLessThanOrEqual(0);
      }
    });
  }
});

test('a step is outlined on the environment it runs over', async ({ page }) => {
  await page.goto(`${flow}?etape=3`);
  const ground = page.getByRole('region', { name: /Sur l’environnement/ });
  await expect(ground.locator('svg:visible .spot')).toHaveCount(2);
  await expect(ground.getByRole('link', { name: 'API server' })).toHaveAttribute(
    'href',
    '/environnements/architecture-kubernetes#couche-api-server',
  );
});

for (const path of [
  `${flow}?etape=8`,
  '/flux/trafic-entrant?etape=1',
  `${flow}?lecture=1`,
  '/environnements/modele-microservices',
  '/environnements/comparer?a=datacenter-cloud&b=automobile&c=banque',
  '/environnements/modele-evenements',
  '/environnements/lab-observabilite',
  '/notes/lab/modeles',
  '/notes/comprendre',
  '/',
]) {
  test(`${path} is accessible, wide and narrow, light and dark`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(found.violations).toEqual([]);
      }
      const sizes = await page.locator(':is(.lanes, .drawing) svg:visible').evaluateAll((drawings) =>
        drawings.map((svg) => {
          const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
          return Number(svg.getAttribute('font-size')) * scale;
        }),
      );
      expect(sizes.length).toBeGreaterThan(0);
      expect(Math.min(...sizes), `text at ${width} pixels`).toBeGreaterThanOrEqual(12);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
