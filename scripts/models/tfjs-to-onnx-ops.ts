import type { GraphWriter } from './tfjs-to-onnx-writer.ts';
import { integers, integersOf, text, texts, type TfNode, type TfWeight } from './tfjs-to-onnx-source.ts';

/**
 * A value of the graph under conversion. TensorFlow keeps channels last, ONNX wants them first: a `planar` value has four
 * dimensions, is `[N, H, W, C]` in the source graph and `[N, C, H, W]` in the new one. Nothing is transposed as long as
 * every operation can follow.
 */
export interface Value {
  readonly name: string;
  readonly planar: boolean;
  /** Height and width at the source graph's own input size; `null` for a value without them. */
  readonly size: readonly [number, number] | null;
  /** Padding that the next operation has yet to apply: top, left, bottom, right. */
  readonly pads?: readonly [number, number, number, number];
  /** What the padding is filled with. */
  readonly fill?: number;
}

/** What an operation gets: its node, and ways to its inputs. */
export interface Call {
  readonly node: TfNode;
  readonly writer: GraphWriter;
  /** The value of an input that other operations compute. */
  value(index: number): Value;
  /** The constant of an input, or `null` when it is computed. */
  constant(index: number): TfWeight | null;
}

/** Where TensorFlow's dimension n of `[N, H, W, C]` lies in `[N, C, H, W]`. */
const PLANAR_AXIS = [0, 2, 3, 1] as const;

/** Every operation that is converted. */
export const OPERATIONS: Readonly<Record<string, (call: Call) => Value>> = {
  Conv2D: convolve,
  _FusedConv2D: convolve,
  DepthwiseConv2dNative: convolve,
  FusedDepthwiseConv2dNative: convolve,
  MaxPool: maxPool,
  ResizeBilinear: resize,
  Add: (call) => binary(call, 'Add'),
  AddV2: (call) => binary(call, 'Add'),
  Mul: (call) => binary(call, 'Mul'),
  Relu: (call) => unary(call, (x) => call.writer.node('Relu', [x])),
  Relu6: (call) => unary(call, (x) => clip6(call.writer, x)),
  LeakyRelu: (call) => unary(call, (x) => call.writer.node('LeakyRelu', [x], { alpha: { float: call.node.attr?.['alpha']?.f ?? 0.2 } })),
  Sigmoid: (call) => unary(call, (x) => call.writer.node('Sigmoid', [x])),
  Identity: (call) => call.value(0),
  Mean: mean,
  ConcatV2: concat,
  Pad: pad,
  PadV2: pad,
  Transpose: transpose,
};

function needed(call: Call, index: number): TfWeight {
  const weight = call.constant(index);
  if (weight === null) throw new Error(`Input ${String(index)} of ${call.node.name} is not a constant.`);
  return weight;
}

function planar(call: Call, value: Value): Value {
  if (value.planar) return value;
  if (value.size === null) throw new Error(`${call.node.name} needs a picture.`);
  return { ...value, planar: true, name: call.writer.node('Transpose', [value.name], { perm: [0, 3, 1, 2] }) };
}

/** Applies padding that is still owed. */
function settled(call: Call, value: Value): Value {
  if (value.pads === undefined) return value;
  const { name, size } = planar(call, value);
  const [top, left, bottom, right] = value.pads;
  const pads = call.writer.integers([0, 0, top, left, 0, 0, bottom, right]);
  const inputs = [name, pads, call.writer.floats(value.fill ?? 0)];
  return { planar: true, size, name: call.writer.node('Pad', inputs, { mode: 'constant' }) };
}

function unary(call: Call, make: (name: string) => string): Value {
  const value = settled(call, call.value(0));
  return { ...value, name: make(value.name) };
}

function clip6(writer: GraphWriter, x: string): string {
  return writer.node('Clip', [x, writer.floats(0), writer.floats(6)]);
}

