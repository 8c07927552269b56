/** The playground's own words: the page, the script that starts GraphiQL, and what a browser may load. */
import { examples } from './examples.js';

/**
 * Everything comes from this server. Two openings remain, both for GraphiQL: its dialogs add a
 * `<style>` element to lock scrolling, and its style sheet carries the fonts as `data:`.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  'font-src data:',
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A scoreboard showing 1:2, small enough to travel inside the page. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#14532d"/><text x="16" y="22" font-family="monospace" font-size="17" font-weight="700" text-anchor="middle" fill="#fff">1:2</text></svg>`;

/** The page, given the addresses of its style sheets and scripts in the order they are to load. */
export function playgroundPage(styles: readonly string[], scripts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Scoresheet playground</title>
  <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
${styles.map((path) => `  <link rel="stylesheet" href="${path}">`).join('\n')}
  <style>body { margin: 0 } #playground { height: 100dvh }</style>
</head>
<body>
  <div id="playground"></div>
  <noscript>The playground needs JavaScript. The API at /graphql answers without it.</noscript>
${scripts.map((path) => `  <script src="${path}"></script>`).join('\n')}
</body>
</html>
`;
}

/**
 * Starts GraphiQL with the examples open. Its storage has a name of our own, since any other
 * GraphiQL once used on this address, `localhost:4000` say, would show its tabs in place of ours.
 */
export function playgroundScript(): string {
  const tabs = examples.map(({ query, variables }) => ({
    query,
    variables: variables && JSON.stringify(variables, null, 2),
  }));
  return `ReactDOM.createRoot(document.getElementById('playground')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    storage: GraphiQL.createLocalStorage({ namespace: 'scoresheet' }),
    defaultTabs: ${JSON.stringify(tabs)},
  }),
);
`;
}
