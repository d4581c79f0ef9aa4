import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Link } from 'react-router';
import { tell } from '../lib/facts.js';
import { formatInstant } from '../lib/format.js';
import { labelOf } from '../lib/labels.js';
import { type Fait, type Historique } from '../lib/model.js';
import { TraceLink } from './trace-link.js';

const Fact = ({ fait, usagerId }: { fait: Fait; usagerId: string }) => {
  const { title, source, text } = tell(fait);
  return (
    <li className="fait">
      <h3 className="fr-h6 fr-mb-0">{title}</h3>
      <p className="dossier__note">
        {formatInstant(fait.at)} · {source}
      </p>
      {text !== '' && <p>{text}</p>}
      <p className="fait__liens">
        <Link to={`/usagers/${usagerId}/faits/${fait.id}`}>
          Suivre ce fait<span className="fr-sr-only"> : {title}</span>
        </Link>
        <TraceLink traceId={fait.traceId} of={title} />
      </p>
    </li>
  );
};

/** Every fact known of a person, whoever said it, the latest first. */
export const Timeline = ({ historique: { faits, manquants }, usagerId }: { historique: Historique; usagerId: string }) => (
  <>
    {manquants.length > 0 && (
      <Alert
        className="fr-mb-2w"
        severity="warning"
        small
        description={`Il manque ce que disent ces services, qui ne répondent pas : ${manquants.map((service) => labelOf('service', service)).join(', ')}. Rechargez la page dans un instant.`}
      />
    )}
    {faits.length === 0 && <p>Aucun fait consultable avec votre profil.</p>}
    <ol className="faits">
      {[...faits].reverse().map((fait) => (
        <Fact key={fait.id} fait={fait} usagerId={usagerId} />
      ))}
    </ol>
  </>
);
