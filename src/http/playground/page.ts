/** Playground page and GraphiQL start script. All URLs are relative: a proxy may strip a prefix. */
import { examples } from './examples.js';

/** GraphiQL needs `unsafe-inline` styles and `data:` fonts. */
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

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#14532d"/><text x="16" y="22" font-family="monospace" font-size="17" font-weight="700" text-anchor="middle" fill="#fff">1:2</text></svg>`;

/** Up to this width panes stack and documentation covers them. */
const NARROW_PX = 768;

const STYLE = `
body { margin: 0; height: 100dvh; display: flex; flex-direction: column; font-family: system-ui, sans-serif }
#intro { padding: 6px 12px; font-size: 14px; line-height: 1.4; border-bottom: 1px solid #8884; max-height: 50dvh; overflow: auto }
#intro summary { cursor: pointer }
#intro p { max-width: 75ch; margin: 8px 0 }
#playground { flex: 1; min-height: 0 }
@media (prefers-color-scheme: dark) { body { background: #1d2330; color: #eee } }
@media (max-width: ${NARROW_PX}px) {
  body { height: auto }
  #intro { max-height: none }
  #playground { flex: none; height: calc(100dvh - 34px) }
  .graphiql-container .graphiql-sidebar { width: 44px; padding: 4px }
  .graphiql-container .graphiql-main { position: relative; min-width: 0 }
  .graphiql-container .graphiql-main > div:first-child:not(.graphiql-sessions) { position: absolute; inset: 0; z-index: 10; min-width: 0 !important }
  .graphiql-container .graphiql-plugin { background: hsl(var(--color-base)); max-width: none; width: 100% }
  .graphiql-container .graphiql-sessions { margin: 4px; min-width: 0 }
  .graphiql-container #graphiql-session { flex-direction: column; padding: 4px }
  .graphiql-container #graphiql-session > div { min-width: 0; min-height: 0 }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none }
  .graphiql-container .graphiql-logo { display: none }
}`;

/** `scripts` in loading order; `description` of the schema. */
export function playgroundPage(
  styles: readonly string[],
  scripts: readonly string[],
  description: string,
): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Scoresheet playground</title>
  <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
${styles.map((path) => `  <link rel="stylesheet" href="${path}">`).join('\n')}
  <style>${STYLE}
  </style>
</head>
<body>
${introduction(description)}
  <div id="playground"></div>
  <noscript>The playground needs JavaScript. The API at <a href="graphql">graphql</a> answers without it.</noscript>
${scripts.map((path) => `  <script src="${path}"></script>`).join('\n')}
</body>
</html>
`;
}

/** First paragraph as summary, others when opened. */
function introduction(description: string): string {
  const [first = '', ...others] = description.split(/\n{2,}/).map(toHtml);
  return `  <details id="intro">
    <summary>${first}</summary>
${others.map((paragraph) => `    <p>${paragraph}</p>`).join('\n')}
  </details>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Converts code and emphasis, the only Markdown of descriptions. */
function toHtml(text: string): string {
  return text
    .trim()
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

/**
 * Opens the query of the URL (`?query=`, `variables=`, `operationName=`) and the examples. Own storage namespace: the host may
 * have another GraphiQL.
 */
export function playgroundScript(): string {
  const tabs = examples.map(({ query, variables }) => ({
    query,
    variables: variables && JSON.stringify(variables, null, 2),
  }));
  return `const parameters = new URLSearchParams(location.search);
const query = parameters.get('query') ?? undefined;
const variables = parameters.get('variables') ?? undefined;
const examples = ${JSON.stringify(tabs)};
const root = ReactDOM.createRoot(document.getElementById('playground'));
const fetcher = GraphiQL.createFetcher({ url: new URL('graphql', location.href).href });
const storage = GraphiQL.createLocalStorage({ namespace: 'scoresheet' });
const defaultTabs = query === undefined ? examples : [{ query, variables }, ...examples];

// An operation name is sent with the query of the address alone, not from other tabs.
function show(operationName) {
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      storage,
      defaultTabs,
      query,
      variables,
      operationName,
      schemaDescription: true,
      onTabChange: ({ tabs, activeTabIndex }) => show(operationNameOf(tabs[activeTabIndex].query)),
    }),
  );
}

function operationNameOf(text) {
  return text === query ? (parameters.get('operationName') ?? undefined) : undefined;
}

show(operationNameOf(query));
`;
}
