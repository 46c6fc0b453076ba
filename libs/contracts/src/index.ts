export * from './apply-patch';
export * from './event-types';
export * from './intake';
export * from './live';
export * from './metrics';
export * from './settings';
export * from './watch';
