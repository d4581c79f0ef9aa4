import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { useParams } from 'react-router';
import { formatDate } from '../lib/format.js';
import { usePageTitle, type Resource, useResource } from '../lib/hooks.js';
import { labelOf, orientationText } from '../lib/labels.js';
import { type Fiche, type Historique, type Orientation } from '../lib/model.js';
import { ContractSection } from '../parts/contract.js';
import { DecisionPanel } from '../parts/decision-panel.js';
import { Definitions } from '../parts/definitions.js';
import { nameOf } from '../parts/name.js';
import { ProblemAlert } from '../parts/problem-alert.js';
import { Timeline } from '../parts/timeline.js';
import { UrgencyMark } from '../parts/urgency.js';
import { hasRole, useDrafts, useSession } from '../session.js';

const Identity = ({ fiche: { identite, numeroFranceTravail, rattachement } }: { fiche: Fiche }) => (
  <Definitions
    items={[
      ['Nom', identite.nom],
      ['Nom de naissance', identite.nomNaissance],
      ['Prénom', identite.prenom],
      ['Date de naissance', formatDate(identite.dateNaissance)],
      ['Numéro France Travail', numeroFranceTravail],
      ['Suivi par', rattachement && `${labelOf('organisme', rattachement.structureType)} ${rattachement.structureCode}, depuis le ${formatDate(rattachement.depuis)}`],
    ]}
  />
);

/** What was decided, and what became of it. */
const decided = ({ decision, transmission }: Orientation): readonly (readonly [string, string | null])[] => [
  ['Décision', decision && `${orientationText(decision)}, le ${formatDate(decision.dateDecision)}`],
  ['Motif du refus', decision?.motifRefus ? labelOf('motif', decision.motifRefus) : null],
  ['Commentaire', decision?.commentaireRefus ?? null],
  ['France Travail', transmission && labelOf('transmission', transmission.etat)],
  ['À faire', transmission?.aFaire ?? null],
];

const Situation = ({ orientation }: { orientation: Orientation }) => {
  const { statut, echeance, preconisation } = orientation;
  return (
    <Definitions
      items={[
        ['État', statut === 'A_PRENDRE' ? 'Décision à prendre' : labelOf('statut', statut).replace(/s$/, '')],
        ['Échéance légale', statut === 'A_PRENDRE' ? <UrgencyMark echeance={echeance} /> : null],
        ['Préconisation', preconisation && orientationText(preconisation)],
        ...decided(orientation),
      ]}
    />
  );
};

const Act = ({ orientation, reload }: { orientation: Orientation; reload: () => void }) => {
  const drafts = useDrafts();
  const { agent } = useSession();
  const [open, setOpen] = useState(() => drafts.read(orientation.usagerId) !== undefined);
  if (orientation.statut !== 'A_PRENDRE' || !hasRole(agent, 'DECIDEUR')) return null;
  if (!open) return <Button onClick={() => setOpen(true)}>Décider</Button>;
  return <DecisionPanel orientation={orientation} done={reload} closed={() => setOpen(false)} />;
};

const OrientationSection = ({ resource, reload }: { resource: Resource<Orientation>; reload: () => void }) => (
  <section className="fr-mb-4w">
    <h2>Orientation</h2>
    {resource.problem && <ProblemAlert problem={resource.problem} />}
    {resource.data && (
      <>
        <Situation orientation={resource.data} />
        <Act key={resource.data.version} orientation={resource.data} reload={reload} />
      </>
    )}
  </section>
);

/** A person: who it is, where the orientation stands, and every fact with its origin. */
export const PersonPage = () => {
  const { usagerId = '' } = useParams();
  const decides = hasRole(useSession().agent, 'DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT');
  const card = useResource<Fiche>(`/usagers/${usagerId}`);
  const orientation = useResource<Orientation>(decides ? `/usagers/${usagerId}/orientation` : null);
  const history = useResource<Historique>(`/usagers/${usagerId}/historique`);
  const name = card.data ? nameOf(card.data.identite) : 'Dossier';
  const heading = usePageTitle(name);
  const reload = (): void => {
    orientation.reload();
    history.reload();
  };
  return (
    <>
      <Breadcrumb currentPageLabel={name} segments={[{ label: 'Décisions à prendre', linkProps: { to: '/decisions' } }]} />
      <h1 ref={heading} tabIndex={-1}>
        {name}
      </h1>
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-7">
          <section>
            <h2>Identité</h2>
            {card.problem && <ProblemAlert problem={card.problem} />}
            {card.data && <Identity fiche={card.data} />}
          </section>
          {decides && <OrientationSection resource={orientation} reload={reload} />}
          <ContractSection usagerId={usagerId} changed={history.reload} />
        </div>
        <section className="fr-col-12 fr-col-lg-5">
          <h2>Historique</h2>
          {history.problem && <ProblemAlert problem={history.problem} />}
          {history.data && <Timeline historique={history.data} usagerId={usagerId} />}
        </section>
      </div>
    </>
  );
};
