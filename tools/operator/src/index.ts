export { environmentOption, environments } from './environments.ts';
export { OperatorError } from './operator-error.ts';
export { bar, shownProgress } from './progress.ts';
export { environmentOfService } from './service-environment.ts';