/** Convolutions of all four names: the depthwise ones have weights `[H, W, C, M]`, the others `[H, W, in, out]`. */
function convolve(call: Call): Value {
  const { node, writer } = call;
  const depthwise = node.op.includes('Depthwise');
  const weight = needed(call, 1);
  const [height = 0, width = 0, inner = 0, outer = 0] = weight.shape;
  if (integers(node, 'dilations').some((step) => step !== 1)) throw new Error(`${node.name} is dilated.`);
  const source = windowInput(call, 0);
  const order = depthwise ? ([2, 3, 0, 1] as const) : ([3, 2, 0, 1] as const);
  const shape = depthwise ? [inner * outer, 1, height, width] : [outer, inner, height, width];
  const inputs = [source.name, writer.constant({ ...permute(weight, order), shape })];
  const fused = [...texts(node, 'fused_ops')];
  if (fused[0] === 'BiasAdd') {
    fused.shift();
    inputs.push(writer.constant(needed(call, 2)));
  }
  const frame = windowFrame(node, source, [height, width]);
  const group = depthwise ? inner : 1;
  let name = writer.node('Conv', inputs, { kernel_shape: [height, width], group, ...frame.attributes });
  for (const activation of fused) {
    if (activation === 'Relu') name = writer.node('Relu', [name]);
    else if (activation === 'Relu6') name = clip6(writer, name);
    else throw new Error(`${node.name} has ${activation} built in, which is not converted.`);
  }
  return { name, planar: true, size: frame.size };
}

function maxPool(call: Call): Value {
  const [, height = 0, width = 0] = integers(call.node, 'ksize');
  const source = windowInput(call, -Infinity);
  const frame = windowFrame(call.node, source, [height, width]);
  return { name: call.writer.node('MaxPool', [source.name], { kernel_shape: [height, width], ...frame.attributes }), planar: true, size: frame.size };
}

/** Lowest float32: what exporters write for "minus infinity". */
const LOWEST = -3.4e38;

/** The first input with padding left to the window when the window pads with the same value. */
function windowInput(call: Call, ownFill: number): Value & { readonly size: readonly [number, number] } {
  const raw = planar(call, call.value(0));
  const fill = (raw.fill ?? 0) <= LOWEST ? -Infinity : (raw.fill ?? 0);
  const value = raw.pads !== undefined && (fill !== ownFill || text(call.node, 'padding') !== 'VALID') ? settled(call, raw) : raw;
  if (value.size === null) throw new Error(`${call.node.name} needs a picture.`);
  return { ...value, size: value.size };
}

function windowFrame(node: TfNode, source: { readonly size: readonly [number, number]; readonly pads?: Value['pads'] }, kernel: readonly [number, number]) {
  const [, down = 1, right = 1] = integers(node, 'strides');
  const padding = text(node, 'padding');
  if (padding === 'SAME') {
    const size = [Math.ceil(source.size[0] / down), Math.ceil(source.size[1] / right)] as const;
    return { size, attributes: { strides: [down, right], auto_pad: 'SAME_UPPER' } };
  }
  if (padding !== 'VALID') throw new Error(`${node.name} pads by ${padding}, which is not converted.`);
  // The size already counts padding that was put off to here.
  const size = [Math.floor((source.size[0] - kernel[0]) / down) + 1, Math.floor((source.size[1] - kernel[1]) / right) + 1] as const;
  return { size, attributes: { strides: [down, right], ...(source.pads === undefined ? {} : { pads: source.pads }) } };
}

/** The target size is fixed in the source; as a factor it also fits other inputs. */
function resize(call: Call): Value {
  const { node, writer } = call;
  const source = planar(call, settled(call, call.value(0)));
  const [height = 0, width = 0] = integersOf(needed(call, 1));
  if (source.size === null || node.attr?.['align_corners']?.b === true) throw new Error(`${node.name} is not a resize that is converted.`);
  const mode = node.attr?.['half_pixel_centers']?.b === true ? 'half_pixel' : 'asymmetric';
  const scales = writer.floats([1, 1, height / source.size[0], width / source.size[1]]);
  const name = writer.node('Resize', [source.name, '', scales], { mode: 'linear', coordinate_transformation_mode: mode });
  return { name, planar: true, size: [height, width] };
}

function binary(call: Call, opType: string): Value {
  const constants = [call.constant(0), call.constant(1)];
  const [first, second] = constants.map((weight, index) => (weight === null ? settled(call, call.value(index)) : null));
  if (first && second) {
    const [a, b] = first.planar === second.planar ? [first, second] : [planar(call, first), planar(call, second)];
    const size = a.size !== null && b.size !== null && a.size[0] * a.size[1] < b.size[0] * b.size[1] ? b.size : a.size;
    return { name: call.writer.node(opType, [a.name, b.name]), planar: a.planar, size };
  }
  const value = first ?? second;
  if (!value) throw new Error(`${call.node.name} has no computed input.`);
  const names = constants.map((weight) => (weight === null ? value.name : call.writer.constant(value.planar ? alongPlanes(weight) : weight)));
  return { ...value, name: call.writer.node(opType, names) };
}

