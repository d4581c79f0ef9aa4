import { Input } from '@codegouvfr/react-dsfr/Input';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { choicesOf, orientationText } from '../lib/labels.js';
import { type Preconisation } from '../lib/model.js';
import { ChoiceField, stateOf } from './act-form.js';
import { type DecisionForm } from './use-decision.js';

const INDETERMINATE = ['IND', 'EO'];
const COMMENT_MAX = 500;

type Fields = Pick<DecisionForm, 'draft' | 'errors' | 'change'>;

/** To accept the préconisation or not. */
export const SensField = ({ draft, errors, change, preconisation }: Fields & { preconisation: Preconisation }) => {
  const undecided = INDETERMINATE.includes(preconisation.parcours);
  const option = (sens: 'ACCEPTEE' | 'REFUSEE') => ({ checked: draft.sens === sens, onChange: () => change({ sens }) });
  return (
    <RadioButtons
      legend="Votre décision"
      {...stateOf(errors.sens)}
      options={[
        {
          label: 'Accepter la préconisation',
          hintText: undecided ? 'Les critères n’ont pas suffi : indiquez votre propre choix.' : orientationText(preconisation),
          nativeInputProps: { ...option('ACCEPTEE'), disabled: undecided },
        },
        { label: 'Refuser et orienter autrement', hintText: 'Un motif est demandé.', nativeInputProps: option('REFUSEE') },
      ]}
    />
  );
};

const Choice = ({ draft, errors, change, ...field }: Fields & { name: 'motifRefus' | 'parcours' | 'organisme'; label: string; choices: readonly (readonly [string, string])[] }) => (
  <ChoiceField act={{ fields: draft, errors, change }} {...field} />
);

const StructureField = ({ draft, errors, change }: Fields) => (
  <Input
    label="Structure qui accompagnera la personne"
    hintText="Code de la structure, par exemple NAQ0405. Nécessaire pour une mission locale ou un Cap emploi."
    {...stateOf(errors.structure)}
    nativeInputProps={{ value: draft.structure, maxLength: 7, autoComplete: 'off', onChange: ({ target }) => change({ structure: target.value.trim() }) }}
  />
);

/** What goes with a refusal: its reason and the département's own choice. */
export const RefusalFields = (fields: Fields) => (
  <>
    <Choice {...fields} name="motifRefus" label="Motif du refus" choices={choicesOf('motif')} />
    <Choice {...fields} name="parcours" label="Parcours" choices={choicesOf('parcours', INDETERMINATE)} />
    <Choice {...fields} name="organisme" label="Organisme" choices={choicesOf('organisme', ['DCD'])} />
    <StructureField {...fields} />
    <Input
      textArea
      label="Commentaire (facultatif)"
      hintText="Transmis à France Travail. N’indiquez ni donnée de santé, ni ce qui n’est pas utile à la décision."
      {...stateOf(fields.errors.commentaireRefus)}
      nativeTextAreaProps={{
        value: fields.draft.commentaireRefus,
        maxLength: COMMENT_MAX,
        rows: 3,
        onChange: ({ target }) => fields.change({ commentaireRefus: target.value }),
      }}
    />
  </>
);
