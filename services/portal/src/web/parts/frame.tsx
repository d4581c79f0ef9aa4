import { Footer } from '@codegouvfr/react-dsfr/Footer';
import { Header, type HeaderProps } from '@codegouvfr/react-dsfr/Header';
import { SkipLinks } from '@codegouvfr/react-dsfr/SkipLinks';
import { type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { labelOf } from '../lib/labels.js';
import { type Agent } from '../lib/model.js';
import { logOut, useMaybeSession } from '../session.js';
import { linksOf } from './links.js';

const brandTop = (
  <>
    République
    <br />
    Française
  </>
);
const homeLinkProps = { to: '/', title: 'Accueil - Relais' };

const quickAccess = (agent: Agent): HeaderProps['quickAccessItems'] => [
  <p key="agent" className="fr-text--sm fr-mb-0">
    {agent.nom ?? agent.id} ({agent.roles.map((role) => labelOf('role', role)).join(', ')})
  </p>,
  { iconId: 'fr-icon-logout-box-r-line', text: 'Se déconnecter', buttonProps: { onClick: () => void logOut(agent) } },
];

/** Header, navigation and footer of every page. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const session = useMaybeSession();
  const { pathname } = useLocation();
  const navigation = (session === null ? [] : linksOf(session.agent)).map(({ text, to }) => ({ text, linkProps: { to }, isActive: pathname.startsWith(to) }));
  return (
    <>
      <SkipLinks
        links={[
          { anchor: '#contenu', label: 'Contenu' },
          { anchor: '#pied', label: 'Pied de page' },
        ]}
      />
      <Header
        brandTop={brandTop}
        homeLinkProps={homeLinkProps}
        disableDisplay
        serviceTitle="Relais"
        serviceTagline="Une information dite une fois, pour tout le réseau pour l’emploi"
        {...(session === null ? {} : { quickAccessItems: quickAccess(session.agent) ?? [] })}
        {...(navigation.length === 0 ? {} : { navigation })}
      />
      <main id="contenu" className="fr-container page" tabIndex={-1}>
        {children}
      </main>
      <Footer
        id="pied"
        accessibility="non compliant"
        brandTop={brandTop}
        homeLinkProps={homeLinkProps}
        contentDescription="Relais transmet les décisions du département à France Travail, aux missions locales et aux Cap emploi, chacun ne voyant que ce qui lui revient."
      />
    </>
  );
};
