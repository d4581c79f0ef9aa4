import { Button } from '@codegouvfr/react-dsfr/Button';
import { Input } from '@codegouvfr/react-dsfr/Input';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProblemAlert } from './problem-alert.js';
import { type Act, type Fields } from './use-act.js';

export const stateOf = (message: string | undefined) => (message === undefined ? {} : ({ state: 'error', stateRelatedMessage: message } as const));

/** The frame of an act: its title, what was refused, its fields and its buttons. */
export const ActForm = <F extends Fields>({ title, submit, act, children }: { title: string; submit: string; act: Act<F>; children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form
      className="panneau"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act.send();
      }}
    >
      <h3 className="fr-h5" ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {act.problem && <ProblemAlert problem={act.problem} />}
      {children}
      <div className="fr-btns-group fr-btns-group--inline fr-mt-2w">
        <Button type="submit" disabled={act.busy}>
          {act.busy ? 'Enregistrement…' : submit}
        </Button>
        <Button type="button" priority="secondary" disabled={act.busy} onClick={act.cancel}>
          Annuler
        </Button>
      </div>
    </form>
  );
};

/** What a field needs of the act it belongs to. */
type Typed<F extends Fields> = Pick<Act<F>, 'fields' | 'change'> & Readonly<{ errors: Readonly<Partial<Record<string, string>>> }>;

type FieldProps<F extends Fields> = Readonly<{ act: Typed<F>; name: keyof F & string; label: string; hint?: string }>;

export const TextField = <F extends Fields>({ act, name, label, hint, type = 'text' }: FieldProps<F> & { type?: 'text' | 'date' | 'number' }) => (
  <Input
    label={label}
    {...(hint === undefined ? {} : { hintText: hint })}
    {...stateOf(act.errors[name])}
    nativeInputProps={{ type, value: act.fields[name] ?? '', onChange: ({ target }) => act.change({ [name]: target.value } as Partial<F>) }}
  />
);

export const LongField = <F extends Fields>({ act, name, label, hint }: FieldProps<F>) => (
  <Input
    textArea
    label={label}
    {...(hint === undefined ? {} : { hintText: hint })}
    {...stateOf(act.errors[name])}
    nativeTextAreaProps={{ rows: 3, value: act.fields[name] ?? '', onChange: ({ target }) => act.change({ [name]: target.value } as Partial<F>) }}
  />
);

export const ChoiceField = <F extends Fields>({ act, name, label, hint, choices }: FieldProps<F> & { choices: readonly (readonly [string, string])[] }) => (
  <Select
    label={label}
    {...(hint === undefined ? {} : { hint })}
    {...stateOf(act.errors[name])}
    nativeSelectProps={{ value: act.fields[name] ?? '', onChange: ({ target }) => act.change({ [name]: target.value } as Partial<F>) }}
  >
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
