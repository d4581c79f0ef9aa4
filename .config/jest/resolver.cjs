// Sources are ESM TypeScript: they import './x.js', which on disk is './x.ts'.
const fs = require('node:fs');
const path = require('node:path');

module.exports = (request, options) => {
  if (request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules')) {
    const source = path.resolve(options.basedir, `${request.slice(0, -3)}.ts`);
    if (fs.existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
