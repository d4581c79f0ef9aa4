import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { formatDate } from '../lib/format.js';
import { labelOf, orientationText } from '../lib/labels.js';
import { type Dossier } from '../lib/model.js';
import { DecisionPanel } from './decision-panel.js';
import { nameOf } from './name.js';
import { UrgencyMark } from './urgency.js';

const Person = ({ dossier: { usagerId, identite } }: { dossier: Dossier }) => (
  <div>
    <Link className="dossier__nom" to={`/usagers/${usagerId}`}>
      {nameOf(identite)}
    </Link>
    <p className="dossier__note">{identite === null ? `Dossier ${usagerId.slice(-8)}` : `Né(e) le ${formatDate(identite.dateNaissance)}`}</p>
  </div>
);

const Proposal = ({ dossier: { preconisation, decision, transmission } }: { dossier: Dossier }) => {
  const shown = decision ?? preconisation;
  if (shown === null) return <p className="dossier__note">Préconisation attendue de France Travail</p>;
  return (
    <div>
      <p>{orientationText(shown)}</p>
      <p className="dossier__note">
        {decision === null ? 'Préconisé par France Travail' : `Décidé le ${formatDate(decision.dateDecision)}`}
        {transmission !== null && ` · France Travail : ${labelOf('transmission', transmission.etat).toLowerCase()}`}
      </p>
    </div>
  );
};

/** A decision just taken: said where it was taken, and focused so that it is read out. */
const Done = ({ usagerId }: { usagerId: string }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="status" className="fr-mt-2w">
      <Alert
        severity="success"
        title="Décision enregistrée"
        description={
          <>
            Elle part vers France Travail et la structure désignée. <Link to={`/usagers/${usagerId}`}>Suivre le dossier</Link>
          </>
        }
      />
    </div>
  );
};

export type DossierProps = Readonly<{ dossier: Dossier; open: boolean; mayDecide: boolean; toggle: () => void }>;

const Deadline = ({ dossier: { statut, echeance } }: { dossier: Dossier }) => {
  if (statut === 'A_PRENDRE') return <UrgencyMark echeance={echeance} />;
  return <p>{echeance === null ? '' : formatDate(echeance)}</p>;
};

const Toggle = ({ dossier, open, toggle, panel }: Pick<DossierProps, 'dossier' | 'open' | 'toggle'> & { panel: string }) => (
  <Button priority={open ? 'tertiary' : 'secondary'} size="small" onClick={toggle} nativeButtonProps={{ 'aria-expanded': open, 'aria-controls': panel }}>
    {open ? 'Fermer' : 'Décider'}
    <span className="fr-sr-only"> : {nameOf(dossier.identite)}</span>
  </Button>
);

/** One line of the queue, with its decision in place. */
export const DossierLine = ({ dossier, open, mayDecide, toggle }: DossierProps) => {
  const [done, setDone] = useState(false);
  const panel = `decision-${dossier.usagerId}`;
  const decidable = mayDecide && dossier.statut === 'A_PRENDRE' && dossier.preconisation !== null && !done;
  const deciding = decidable && open;
  return (
    <li className={deciding ? 'dossier dossier--ouvert' : 'dossier'}>
      <div className="dossier__ligne">
        <Deadline dossier={dossier} />
        <Person dossier={dossier} />
        <Proposal dossier={dossier} />
        {decidable && <Toggle dossier={dossier} open={open} toggle={toggle} panel={panel} />}
      </div>
      <div id={panel}>
        {deciding && <DecisionPanel orientation={dossier} done={() => setDone(true)} closed={toggle} />}
        {done && <Done usagerId={dossier.usagerId} />}
      </div>
    </li>
  );
};
