import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { formatDate, urgencyOf } from '../lib/format.js';

/** How long is left to decide, and until when. */
export const UrgencyMark = ({ echeance }: { echeance: string | null }) => {
  if (echeance === null) return <p className="dossier__note">Sans échéance</p>;
  const { text, severity } = urgencyOf(echeance, new Date());
  return (
    <div>
      <Badge severity={severity} noIcon small>
        {text}
      </Badge>
      <p className="dossier__note">avant le {formatDate(echeance)}</p>
    </div>
  );
};
