import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { formatDate, formatHours, today } from '../lib/format.js';
import { useResource } from '../lib/hooks.js';
import { choicesOf, labelOf } from '../lib/labels.js';
import { type Contrat } from '../lib/model.js';
import { hasRole, useDrafts, useSession } from '../session.js';
import { ActForm, ChoiceField, TextField } from './act-form.js';
import { Definitions } from './definitions.js';
import { ProblemAlert } from './problem-alert.js';
import { UrgencyMark } from './urgency.js';
import { useAct } from './use-act.js';

const FULL_HOURS = 15;

type Saisie = Readonly<{ dateSignature: string; intensiteHebdomadaire: string; motifReduction: string }>;

const hoursOf = ({ intensiteHebdomadaire }: Saisie): number => Number(intensiteHebdomadaire.replace(',', '.'));
const reduced = (fields: Saisie): boolean => hoursOf(fields) < FULL_HOURS;
const bodyOf = (fields: Saisie) => ({
  dateSignature: fields.dateSignature,
  intensiteHebdomadaire: hoursOf(fields),
  motifReduction: reduced(fields) && fields.motifReduction !== '' ? fields.motifReduction : null,
});

const draftOf = (usagerId: string): string => `signature-${usagerId}`;

const SignatureForm = ({ contrat: { usagerId, version }, done, closed }: { contrat: Contrat; done: () => void; closed: () => void }) => {
  const initial = { dateSignature: today(new Date()), intensiteHebdomadaire: String(FULL_HOURS), motifReduction: '' };
  const act = useAct<Saisie>({ name: draftOf(usagerId), initial, path: `/usagers/${usagerId}/contrat/signature`, version, bodyOf, done, closed });
  return (
    <ActForm title="Enregistrer la signature" submit="Enregistrer la signature" act={act}>
      <TextField act={act} name="dateSignature" label="Date de la signature" type="date" />
      <TextField act={act} name="intensiteHebdomadaire" label="Heures d’activité par semaine" hint="Quinze heures, moins si la situation de la personne le demande (L. 5411-6 du code du travail)." />
      {reduced(act.fields) && (
        <ChoiceField act={act} name="motifReduction" label="Pourquoi moins de quinze heures" hint="Reste dans votre structure : n’est transmis à personne." choices={choicesOf('reduction')} />
      )}
    </ActForm>
  );
};

const Situation = ({ contrat }: { contrat: Contrat }) => {
  const { etat, echeance, organisme, structure, dateSignature, minutesHebdomadaires, transmission } = contrat;
  return (
    <Definitions
      items={[
        ['État', labelOf('contrat', etat)],
        ['Signature avant le', etat === 'A_SIGNER' ? <UrgencyMark echeance={echeance} /> : null],
        ['Avec', `${labelOf('organisme', organisme)}${structure ? ` (${structure.code})` : ''}`],
        ['Signé le', dateSignature && formatDate(dateSignature)],
        ['Intensité', minutesHebdomadaires === null ? null : `${formatHours(minutesHebdomadaires)} par semaine`],
        ['France Travail', transmission && labelOf('transmission', transmission.etat)],
        ['À faire', transmission?.aFaire ?? null],
      ]}
    />
  );
};

const useContract = (usagerId: string) => {
  const readable = hasRole(useSession().agent, 'REFERENT', 'DECIDEUR', 'GESTIONNAIRE');
  const { data, problem, reload } = useResource<Contrat>(readable ? `/usagers/${usagerId}/contrat` : null);
  // Nobody decided yet who follows the person: there is no contract, and nothing wrong.
  return { data, problem: problem?.status === 404 ? undefined : problem, reload };
};

const Signature = ({ contrat, signed }: { contrat: Contrat; signed: () => void }) => {
  const { agent } = useSession();
  const drafts = useDrafts();
  const [open, setOpen] = useState(() => drafts.read(draftOf(contrat.usagerId)) !== undefined);
  if (contrat.etat !== 'A_SIGNER' || !hasRole(agent, 'REFERENT')) return null;
  if (!open) return <Button onClick={() => setOpen(true)}>Enregistrer la signature</Button>;
  return <SignatureForm contrat={contrat} done={signed} closed={() => setOpen(false)} />;
};

/** The contract of a person, signed in place by who follows that person; nothing while there is none. */
export const ContractSection = ({ usagerId, changed }: { usagerId: string; changed: () => void }) => {
  const { data, problem, reload } = useContract(usagerId);
  if (data === undefined && problem === undefined) return null;
  const signed = (): void => {
    reload();
    changed();
  };
  return (
    <section className="fr-mb-4w">
      <h2>Contrat d’engagement</h2>
      {problem && <ProblemAlert problem={problem} />}
      {data && <Situation contrat={data} />}
      {data && <Signature key={data.version} contrat={data} signed={signed} />}
    </section>
  );
};
