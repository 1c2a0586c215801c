// What a function holds until its first deployment.
export const handler = async () => {
  throw new Error('Nothing has been deployed yet: npm run deploy -- <service> --env <environment>');
};
