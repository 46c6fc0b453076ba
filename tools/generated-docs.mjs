/** The pages that are written by the code they describe: where, by which module, and how it is asked. */
export const generatedDocs = [];
