import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VoiceChanger } from '../../../../src/core/audio/change-voice.ts';
import { Fourier } from '../../../../src/core/audio/fourier.ts';

/** A vowel: pulses at a pitch through three resonances, at -20 dB. */
function vowel(rate: number, pitch: number, formants: readonly number[], seconds: number): Float32Array {
  const sound = new Float64Array(Math.round(rate * seconds));
  let phase = 0;
  for (let at = 0; at < sound.length; at += 1) {
    phase += pitch / rate;
    if (phase >= 1) { phase -= 1; sound[at] = 1; }
  }
  for (const formant of formants) {
    const radius = Math.exp((-Math.PI * 120) / rate);
    const turn = 2 * radius * Math.cos((2 * Math.PI * formant) / rate);
    let [last, before] = [0, 0];
    for (let at = 0; at < sound.length; at += 1) {
      const value = sound[at]! + turn * last - radius * radius * before;
      [last, before] = [value, last];
      sound[at] = value;
    }
  }
  const level = rms(sound);
  return Float32Array.from(sound, (value) => (value / level) * 0.1);
}

function rms(sound: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < sound.length; at += 1) sum += sound[at]! ** 2;
  return Math.sqrt(sum / sound.length);
}

function change(sound: Float32Array, rate: number, cuts: readonly number[] = []): Float32Array {
  const changer = new VoiceChanger(rate);
  const parts: Float32Array[] = [];
  let from = 0;
  for (const cut of [...cuts, sound.length]) {
    parts.push(changer.push(sound.subarray(from, Math.max(from, cut))));
    from = Math.max(from, cut);
  }
  parts.push(changer.flush());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Power of each line, in decibels, over 16,384 samples from a place. */
function spectrum(sound: Float32Array, from: number): Float64Array {
  const size = 16_384;
  const real = Float64Array.from({ length: size }, (_, at) => (sound[from + at] ?? 0) * Math.sin((Math.PI * at) / size) ** 2);
  const imaginary = new Float64Array(size);
  new Fourier(size).transform(real, imaginary);
  return Float64Array.from({ length: size / 2 }, (_, line) => 10 * Math.log10(real[line]! ** 2 + imaginary[line]! ** 2 + 1e-20));
}

/** Deterministic noise, -1..1. */
function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio);
const A = [730, 1090, 2440] as const;
const I = [270, 2290, 3010] as const;

describe('a changed voice', () => {
  it('has the same harmonics whatever the pitch was', () => {
    const rate = 48_000;
    const period = Math.round(rate / 140);
    const harmonics = (pitch: number): number[] => {
      const lines = spectrum(change(vowel(rate, pitch, A, 1), rate), 16_000);
      return Array.from({ length: 20 }, (_, index) => {
        const line = Math.round(((index + 1) * 16_384) / period);
        return Math.max(...lines.subarray(line - 2, line + 3));
      });
    };
    const [low, high, between] = [harmonics(110), harmonics(220), harmonics(173)];
    for (const other of [high, between]) {
      const off = low.map((level, index) => Math.abs(level - other[index]!));
      expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(1.5);
      // One step of the levels.
      expect(Math.max(...off)).toBeLessThan(3.1);
    }
  });

  it('has nothing at the pitch it had, where the carrier has nothing', () => {
    const rate = 48_000;
    const lines = spectrum(change(vowel(rate, 220, A, 1), rate), 16_000);
    const at = (frequency: number): number => Math.max(...lines.subarray(Math.round((frequency * 16_384) / rate) - 1, Math.round((frequency * 16_384) / rate) + 2));
    const carrier = rate / Math.round(rate / 140);
    // Between two harmonics of the carrier lies one of the old voice.
    expect(at(carrier * 5) - at(660)).toBeGreaterThan(15);
  });

  it('tells vowels apart', () => {
    const rate = 16_000;
    const brightness = (formants: readonly number[]): number => {
      const lines = spectrum(change(vowel(rate, 120, formants, 1.2), rate), 1000);
      const loudest = (from: number, to: number): number => Math.max(...lines.subarray(Math.round((from * 16_384) / rate), Math.round((to * 16_384) / rate)));
      return loudest(1700, 2200) - loudest(550, 1100);
    };
    expect(brightness(I) - brightness(A)).toBeGreaterThan(10);
  });

  it('is as loud as it was, within 3 dB', () => {
    for (const rate of [8000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000]) {
      const sounds = [vowel(rate, 110, A, 0.6), vowel(rate, 240, I, 0.6), noise(rate * 0.6).map((value) => value * 0.2)];
      for (const sound of sounds) expect(Math.abs(decibels(rms(change(sound, rate)) / rms(sound)))).toBeLessThan(3);
    }
  });

  it('stays silent where there is silence', () => {
    expect(change(new Float32Array(30_000), 48_000).every((value) => value === 0)).toBe(true);
    const sound = new Float32Array(48_000).fill(0);
    sound.set(vowel(48_000, 120, A, 0.25));
    const changer = new VoiceChanger(48_000);
    const changed = change(sound, 48_000);
    expect(changed.subarray(12_000 + changer.latency).every((value) => value === 0)).toBe(true);
    expect(rms(changed.subarray(0, 12_000))).toBeGreaterThan(0.05);
  });

  it('comes exactly as late as it says, and is in time with what went in', () => {
    for (const rate of [8000, 44_100, 48_000]) {
      const changer = new VoiceChanger(rate);
      const lengths = [100, 1, changer.latency, 7, 3000];
      let [taken, given] = [0, 0];
      for (const length of lengths) {
        taken += length;
        given += changer.push(new Float32Array(length)).length;
        expect(given).toBe(Math.max(0, taken - changer.latency));
      }
      expect(given + changer.flush().length).toBe(taken);
    }
    const rate = 48_000;
    const sound = new Float32Array(rate);
    sound.set(noise(4800).map((value) => value * 0.3), 24_000);
    const changed = change(sound, rate);
    let [sum, moment] = [0, 0];
    changed.forEach((value, at) => { sum += value * value; moment += value * value * at; });
    // The middle of the loudness is where it was, to 5 ms.
    expect(Math.abs(moment / sum - 26_400)).toBeLessThan(240);
  });

  it('is the same each time, however the sound is cut into blocks', () => {
    const sound = vowel(16_000, 150, A, 0.3);
    const whole = change(sound, 16_000);
    expect(change(sound, 16_000)).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: sound.length }), { maxLength: 12 }), (cuts) => {
        expect(change(sound, 16_000, cuts.sort((a, b) => a - b))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('has nothing of what differs between two sounds but their rounded bands', () => {
    // The same sound upside down: another phase, the same loudness in each band.
    const sound = vowel(16_000, 150, A, 0.4);
    expect(change(sound.map((value) => -value), 16_000)).toEqual(change(sound, 16_000));
  });

  it('has no levels finer than its steps', () => {
    const sound = vowel(16_000, 150, A, 0.4);
    const changed = change(sound, 16_000);
    // A hundredth of a decibel louder: almost no band gets over the next step.
    const louder = change(sound.map((value) => value * 1.001), 16_000);
    expect(changed.filter((value, at) => value === louder[at]).length).toBeGreaterThan(changed.length / 2);
    expect(change(sound.map((value) => value * 2), 16_000)).not.toEqual(changed);
  });

  it('is refused at rates that no sound of a voice has', () => {
    for (const rate of [0, 7999, 96_001, Number.NaN]) expect(() => new VoiceChanger(rate)).toThrow(RangeError);
  });
});
