import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { labelOf, orientationText } from '../lib/labels.js';
import { type Orientation, type Preconisation } from '../lib/model.js';
import { RefusalFields, SensField } from './decision-fields.js';
import { Definitions } from './definitions.js';
import { ProblemAlert } from './problem-alert.js';
import { type DecisionForm, useDecision } from './use-decision.js';

type PanelProps = Readonly<{ orientation: Orientation; done: () => void; closed: () => void }>;

const submit = (send: () => void) => (event: FormEvent) => {
  event.preventDefault();
  send();
};

const Buttons = ({ children }: { children: ReactNode }) => <div className="fr-btns-group fr-btns-group--inline fr-mt-2w">{children}</div>;

const InputStep = ({ form, preconisation }: { form: DecisionForm; preconisation: Preconisation }) => (
  <form noValidate onSubmit={submit(form.review)}>
    <SensField {...form} preconisation={preconisation} />
    {form.draft.sens === 'REFUSEE' && <RefusalFields {...form} />}
    <Buttons>
      <Button type="submit">Continuer</Button>
      <Button type="button" priority="secondary" onClick={form.cancel}>
        Annuler
      </Button>
    </Buttons>
  </form>
);

const summaryOf = ({ draft }: DecisionForm, preconisation: Preconisation): readonly (readonly [string, string])[] => {
  if (draft.sens === 'ACCEPTEE') {
    return [
      ['Décision', 'Préconisation acceptée'],
      ['Orientation', orientationText(preconisation)],
    ];
  }
  const structure = draft.structure === '' ? null : { code: draft.structure.toUpperCase() };
  return [
    ['Décision', 'Préconisation refusée'],
    ['Motif', labelOf('motif', draft.motifRefus)],
    ['Orientation', orientationText({ ...draft, structure })],
    ['Commentaire', draft.commentaireRefus.trim()],
  ];
};

const ConfirmationStep = ({ form, preconisation }: { form: DecisionForm; preconisation: Preconisation }) => (
  <form onSubmit={submit(form.send)}>
    <Definitions items={summaryOf(form, preconisation)} />
    <p>Une fois confirmée, la décision est transmise à France Travail et à la structure désignée. Elle ne se modifie plus : il faudra une réorientation.</p>
    <Buttons>
      <Button type="submit" disabled={form.busy}>
        {form.busy ? 'Enregistrement…' : 'Confirmer la décision'}
      </Button>
      <Button type="button" priority="secondary" disabled={form.busy} onClick={form.edit}>
        Modifier
      </Button>
    </Buttons>
  </form>
);

const Form = ({ orientation, done, closed, preconisation }: PanelProps & { preconisation: Preconisation }) => {
  const form = useDecision(orientation, { done, closed });
  const confirming = form.draft.etape === 'CONFIRMATION';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [confirming]);
  useEffect(() => {
    if (Object.keys(form.errors).length > 0) heading.current?.parentElement?.querySelector<HTMLElement>('.fr-select--error, .fr-input--error, .fr-fieldset--error input')?.focus();
  }, [form.errors]);
  return (
    <div className="panneau">
      <h2 className="fr-h5" ref={heading} tabIndex={-1}>
        {confirming ? 'Vérifiez votre décision' : 'Décider de l’orientation'}
      </h2>
      {form.problem && <ProblemAlert problem={form.problem} />}
      {confirming ? <ConfirmationStep form={form} preconisation={preconisation} /> : <InputStep form={form} preconisation={preconisation} />}
    </div>
  );
};

/** The decision taken in place: input, confirmation, sending. */
export const DecisionPanel = (props: PanelProps) => {
  const { preconisation } = props.orientation;
  if (preconisation !== null) return <Form {...props} preconisation={preconisation} />;
  return <Alert className="fr-mt-2w" severity="info" small description="France Travail n’a pas encore préconisé d’orientation. La décision sera possible dès que la préconisation sera là." />;
};
