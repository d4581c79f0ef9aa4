import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { usePageTitle } from '../lib/hooks.js';

export type SignInReason = 'none' | 'expired' | 'unreachable';

const here = (): string => `${window.location.pathname}${window.location.search}`;

const Notice = ({ reason }: { reason: SignInReason }) => {
  const failed = new URLSearchParams(window.location.search).get('connexion') === 'a-refaire';
  if (reason === 'expired') {
    return (
      <div role="alert" className="fr-mb-4w">
        <Alert severity="warning" title="Votre session a expiré" description="Reconnectez-vous pour continuer. Ce que vous étiez en train de saisir est conservé dans cet onglet." />
      </div>
    );
  }
  if (reason === 'unreachable') {
    return <Alert className="fr-mb-4w" severity="error" title="Service momentanément indisponible" description="Rechargez la page dans un instant." />;
  }
  return failed ? <Alert className="fr-mb-4w" severity="info" title="La connexion n’a pas abouti" description="Recommencez, dans un seul onglet." /> : null;
};

/** Where one logs in, at first or again. */
export const SignIn = ({ reason }: { reason: SignInReason }) => {
  const heading = usePageTitle('Connexion');
  const back = here().startsWith('/?') ? '/' : here();
  return (
    <div className="fr-grid-row fr-grid-row--center">
      <div className="fr-col-12 fr-col-md-8">
        <h1 ref={heading} tabIndex={-1}>
          {reason === 'expired' ? 'Se reconnecter' : 'Se connecter'}
        </h1>
        <Notice reason={reason} />
        <p className="fr-text--lead">
          Relais est réservé aux agents habilités du département, de ses délégataires et des structures qui accompagnent les personnes.
        </p>
        <p>Vous vous connectez avec le compte que vous donne votre organisation. Chaque consultation d’un dossier est consignée.</p>
        <a className="fr-btn fr-btn--lg fr-icon-account-circle-line fr-btn--icon-left" href={`/connexion?retour=${encodeURIComponent(back)}`}>
          {reason === 'expired' ? 'Se reconnecter' : 'Se connecter'}
        </a>
      </div>
    </div>
  );
};
