import { AnonymizerError, type ErrorCode } from '../../../../src/core/errors.ts';

/** Code that a call is refused with; `null` where it is not. Anything but a typed refusal fails the test. */
export function refusalOf(call: () => unknown): ErrorCode | null {
  try {
    call();
    return null;
  } catch (thrown) {
    if (thrown instanceof AnonymizerError) {
      return thrown.code;
    }
    throw thrown;
  }
}
