/** Folder of the published OpenAPI documents, when a machine has them: the facts kept are then held against them. */
export const dossierPublie = process.env['RELAIS_OPENAPI_FRANCE_TRAVAIL'];
