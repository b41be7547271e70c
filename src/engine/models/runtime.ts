import * as ort from 'onnxruntime-web/wasm';
import { AnonymizerError } from '../../core/errors.ts';
import { comeRound } from './come-round.ts';

/** A loaded network. */
export type Session = ort.InferenceSession;

/** One input or output of a network. */
export type Tensor = ort.Tensor;

/**
 * Sets the runtime up. Counts only before the first session of this worker.
 * @param maxThreads - upper bound; 1 where the browser has no shared memory
 * @returns threads that the runtime will use
 */
export function configureRuntime(maxThreads: number): number {
  const shared = typeof SharedArrayBuffer !== 'undefined' && self.crossOriginIsolated;
  const threads = shared ? Math.max(1, Math.min(maxThreads, navigator.hardwareConcurrency)) : 1;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return threads;
}

/**
 * Makes a session from model bytes that were checked already.
 * @throws AnonymizerError `model/failed` when the runtime refuses them
 */
export async function createSession(model: Uint8Array): Promise<Session> {
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
  } catch {
    throw new AnonymizerError('model/failed');
  }
}

/**
 * Runs a network on one float input.
 * @param session - the network
 * @param inputName - name of its only input
 * @param data - values in the order of `shape`; may be reused once the call has ended
 * @param shape - for example `[1, 3, H, W]`
 * @returns outputs by name, owned by the caller
 * @throws AnonymizerError `model/failed`
 */
export async function infer(
  session: Session,
  inputName: string,
  data: Float32Array,
  shape: readonly number[],
): Promise<Readonly<Record<string, Float32Array>>> {
  await comeRound();
  const input = new ort.Tensor('float32', data, [...shape]);
  try {
    const outputs = await session.run({ [inputName]: input });
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => {
        if (!(tensor.data instanceof Float32Array)) throw new AnonymizerError('model/failed');
        return [name, tensor.data];
      }),
    );
  } catch (error) {
    if (error instanceof AnonymizerError || error instanceof RangeError) throw error;
    throw new AnonymizerError('model/failed');
  } finally {
    input.dispose();
  }
}
