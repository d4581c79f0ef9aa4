import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { useCallback } from 'react';
import { useParams } from 'react-router';
import { tell } from '../lib/facts.js';
import { formatPreciseInstant } from '../lib/format.js';
import { usePageTitle, usePolling, useResource } from '../lib/hooks.js';
import { journeyOf, type Step, type StepState, underWay } from '../lib/journey.js';
import { type Historique, type Livraison, type Tentative, type Transmission } from '../lib/model.js';
import { ProblemAlert } from '../parts/problem-alert.js';
import { TraceLink } from '../parts/trace-link.js';
import { hasRole, useSession } from '../session.js';

const REFRESH_MS = 2_000;

const marks: Readonly<Record<StepState, { text: string; severity: 'success' | 'info' | 'error' | undefined }>> = {
  fait: { text: 'Fait', severity: 'success' },
  'en-cours': { text: 'En cours', severity: 'info' },
  echec: { text: 'En échec', severity: 'error' },
  'sans-objet': { text: 'Sans objet', severity: undefined },
};

const Mark = ({ state }: { state: StepState }) => {
  const { text, severity } = marks[state];
  return (
    <Badge small {...(severity === undefined ? {} : { severity })}>
      {text}
    </Badge>
  );
};

const Steps = ({ steps }: { steps: readonly Step[] }) => (
  <ol className="faits">
    {steps.map(({ title, state, at, details }) => (
      <li className={`fait fait--${state}`} key={title}>
        <h2 className="fr-h6 fr-mb-1v">
          {title} <Mark state={state} />
        </h2>
        {at !== null && <p className="dossier__note">{formatPreciseInstant(at)}</p>}
        {details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
      </li>
    ))}
  </ol>
);

/** What was told to France Travail of a fact, with each try once it is known. */
const useTransmission = (usagerId: string, faitId: string, echanges: boolean) => {
  const list = useResource<{ transmissions: readonly Transmission[] }>(echanges ? `/usagers/${usagerId}/transmissions` : null);
  const found = list.data?.transmissions.find((transmission) => transmission.faitId === faitId);
  const detail = useResource<Transmission & { tentatives: readonly Tentative[] }>(found === undefined ? null : `/transmissions/${found.id}`);
  return { parts: [list, detail], known: !echanges || list.data !== undefined, transmission: found && { ...found, tentatives: [], ...detail.data } };
};

/** What is known of one fact, gathered from who received it, who sent it and who delivered it. */
const useWay = (usagerId: string, faitId: string) => {
  const echanges = hasRole(useSession().agent, 'DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT');
  const history = useResource<Historique>(`/usagers/${usagerId}/historique`);
  const { parts, known, transmission } = useTransmission(usagerId, faitId, echanges);
  const deliveries = useResource<{ livraisons: readonly Livraison[] }>(echanges ? `/usagers/${usagerId}/livraisons` : null);
  const faits = history.data?.faits ?? [];
  const fait = faits.find(({ id }) => id === faitId);
  const livraisons = deliveries.data?.livraisons.filter((livraison) => livraison.faitId === faitId) ?? [];
  const resources = [history, ...parts, deliveries];
  const reload = useCallback(() => resources.forEach((resource) => resource.reload()), resources.map((resource) => resource.reload));
  const ready = known && history.data !== undefined && (!echanges || deliveries.data !== undefined);
  const problem = resources.map((resource) => resource.problem).find((found) => found !== undefined);
  return { ready, problem, reload, way: fait && { fait, autres: faits, echanges, transmission, livraisons } };
};

/** Where a fact is: received, journalled, published, sent and answered, delivered. */
export const FactPage = () => {
  const { usagerId, faitId } = useParams() as { usagerId: string; faitId: string };
  const { ready, problem, reload, way } = useWay(usagerId, faitId);
  const steps = way && ready ? journeyOf(way) : [];
  usePolling(underWay(steps), reload, REFRESH_MS);
  const heading = usePageTitle('Suivi d’un fait');
  const person = { label: 'Dossier', linkProps: { to: `/usagers/${usagerId}` } };
  return (
    <>
      <Breadcrumb currentPageLabel="Suivi d’un fait" segments={[{ label: 'Décisions à prendre', linkProps: { to: '/decisions' } }, person]} />
      <h1 ref={heading} tabIndex={-1}>
        Suivi d’un fait{way && ` : ${tell(way.fait).title.toLowerCase()}`}
      </h1>
      {problem && <ProblemAlert problem={problem} />}
      {ready && way === undefined && <p>Ce fait n’est pas connu, ou n’est pas consultable avec votre profil.</p>}
      {way && <p className="fr-text--lead">{tell(way.fait).text}</p>}
      <div aria-live="polite">
        <Steps steps={steps} />
      </div>
      {way && (
        <p>
          <TraceLink traceId={way.fait.traceId} />
        </p>
      )}
    </>
  );
};
