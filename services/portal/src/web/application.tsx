import { type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { DecisionsPage } from './pages/decisions.js';
import { HomePage } from './pages/home.js';
import { NotFoundPage } from './pages/not-found.js';
import { PersonPage } from './pages/person.js';
import { FiguresPage } from './pages/figures.js';
import { FactPage } from './pages/fact.js';
import { TransmissionsPage } from './pages/transmissions.js';
import { Frame } from './parts/frame.js';
import { WithSession } from './session.js';

const frame = (content: ReactNode) => <Frame>{content}</Frame>;

export const Application = () => (
  <WithSession frame={frame}>
    <Routes>
      <Route path="/" element={<HomePage />} />
      <Route path="/decisions" element={<DecisionsPage />} />
      <Route path="/usagers/:usagerId" element={<PersonPage />} />
      <Route path="/usagers/:usagerId/faits/:faitId" element={<FactPage />} />
      <Route path="/transmissions" element={<TransmissionsPage />} />
      <Route path="/chiffres" element={<FiguresPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  </WithSession>
);
