import { Input } from '@codegouvfr/react-dsfr/Input';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { AXES, barsOf, type Figures, type Indicator } from '../lib/figures.js';
import { formatDate, today } from '../lib/format.js';
import { usePageTitle, useResource } from '../lib/hooks.js';
import { BarChart } from '../parts/bar-chart.js';
import { FiguresTable } from '../parts/figures-table.js';
import { ProblemAlert } from '../parts/problem-alert.js';

type Choice = Readonly<{ code: string; par: string; au: string }>;
type Choose = (name: keyof Choice) => (event: { target: { value: string } }) => void;

const Choices = ({ indicators, choice, choose }: { indicators: readonly Indicator[]; choice: Choice; choose: Choose }) => (
  <form className="barre-filtres" aria-label="Choisir les chiffres" onSubmit={(event) => event.preventDefault()}>
    <Select label="Indicateur" nativeSelectProps={{ value: choice.code, onChange: choose('code') }}>
      {indicators.map(({ code, libelle }) => (
        <option key={code} value={code}>
          {libelle}
        </option>
      ))}
    </Select>
    <Select label="Réparti par" nativeSelectProps={{ value: choice.par, onChange: choose('par') }}>
      {AXES.map(([code, text]) => (
        <option key={code} value={code}>
          {text}
        </option>
      ))}
    </Select>
    <Input label="À la date du" nativeInputProps={{ type: 'date', value: choice.au, max: today(new Date()), onChange: choose('au') }} />
  </form>
);

const Shown = ({ figures }: { figures: Figures }) => {
  const { indicateur, au, seuil } = figures;
  const measure = indicateur.mesures.at(-1);
  const bars = useMemo(() => (measure === undefined ? [] : barsOf(figures, measure.code)), [figures, measure]);
  return (
    <>
      <h2 className="fr-mt-4w">{indicateur.libelle}</h2>
      <p>{indicateur.definition}</p>
      {measure && bars.length > 0 && (
        <figure className="fr-mx-0 fr-mb-4w">
          <figcaption className="fr-text--bold">
            {measure.libelle}, au {formatDate(au)}
          </figcaption>
          <BarChart bars={bars} unit={measure.unite} title={measure.libelle} />
        </figure>
      )}
      {bars.length === 0 && <p className="fr-text--bold">Pas assez de personnes pour tracer un graphique.</p>}
      <FiguresTable figures={figures} />
      <p className="dossier__note">Un chiffre portant sur moins de {seuil} personnes est masqué, ainsi que ceux qui permettraient de le retrouver.</p>
    </>
  );
};

const choiceOf = (params: URLSearchParams, [first]: readonly Indicator[]): Choice => {
  const given = Object.fromEntries(params) as Partial<Choice>;
  return { code: first?.code ?? '', par: 'organisme', au: '', ...given };
};

const queryOf = ({ par, au }: Choice): string => new URLSearchParams({ par, ...(au === '' ? {} : { au }) }).toString();

/** One page of figures: what is counted, its chart, its table, and the file. */
export const FiguresPage = () => {
  const heading = usePageTitle('Chiffres');
  const [params, setParams] = useSearchParams();
  const catalogue = useResource<{ indicateurs: readonly Indicator[] }>('/pilotage/indicateurs');
  const indicators = catalogue.data?.indicateurs ?? [];
  const choice = choiceOf(params, indicators);
  const query = queryOf(choice);
  const figures = useResource<Figures>(choice.code === '' ? null : `/pilotage/indicateurs/${choice.code}?${query}`);
  const choose: Choose = (name) => ({ target }) => setParams({ ...Object.fromEntries(params), [name]: target.value }, { replace: true });
  const problem = catalogue.problem ?? figures.problem;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Chiffres
      </h1>
      <Choices indicators={indicators} choice={choice} choose={choose} />
      {problem && <ProblemAlert problem={problem} />}
      {figures.data && (
        <>
          <Shown figures={figures.data} />
          <a className="fr-btn fr-btn--secondary fr-icon-download-line fr-btn--icon-left" href={`/api/pilotage/indicateurs/${choice.code}.csv?${query}`} download>
            Télécharger en CSV
          </a>
        </>
      )}
    </>
  );
};
