import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatInstant } from '../lib/format.js';
import { usePageTitle, useResource } from '../lib/hooks.js';
import { labelOf } from '../lib/labels.js';
import { type Transmission } from '../lib/model.js';
import { ActForm, ChoiceField, LongField } from '../parts/act-form.js';
import { ProblemAlert } from '../parts/problem-alert.js';
import { useAct } from '../parts/use-act.js';
import { hasRole, useDrafts, useSession } from '../session.js';

type Conclusion = Readonly<{ constat: string; justification: string }>;

const CONSTATS = [
  ['PRISE_EN_COMPTE', 'Prise en compte : France Travail la montre'],
  ['ABSENTE', 'Absente : France Travail ne l’a pas, elle sera renvoyée'],
] as const;

const draftOf = (id: string): string => `conclusion-${id}`;

const ConclusionForm = ({ transmission: { id, version }, done, closed }: { transmission: Transmission; done: () => void; closed: () => void }) => {
  const initial = { constat: '', justification: '' };
  const act = useAct<Conclusion>({ name: draftOf(id), initial, path: `/transmissions/${id}/conclusion`, version, bodyOf: (fields) => fields, done, closed });
  return (
    <ActForm title="Dire ce que France Travail montre" submit="Conclure" act={act}>
      <ChoiceField act={act} name="constat" label="Ce que vous avez constaté" choices={CONSTATS} />
      <LongField act={act} name="justification" label="Comment vous l’avez constaté" hint="Conservé avec votre identifiant. N’indiquez ni donnée de santé, ni identité." />
    </ActForm>
  );
};

const Line = ({ transmission, reload }: { transmission: Transmission; reload: () => void }) => {
  const { id, usagerId, faitId, operation, creeLe, explication } = transmission;
  const { agent } = useSession();
  const drafts = useDrafts();
  const [open, setOpen] = useState(() => drafts.read(draftOf(id)) !== undefined);
  const title = labelOf('operation', operation);
  return (
    <li className={open ? 'dossier dossier--ouvert' : 'dossier'}>
      <h2 className="fr-h6 fr-mb-0">{title}</h2>
      <p className="dossier__note fr-mb-1v">
        Dossier {usagerId.slice(-8)} · demandée le {formatInstant(creeLe)}
      </p>
      {explication !== null && <p className="fr-mb-1v">{explication}</p>}
      <p className="fait__liens">
        <Link to={`/usagers/${usagerId}/faits/${faitId}`}>
          Suivre ce fait<span className="fr-sr-only"> : {title}, dossier {usagerId.slice(-8)}</span>
        </Link>
      </p>
      {!open && hasRole(agent, 'DECIDEUR', 'EXPLOITANT') && (
        <Button priority="secondary" size="small" onClick={() => setOpen(true)}>
          Conclure
        </Button>
      )}
      {open && <ConclusionForm transmission={transmission} done={reload} closed={() => setOpen(false)} />}
    </li>
  );
};

/** What was told to France Travail without knowing whether it arrived: a person looks there, and concludes. */
export const TransmissionsPage = () => {
  const heading = usePageTitle('Transmissions à traiter');
  const { data, problem, reload } = useResource<{ transmissions: readonly Transmission[] }>('/transmissions?etat=A_TRAITER');
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Transmissions à traiter
      </h1>
      <p>La réponse de France Travail s’est perdue, et rien ne permet de la relire : regardez chez France Travail, puis concluez.</p>
      {problem && <ProblemAlert problem={problem} />}
      {data?.transmissions.length === 0 && <Alert severity="info" small description="Aucune transmission n’attend de constat." />}
      <ul className="dossiers">
        {data?.transmissions.map((transmission) => (
          <Line key={`${transmission.id}-${transmission.version}`} transmission={transmission} reload={reload} />
        ))}
      </ul>
    </>
  );
};
