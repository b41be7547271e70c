import { describe, expect, it } from 'vitest';
import { RETENTIONS } from '../../../../src/core/policy/policy.ts';
import { isExpired, RETENTION_MS, RetentionClock } from '../../../../src/ui/unfinished/retention-clock.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const START = 1_700_000_000_000;

/** A device whose clock can be set, and whose running time only grows. */
class Device {
  wall = START;
  running = 0;
  readonly clock = new RetentionClock(() => this.wall, () => this.running);

  pass(milliseconds: number): void {
    this.wall += milliseconds;
    this.running += milliseconds;
  }
}

describe('terms', () => {
  it.each(RETENTIONS.filter((retention) => retention !== 'none'))('of %s run out to the second', (retention) => {
    const end = START + RETENTION_MS[retention];
    expect(isExpired(START, retention, end - 1000)).toBe(false);
    expect(isExpired(START, retention, end + 1000)).toBe(true);
  });
});

describe('the clock by which terms run out', () => {
  it('goes with the device’s', () => {
    const device = new Device();
    for (let hour = 0; hour < 48; hour += 1) device.pass(3_600_000);
    expect(device.clock.now()).toBe(START + 2 * DAY);
  });

  it('does not go back when the device’s does, and goes on with the time that really passes', () => {
    const device = new Device();
    device.wall -= YEAR;
    expect(device.clock.now()).toBe(START);
    device.pass(DAY);
    expect(device.clock.now()).toBe(START + DAY);
    device.wall += YEAR;
    expect(device.clock.now()).toBe(START + DAY);
  });

  it('takes in what was believed before, so that what had run out stays so when the clock is set back', () => {
    const device = new Device();
    device.clock.hear(START + 10 * DAY);
    expect(device.clock.now()).toBe(START + 10 * DAY);
  });

  it('does not believe a leap that is taken back, but shows nothing meanwhile that would have run out', () => {
    const device = new Device();
    device.clock.now();
    device.wall += YEAR;
    expect(device.clock.now()).toBe(START);
    expect(device.clock.latest()).toBe(START + YEAR);
    device.pass(30_000);
    expect(device.clock.now()).toBe(START + 30_000);
    device.wall -= YEAR;
    device.pass(30_000);
    expect(device.clock.now()).toBe(START + 60_000);
    expect(device.clock.latest()).toBe(START + 60_000);
  });

  it('believes a leap that stands, such as a night’s sleep', () => {
    const device = new Device();
    device.wall += DAY;
    device.clock.now();
    device.pass(61_000);
    expect(device.clock.now()).toBe(START + DAY + 61_000);
  });
});
