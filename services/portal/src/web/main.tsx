import '@codegouvfr/react-dsfr/main.css';
import './portail.css';
import { startReactDsfr } from '@codegouvfr/react-dsfr/spa';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link } from 'react-router';
import { Application } from './application.js';

declare module '@codegouvfr/react-dsfr/spa' {
  interface RegisterLink {
    Link: typeof Link;
  }
}

startReactDsfr({ defaultColorScheme: 'light', Link });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <BrowserRouter>
      <Application />
    </BrowserRouter>,
  );
}