/** A constant with one number a channel, so that it spreads over planes. */
function alongPlanes(weight: TfWeight): TfWeight {
  const channels = weight.shape.at(-1) ?? 1;
  if (weight.shape.reduce((product, size) => product * size, 1) !== channels) throw new Error('A constant differs between pixels.');
  return channels === 1 && weight.shape.length < 2 ? weight : { ...weight, shape: [1, channels, 1, 1] };
}

function mean(call: Call): Value {
  const value = settled(call, call.value(0));
  const keep = call.node.attr?.['keep_dims']?.b === true;
  if (!keep || !value.planar) throw new Error(`${call.node.name} is not a mean that is converted.`);
  const axes = integersOf(needed(call, 1)).map((axis) => PLANAR_AXIS[axis] ?? axis);
  return { name: call.writer.node('ReduceMean', [value.name], { axes, keepdims: 1 }), planar: true, size: [1, 1] };
}

function concat(call: Call): Value {
  const count = (call.node.input?.length ?? 0) - 1;
  const values = Array.from({ length: count }, (_, index) => settled(call, call.value(index)));
  const [axis = 0] = integersOf(needed(call, count));
  const [best] = values;
  if (best === undefined || values.some((value) => value.planar !== best.planar)) throw new Error(`${call.node.name} joins unlike layouts.`);
  return { ...best, name: call.writer.node('Concat', values.map(({ name }) => name), { axis: best.planar ? (PLANAR_AXIS[axis] ?? axis) : axis }) };
}

/** Padding of a picture is put off: convolutions and pooling pad on their own. */
function pad(call: Call): Value {
  const value = call.value(0);
  const amounts = integersOf(needed(call, 1));
  const places = value.planar ? ([2, 3, 4, 5] as const) : ([4, 5, 6, 7] as const);
  const [top = 0, bottom = 0, left = 0, right = 0] = places.map((place) => amounts[place]);
  const rest = amounts.reduce((sum, amount) => sum + amount, 0) - top - bottom - left - right;
  if (value.size === null || value.pads !== undefined || rest !== 0) throw new Error(`${call.node.name} pads more than height and width.`);
  const fill = call.node.op === 'PadV2' ? singleFloat(needed(call, 2)) : 0;
  if (top + bottom + left + right === 0) return value;
  return { ...value, size: [value.size[0] + top + bottom, value.size[1] + left + right], pads: [top, left, bottom, right], fill };
}

function singleFloat({ type, data }: TfWeight): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === 'float32') return view.getFloat32(0, true);
  const bits = view.getUint16(0, true);
  // Half precision is only met as zero or as the infinity that "lowest float32" becomes in it.
  if ((bits & 0x7fff) === 0) return 0;
  if (bits === 0xfc00) return -Infinity;
  throw new Error('A padding value is neither 0 nor minus infinity.');
}

/** Most transposes only turn channels last into channels first or back: those change what the value is called, not the data. */
function transpose(call: Call): Value {
  const value = call.value(0);
  const perm = integersOf(needed(call, 1)).join();
  if (perm === '0,3,1,2' && value.planar) return { ...value, planar: false };
  if (perm === '0,2,3,1' && !value.planar) return { ...value, planar: true };
  throw new Error(`${call.node.name} is not a transpose that is converted.`);
}

/** Moves a four-dimensional constant's axes. */
function permute(weight: TfWeight, order: readonly [number, number, number, number]): TfWeight {
  const bytes = weight.type === 'float16' ? 2 : 4;
  const { shape, data } = weight;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const [a, b, c, d] = order.map((axis) => ({ length: shape[axis] ?? 0, stride: strides[axis] ?? 0 }));
  if (!a || !b || !c || !d || shape.length !== 4) throw new Error('A kernel has other than four dimensions.');
  const moved = new Uint8Array(data.byteLength);
  let to = 0;
  for (let i = 0; i < a.length; i += 1) {
    for (let j = 0; j < b.length; j += 1) {
      for (let k = 0; k < c.length; k += 1) {
        for (let l = 0; l < d.length; l += 1) {
          const from = (i * a.stride + j * b.stride + k * c.stride + l * d.stride) * bytes;
          for (let byte = 0; byte < bytes; byte += 1) moved[to + byte] = data[from + byte] ?? 0;
          to += bytes;
        }
      }
    }
  }
  return { ...weight, shape: order.map((axis) => shape[axis] ?? 0), data: moved };
}
