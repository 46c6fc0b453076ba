/** What the frame of the tests leaves on the globals for one file. */
const ofOneFile = /^(JEST_STATE_SYMBOL|EVENT_HANDLERS|RETRY_\w+|TEST_TIMEOUT_SYMBOL)$/;

/**
 * One environment for all spec files that a worker runs: what is loaded into it once (see shared-runtime.mjs) stays
 * good for the next. Each file still finds the variables of the process as they were, and real timers; `tidy` is given
 * the globals after each.
 */
export function sharedOnce(Environment, tidy = () => {}) {
  const shared = new Map();
  return function SharedEnvironment(config, context) {
    const { id } = config.projectConfig;
    const environment = shared.get(id) ?? keptOpen(new Environment(config, context), tidy);
    shared.set(id, environment);
    return environment;
  };
}

function keptOpen(environment, tidy) {
  const { env } = environment.global.process;
  const before = { ...env };
  environment.teardown = async () => {
    environment.fakeTimers?.dispose();
    environment.fakeTimersModern?.dispose();
    for (const name of Object.keys(env)) if (!(name in before)) delete env[name];
    Object.assign(env, before);
    tidy(environment.global);
    for (const key of Object.getOwnPropertySymbols(environment.global))
      if (ofOneFile.test(key.description)) delete environment.global[key];
  };
  return environment;
}
