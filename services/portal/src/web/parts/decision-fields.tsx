import { Input } from '@codegouvfr/react-dsfr/Input';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { choicesOf, orientationText } from '../lib/labels.js';
import { type Preconisation } from '../lib/model.js';
import { type DecisionForm } from './use-decision.js';

const INDETERMINATE = ['IND', 'EO'];
const COMMENT_MAX = 500;

type Fields = Pick<DecisionForm, 'draft' | 'errors' | 'change'>;

const stateOf = (message: string | undefined) => (message === undefined ? {} : ({ state: 'error', stateRelatedMessage: message } as const));

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

type ChoiceProps = Fields & { field: 'motifRefus' | 'parcours' | 'organisme'; label: string; choices: readonly (readonly [string, string])[] };

const Choice = ({ draft, errors, change, field, label, choices }: ChoiceProps) => (
  <Select label={label} {...stateOf(errors[field])} nativeSelectProps={{ value: draft[field], onChange: ({ target }) => change({ [field]: target.value }) }}>
    <option value="" disabled>
      Choisissez une option
    </option>
    {choices.map(([code, text]) => (
      <option key={code} value={code}>
        {text}
      </option>
    ))}
  </Select>
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
    <Choice {...fields} field="motifRefus" label="Motif du refus" choices={choicesOf('motif')} />
    <Choice {...fields} field="parcours" label="Parcours" choices={choicesOf('parcours', INDETERMINATE)} />
    <Choice {...fields} field="organisme" label="Organisme" choices={choicesOf('organisme', ['DCD'])} />
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
