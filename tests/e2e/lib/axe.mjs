import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility findings of the page as it stands; there must be none. Evaluated, not added as a script tag: the content policy refuses those. */
export async function axe(page, name) {
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .slice(0, 3)
          .map((node) => [node.target.join(' '), ...[...node.any, ...node.all, ...node.none].map(({ message }) => message)].join(': '))
          .join(', ')})`,
    );
  });
  assert.deepEqual(found, [], `axe on ${name}`);
}
