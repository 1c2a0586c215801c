export * from './local-cloud/emulators.ts';
export * from './local-cloud/local-cloud.ts';
export * from './local-cloud/resources.ts';
