export * from './assistant-error.ts';
export * from './assistant.ts';
export * from './model-choice.ts';
export * from './model-source.ts';
