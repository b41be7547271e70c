/** Builds the two files of a TensorFlow.js graph model for tests. */
export class GraphModelBuilder {
  readonly #nodes: object[] = [];
  readonly #weights: object[] = [];
  readonly #bytes: Buffer[] = [];

  /** Adds a constant of 32-bit floats; returns its name. */
  floats(name: string, shape: readonly number[], values: readonly number[]): string {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
    return this.#constant({ name, shape, dtype: 'float32' }, bytes);
  }

  /** Adds a constant of half-precision floats, given as their bits. */
  halves(name: string, shape: readonly number[], bits: readonly number[]): string {
    const bytes = Buffer.alloc(bits.length * 2);
    bits.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
    return this.#constant({ name, shape, dtype: 'float32', quantization: { dtype: 'float16', original_dtype: 'float32' } }, bytes);
  }

  integers(name: string, values: readonly number[]): string {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeInt32LE(value, index * 4));
    return this.#constant({ name, shape: [values.length], dtype: 'int32' }, bytes);
  }

  /** Adds an operation; returns its name. */
  node(name: string, op: string, input: readonly string[], attr: object = {}): string {
    this.#nodes.push({ name, op, input, attr });
    return name;
  }

  topology(): Uint8Array {
    const json = { modelTopology: { node: this.#nodes }, weightsManifest: [{ paths: ['x.bin'], weights: this.#weights }] };
    return new TextEncoder().encode(JSON.stringify(json));
  }

  binary(): Uint8Array {
    return Buffer.concat(this.#bytes);
  }

  #constant(entry: { readonly name: string; readonly shape: readonly number[]; readonly dtype: string; readonly quantization?: object }, bytes: Buffer): string {
    this.#weights.push(entry);
    this.#bytes.push(bytes);
    return entry.name;
  }
}

/** Attributes of a window operation. */
export function windowAttributes(stride: number, padding: 'SAME' | 'VALID', more: object = {}): object {
  return {
    strides: { list: { i: ['1', String(stride), String(stride), '1'] } },
    padding: { s: Buffer.from(padding).toString('base64') },
    dilations: { list: { i: ['1', '1', '1', '1'] } },
    ...more,
  };
}

/** The attribute that names what an operation has built in. */
export function fusedOps(...names: readonly string[]): object {
  return { fused_ops: { list: { s: names.map((name) => Buffer.from(name).toString('base64')) } } };
}
