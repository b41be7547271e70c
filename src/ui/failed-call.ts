import { AnonymizerError, toWireError, type ErrorCode, type Result } from '../core/errors.ts';

/** A failure in the form that calls of the engine end with. */
export function failed(code: ErrorCode): Result<never> {
  return { status: 'failed', error: toWireError(new AnonymizerError(code)) };
}
