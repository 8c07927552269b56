/** Copies GraphiQL and React: `tsx src/http/playground/copy-packaged.ts <folder>`. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const FILES: Record<string, readonly string[]> = {
  graphiql: ['graphiql.min.css', 'graphiql.min.js'],
  react: ['umd/react.production.min.js'],
  'react-dom': ['umd/react-dom.production.min.js'],
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say where to: copy-packaged.ts <folder>.');
mkdirSync(folder, { recursive: true });
const { resolve } = createRequire(import.meta.url);
for (const [name, files] of Object.entries(FILES)) {
  const home = path.dirname(resolve(`${name}/package.json`));
  for (const file of files)
    copyFileSync(path.join(home, file), path.join(folder, path.basename(file)));
  copyFileSync(path.join(home, 'LICENSE'), path.join(folder, `${name}.LICENSE`));
}
