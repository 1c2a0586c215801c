export { environmentOption, environments } from './environments.ts';
export { explained } from './explained.ts';
export { OperatorError } from './operator-error.ts';
export { bar, shownProgress } from './progress.ts';
export { environmentOfService } from './service-environment.ts';
