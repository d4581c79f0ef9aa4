/** The readable documentation of the services' APIs: all of them as a partner sees them, then one after the other. */
export const documentationPage = (services: readonly string[]): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Relais : les API</title>
<link rel="stylesheet" href="/documentation/_page/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/documentation/_page/swagger-ui-bundle.js"></script>
<script src="/documentation/_page/swagger-ui-standalone-preset.js"></script>
<script>
SwaggerUIBundle({
  dom_id: '#api',
  urls: ${JSON.stringify([{ name: 'Partenaires (tout)', url: '/documentation/openapi.json' }, ...services.map((name) => ({ name, url: `/documentation/${name}/openapi.json` }))])},
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
</script>
</body>
</html>
`;
