import { Link } from 'react-router';
import { usePageTitle } from '../lib/hooks.js';

export const NotFoundPage = () => {
  const heading = usePageTitle('Page introuvable');
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Page introuvable
      </h1>
      <p>L’adresse n’existe pas, ou n’existe plus.</p>
      <Link className="fr-btn" to="/">
        Revenir à l’accueil
      </Link>
    </>
  );
};
