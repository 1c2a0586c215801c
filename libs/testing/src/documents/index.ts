export * from './hostile-files.ts';
export * from './pdf-files.ts';
