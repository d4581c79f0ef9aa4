import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The pages: `dist/web`, served by the BFF. Nothing is inlined, so that the content security policy needs no exception.
export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react()],
  css: { transformer: 'lightningcss' },
  build: { outDir: '../../dist/web', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900 },
});
