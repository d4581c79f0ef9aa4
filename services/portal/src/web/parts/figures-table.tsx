import { cellOf, type Figures, type Line, type Measure } from '../lib/figures.js';

const Row = ({ line, measures, total = false }: { line: Line; measures: readonly Measure[]; total?: boolean }) => (
  <tr className={total ? 'total' : undefined}>
    <th scope="row">{line.libelle}</th>
    <td className="nombre">{cellOf(line, line.personnes)}</td>
    {measures.map(({ code }) => (
      <td key={code} className="nombre">
        {cellOf(line, line.mesures[code])}
      </td>
    ))}
  </tr>
);

/** The figures themselves. */
export const FiguresTable = ({ figures: { indicateur, lignes, total, par } }: { figures: Figures }) => (
  <div className="fr-table fr-table--bordered">
    <div className="fr-table__wrapper">
      <div className="fr-table__container">
        <div className="fr-table__content">
          <table className="chiffres">
            <caption>{indicateur.libelle}</caption>
            <thead>
              <tr>
                <th scope="col">{par === 'organisme' ? 'Organisme' : par === 'commune' ? 'Commune' : 'Département'}</th>
                <th scope="col">Personnes</th>
                {indicateur.mesures.map(({ code, libelle }) => (
                  <th scope="col" key={code}>
                    {libelle}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lignes.map((line) => (
                <Row key={line.cle ?? '-'} line={line} measures={indicateur.mesures} />
              ))}
              <Row line={total} measures={indicateur.mesures} total />
            </tbody>
          </table>
        </div>
      </div>
    </div>
  </div>
);
