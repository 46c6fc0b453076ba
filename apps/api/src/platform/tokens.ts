/** Injects the {@link AppConfig}. */
export const APP_CONFIG = Symbol('APP_CONFIG');
/** Injects the folder that the embedded database is in; undefined with a database of one's own. */
export const DATA_FOLDER = Symbol('DATA_FOLDER');
