/** Numbers gestures for as long as the app is open, because what makes them may be closed and opened anew. */
let serial = 0;

/**
 * Names a change, so that it is a step of undo of its own.
 * @param sort - what is changed, and of which region
 */
export function newGesture(sort: string): string {
  serial += 1;
  return `${sort}-${String(serial)}`;
}
