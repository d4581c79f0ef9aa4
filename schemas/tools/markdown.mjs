const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown table. */
export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const code = (text) => `\`${text}\``;

/** Said at the top of each page. */
export const written = '<!-- Écrit par « npm run schemas » : ne pas modifier. -->';
