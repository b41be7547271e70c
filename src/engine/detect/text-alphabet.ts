import { AnonymizerError } from '../../core/errors.ts';

/**
 * Numbers of protobuf fields and wire types.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (ModelProto.metadata_props, StringStringEntryProto)
 * @see https://protobuf.dev/programming-guides/encoding/
 */
const METADATA_PROPS = 14;
const KEY = 1;
const VALUE = 2;
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * The reader's characters: the model's metadata entry `characters`, one a line, the last one a space. They travel inside the
 * model, so that its hash stands for them, too.
 * @param model - bytes of `text-reader.onnx`, hash-checked already; only read
 * @returns class `i + 1` of the network at index `i`
 * @throws AnonymizerError `model/integrity` when the entry is not there
 */
export function readAlphabet(model: Uint8Array): readonly string[] {
  for (const entry of bytesFields(model, METADATA_PROPS)) {
    const [key] = bytesFields(entry, KEY);
    const [value] = bytesFields(entry, VALUE);
    if (key !== undefined && value !== undefined && decode(key) === 'characters') return decode(value).split('\n');
  }
  throw new AnonymizerError('model/integrity');
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Values of one length-delimited field of a message. */
function* bytesFields(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    at = tag.next;
    const wire = tag.value & 7;
    if (wire === WIRE.varint) at = varint(message, at).next;
    else if (wire === WIRE.fixed64) at += 8;
    else if (wire === WIRE.fixed32) at += 4;
    else if (wire === WIRE.bytes) {
      const length = varint(message, at);
      at = length.next + length.value;
      if (tag.value >>> 3 === wanted) yield message.subarray(length.next, at);
    } else throw new AnonymizerError('model/integrity');
  }
}

/** Seven bits a byte, lowest first; multiplication, because shifts end at 32 bits. */
function varint(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  let factor = 1;
  for (let at = start; at < bytes.length && at < start + 10; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next: at + 1 };
    factor *= 128;
  }
  throw new AnonymizerError('model/integrity');
}
