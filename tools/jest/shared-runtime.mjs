import { createRequire } from 'node:module';

const { default: Runtime } = createRequire(import.meta.url)('jest-runtime');

/** Modules that are a file's own: specs, what only specs use, and the words of the test frame. */
const ofOneFile = /^@jest\/globals|^(?!.*\/node_modules\/).*(\.spec\.ts|\/testing\/)/;
const frame = /\/node_modules\/jest-circus\//;

const shared = new Map();

/**
 * What is tested is loaded once for all spec files that a worker runs, packages and our own modules alike, where Jest
 * would read, link and evaluate some thousand modules anew for every file: that was half of all the time. A spec's own
 * modules stay its own. It holds as long as no module of the product keeps a state of its own, which is a rule here
 * anyway; a spec that needs a module fresh calls `jest.resetModules()` and `import()`.
 */
export default function SharedRuntime(...given) {
  const [config, , , , , , testPath] = given;
  const runtime = shared.get(config.id) ?? keptLoaded(new Runtime(...given));
  shared.set(config.id, runtime);
  runtime._testPath = testPath;
  runtime.testState.state = 'loading';
  return runtime;
}

function keptLoaded(runtime) {
  const { registries } = runtime;
  runtime.teardown = () => {
    runtime.restoreAllMocks();
    runtime.mockState.clear();
    runtime.testMainModule.reset();
    runtime.jestGlobals.clearJestObjectCache();
    forget(registries.getActiveEsmRegistry(), ofOneFile);
    forget(registries.getActiveCjsRegistry(), ofOneFile);
    forget(registries.getInternalCjsRegistry(), frame);
  };
  return runtime;
}

function forget(registry, pattern) {
  for (const key of registry.keys()) if (pattern.test(key)) registry.delete(key);
}

export { SharedRuntime as 'module.exports' };
