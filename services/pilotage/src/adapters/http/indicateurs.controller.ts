import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, refusal, Validated } from '@relais/chassis/http';
import { type Chiffres, type ChiffresInput, chiffresInput, type Descriptif, LireChiffres } from '../../application/lire-chiffres.js';
import { catalogueVu, chiffresVus } from '../../application/vues.js';
import { enCsv } from './csv.js';

type Reply = { header: (name: string, value: string) => Reply };

const CSV = '.csv';

@Controller('v1/pilotage/indicateurs')
@Roles('PILOTE', 'DECIDEUR', 'GESTIONNAIRE')
export class IndicateursController {
  constructor(@Inject(LireChiffres) private readonly chiffres: LireChiffres) {}

  @Get()
  @ApiOperation({ summary: 'Les indicateurs, avec leur définition' })
  @Answers(catalogueVu)
  catalogue(): { indicateurs: readonly Descriptif[] } {
    return { indicateurs: this.chiffres.catalogue() };
  }

  @Get(':code')
  @ApiOperation({ summary: 'Les chiffres d’un indicateur, par commune, département ou organisme ; en CSV quand le code finit par « .csv »' })
  @Answers(chiffresVus, { also: ['text/csv'], refuses: ['DEPARTEMENT_ETRANGER', 'INDICATEUR_INCONNU', 'DATE_A_VENIR'] })
  async lire(
    @CurrentAgent() agent: Agent,
    @Param('code') code: string,
    @Query(new Validated(chiffresInput)) demande: ChiffresInput,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Chiffres | string> {
    const { departement = agent.departement } = demande;
    if (departement === null || departement !== agent.departement) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
    const csv = code.endsWith(CSV);
    const lus = await this.chiffres.lire(csv ? code.slice(0, -CSV.length) : code, departement, demande);
    if (!lus.ok) throw refusal(lus.error);
    reply.header('cache-control', 'private, no-store');
    if (!csv) return lus.value;
    const { indicateur, par, au } = lus.value;
    reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="${indicateur.code}_${departement}_${par}_${au}.csv"`);
    return enCsv(lus.value);
  }
}
