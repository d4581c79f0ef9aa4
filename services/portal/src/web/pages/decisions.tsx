import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { Link, useSearchParams } from 'react-router';
import { useResource, usePageTitle } from '../lib/hooks.js';
import { choicesOf, labelOf } from '../lib/labels.js';
import { type File } from '../lib/model.js';
import { DossierLine } from '../parts/dossier.js';
import { ProblemAlert } from '../parts/problem-alert.js';
import { hasRole, useSession } from '../session.js';

const RECEIVED = 'RECUE';
const ALL = 'TOUTES';

type Params = ReturnType<typeof useSearchParams>;

/** What is asked of the API for these parameters: the dossiers that can be decided, unless told. */
const queryOf = (params: URLSearchParams): string => {
  const preconisation = params.get('preconisation') ?? RECEIVED;
  const asked = { statut: params.get('statut') ?? 'A_PRENDRE', preconisation: preconisation === ALL ? '' : preconisation, apres: params.get('apres') ?? '' };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString();
};

/** The same address with some of its parameters changed; an empty value takes one away. */
const withParams = (params: URLSearchParams, changes: Readonly<Record<string, string>>): URLSearchParams => {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
};

const Filters = ({ params: [params, setParams] }: { params: Params }) => {
  const choose = (name: string) => ({ target }: { target: { value: string } }) => setParams(withParams(params, { [name]: target.value, apres: '', dossier: '' }));
  return (
    <form className="barre-filtres" aria-label="Filtrer la file" onSubmit={(event) => event.preventDefault()}>
      <Select label="Décisions" nativeSelectProps={{ value: params.get('statut') ?? 'A_PRENDRE', onChange: choose('statut') }}>
        {choicesOf('statut').map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </Select>
      <Select label="Préconisation de France Travail" nativeSelectProps={{ value: params.get('preconisation') ?? RECEIVED, onChange: choose('preconisation') }}>
        <option value={RECEIVED}>Reçue : la décision est possible</option>
        {choicesOf('parcours').map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
        <option value="ATTENDUE">Pas encore reçue</option>
        <option value={ALL}>Toutes, reçues ou non</option>
      </Select>
    </form>
  );
};

const Pages = ({ params: [params], suite }: { params: Params; suite: string | null }) => {
  const first = !params.has('apres');
  if (first && suite === null) return null;
  return (
    <nav className="pages fr-mt-4w" aria-label="Pages de la file">
      {!first && (
        <Link className="fr-btn fr-btn--secondary" to={{ search: withParams(params, { apres: '', dossier: '' }).toString() }}>
          Revenir au début
        </Link>
      )}
      {suite !== null && (
        <Link className="fr-btn fr-btn--secondary fr-icon-arrow-right-line fr-btn--icon-right" to={{ search: withParams(params, { apres: suite, dossier: '' }).toString() }}>
          Page suivante
        </Link>
      )}
    </nav>
  );
};

const Queue = ({ file, params }: { file: File; params: Params }) => {
  const { agent } = useSession();
  const [search, setSearch] = params;
  const opened = search.get('dossier');
  if (file.orientations.length === 0) return <Alert severity="info" small description="Aucun dossier ne correspond à ces filtres." />;
  return (
    <>
      <div className="dossiers-entete" aria-hidden="true">
        <span>Échéance</span>
        <span>Personne</span>
        <span>Orientation</span>
        <span />
      </div>
      <ul className="dossiers">
        {file.orientations.map((dossier) => {
          const open = opened === dossier.usagerId;
          const toggle = (): void => setSearch(withParams(search, { dossier: open ? '' : dossier.usagerId }), { replace: true, preventScrollReset: true });
          return <DossierLine key={dossier.usagerId} dossier={dossier} open={open} mayDecide={hasRole(agent, 'DECIDEUR')} toggle={toggle} />;
        })}
      </ul>
      <Pages params={params} suite={file.suite} />
    </>
  );
};

/** The queue of the département, most urgent first. */
export const DecisionsPage = () => {
  const params = useSearchParams();
  const [search] = params;
  const statut = search.get('statut') ?? 'A_PRENDRE';
  const title = statut === 'A_PRENDRE' ? 'Décisions à prendre' : `Orientations : ${labelOf('statut', statut).toLowerCase()}`;
  const heading = usePageTitle(title);
  const { data, problem, loading } = useResource<File>(`/decisions?${queryOf(search)}`);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>Le département a six semaines pour orienter, à compter de la réception de l’information (article D. 262-65-2 du CASF) ; au-delà, France Travail est compétent.</p>
      <Filters params={params} />
      <div aria-live="polite" aria-busy={loading}>
        {loading && data === undefined && <p>Chargement de la file…</p>}
      </div>
      {problem && <ProblemAlert problem={problem} />}
      {data && <Queue file={data} params={params} />}
    </>
  );
};
