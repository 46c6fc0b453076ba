export * from './lane-scale';
export * from './place-marks';
export * from './waiting-lane';
export * from './spark-path';
export * from './sparkline';
export * from './stacked-quarters';
export * from './stacked-quarters-config';
export * from './texture';
