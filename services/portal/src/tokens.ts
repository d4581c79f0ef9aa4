export const service = 'portal';
