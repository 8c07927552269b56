// @ts-check
/** Reports packages that a build needs and `npm ci --omit=dev` leaves out. */
import { existsSync } from 'node:fs';

const NEEDED = ['@graphql-codegen/cli', 'typescript'];

const missing = NEEDED.filter(
  (name) => !existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url)),
);
if (missing.length > 0) {
  console.error(
    `Scoresheet cannot be built without ${missing.join(' and ')}: run "npm ci --include=dev" first; ` +
      'where dist/ is there already, "npm run setup" and "npm run serve" need neither, nor does the image of the Dockerfile.',
  );
  process.exitCode = 1;
}
