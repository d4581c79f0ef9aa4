import { Navigate } from 'react-router';
import { usePageTitle } from '../lib/hooks.js';
import { linksOf } from '../parts/links.js';
import { useSession } from '../session.js';

const Nothing = () => {
  const heading = usePageTitle('Accueil');
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Bienvenue
      </h1>
      <p>Votre profil ne donne accès à aucune file. Ouvrez le dossier d’une personne que vous suivez par le lien que vous avez reçu.</p>
    </>
  );
};

/** The first page of the profile. */
export const HomePage = () => {
  const [first] = linksOf(useSession().agent);
  return first === undefined ? <Nothing /> : <Navigate to={first.to} replace />;
};
