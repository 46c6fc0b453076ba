/** A reason not to start that is told to the person as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
