import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Embedding } from '../../core/people/similarity.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { Pace } from '../detect/pace.ts';
import type { EnginePort } from '../engine-port.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import type { WorkspaceStore } from '../workspace-store.ts';
import { FaceMemory } from './face-memory.ts';
import { faceRegion, facesOfJob, type OpenFace } from './faces-of-job.ts';
import { matchFaces, type MatchSurroundings } from './match-faces.ts';
import { NO_PEOPLE, type PeopleState, type PersonOutcome } from './people-state.ts';
import { correctGroups, numberGroups, type FaceGroup, type GroupCorrection } from './person-groups.ts';
import { partsOfPlan, planForPerson, type PersonPlan, type PersonWish } from './person-plan.ts';
import { clearRules, type PersonRule } from './person-rules.ts';

/** What grouping takes from its surroundings, so that it can be tested without a browser. */
export interface PeopleSurroundings extends MatchSurroundings {
  /** Groups faces away from the page; lists of places in what was given. */
  readonly group: (embeddings: readonly Embedding[], signal: AbortSignal) => Promise<readonly (readonly number[])[]>;
  /** Says a sentence to people who don't see the screen. */
  readonly announce: (event: PeopleEvent) => void;
}

/** Something worth saying. */
export type PeopleEvent =
  | { readonly type: 'grouped'; readonly people: number; readonly faces: number }
  | { readonly type: 'asked-later'; readonly asked: number };

/**
 * Compares the faces of the open files while that is switched on, groups them, and decides about a person in all of them. What faces
 * are compared by stays in this object and is forgotten with its file; everything is when the last file closes, when no policy allows
 * it any more, and when it is switched off.
 */
export class PeopleGrouping {
  /** For React: `useStore(grouping.api)`. */
  readonly api: StoreApi<PeopleState>;
  readonly #engine: Pick<EnginePort, 'describeFaces'>;
  readonly #store: WorkspaceStore;
  readonly #outside: PeopleSurroundings;
  readonly #memory = new FaceMemory();
  /** Decisions just as a wish about a person made them: whoever changes one by hand makes another object of it. */
  readonly #made = new WeakSet<Decision>();
  #groups: readonly FaceGroup[] = [];
  #groupedAt = 0;
  /** What was said in one go belongs together. */
  #corrections: readonly (readonly GroupCorrection[])[] = [];
  #nextNumber = 1;
  #failed: ReadonlySet<JobId> = new Set();
  #pace = new Pace();
  /** Ends everything that runs; `null` while switched off. */
  #life: AbortController | null = null;
  #running = false;
  /** Something has changed since work was last looked for. */
  #changed = false;
  #describing: { readonly id: JobId; readonly abort: AbortController; readonly since: number } | null = null;

  /**
   * @param engine - describes faces
   * @param store - holds the files, and takes the decisions
   * @param outside - time and the worker
   */
  constructor(engine: Pick<EnginePort, 'describeFaces'>, store: WorkspaceStore, outside: PeopleSurroundings) {
    this.#engine = engine;
    this.#store = store;
    this.#outside = outside;
    this.api = createStore<PeopleState>(() => NO_PEOPLE);
    store.api.subscribe(() => {
      this.#follow();
    });
  }

  /** Whether the engine can compare faces at all. */
  get isPossible(): boolean {
    return this.#engine.describeFaces !== undefined;
  }

  /** Compares the faces of all files, and of those that are searched later. Only after the person has agreed to it. */
  start(): void {
    if (this.#life !== null || !this.isPossible) return;
    this.#life = new AbortController();
    this.#set({ ...NO_PEOPLE, on: true, agreed: true });
    this.#follow();
  }

  /** Ends it, and forgets everything that was computed; what was decided stays. */
  stop(): void {
    this.#life?.abort();
    this.#life = null;
    this.#running = false;
    this.#describing = null;
    this.#memory.clear();
    this.#groups = [];
    this.#groupedAt = 0;
    this.#corrections = [];
    this.#nextNumber = 1;
    this.#failed = new Set();
    this.#pace = new Pace();
    this.api.setState(({ agreed }) => ({ ...NO_PEOPLE, agreed }), true);
  }

  /** Seconds until every file is compared, by moving average; `null` while there is nothing to go by. */
  secondsLeft(): number | null {
    if (this.#describing === null) return null;
    const { id, since } = this.#describing;
    return this.#pace.secondsLeft(this.#allowed().filter((job) => job.id !== id && this.#memory.missing(job).length > 0).length, [{ elapsed: this.#outside.now() - since, share: null }], 1);
  }

  /**
   * Decides about a person in all files, in one step of undo.
   * @param number - of the person
   * @param reason - id of one of the policy's reasons, for what is kept clear
   * @returns `null` where there is no such person any more
   */
  async decide(number: number, wish: PersonWish, reason: string | null): Promise<PersonOutcome | null> {
    const life = this.#life;
    const group = this.api.getState().people.find((person) => person.number === number)?.faces;
    if (life === null || group === undefined) return null;
    const members = new Set(group.filter((key) => this.#memory.has(key)));
    const { version } = this.#memory;
    const keys = this.#memory.keys();
    const verdicts = await matchFaces(members, keys, (key) => this.#memory.embeddingOf(key), this.#outside);
    if (life.signal.aborted) return null;
    // The files may have changed meanwhile; faces that came since are later ones.
    const judged = this.#liveFaces().flatMap((face) => {
      const verdict = verdicts.get(face.key);
      return verdict === undefined ? [] : [{ ...face, member: members.has(face.key), verdict, legible: this.#memory.embeddingOf(face.key) !== null, byHand: this.#isByHand(face.decision) }];
    });
    const plan = planForPerson(judged, wish);
    const touched = this.#carryOut(plan, reason, null);
    if (wish !== 'mask-others') {
      const rule: PersonRule = { wish, at: this.#store.getState().clock, touched, faces: members, reason, seen: new Set(keys), version };
      this.api.setState(({ rules }) => ({ rules: [...rules, rule] }));
    }
    this.#kick();
    return { files: plan.files, asked: plan.ask.length, left: plan.left };
  }

  /** Says that faces are of one person; everyone in their groups is then. */
  same(faces: readonly string[]): void {
    this.#correct([{ type: 'same', faces }]);
  }

  /**
   * Says that some faces are of the person of others.
   * @param faces - are taken out of the groups in which they are
   * @param to - faces of the person
   */
  move(faces: readonly string[], to: readonly string[]): void {
    const target = new Set(to);
    const moved = faces.filter((face) => !target.has(face));
    this.#correct([...this.#apart(moved), { type: 'same', faces: [...moved, ...to] }]);
  }

  /** Says that faces are not of the person whose group they are in. */
  notThisPerson(faces: readonly string[]): void {
    this.#correct(this.#apart(faces));
  }

  /** Takes the last correction back. */
  takeBackCorrection(): void {
    this.#corrections = this.#corrections.slice(0, -1);
    this.#publish();
  }

  #apart(faces: readonly string[]): readonly GroupCorrection[] {
    const out = new Set(faces);
    return this.api.getState().people.flatMap((person): readonly GroupCorrection[] => {
      const its = person.faces.filter((face) => out.has(face));
      return its.length === 0 ? [] : [{ type: 'apart', faces: its, from: person.faces }];
    });
  }

  #correct(corrections: readonly GroupCorrection[]): void {
    if (corrections.length === 0) return;
    this.#corrections = [...this.#corrections, corrections];
    // A wish about a person was made before it was known that some of these faces are someone else's: it no longer holds for files to come.
    const doubted = new Set(corrections.flatMap((correction) => (correction.type === 'apart' ? [...correction.faces, ...correction.from] : [])));
    if (doubted.size > 0) this.api.setState(({ rules }) => ({ rules: rules.filter(({ faces }) => ![...faces].some((face) => doubted.has(face))) }));
    this.#publish();
  }

  /** Files whose policy allows it. */
  #allowed(): readonly Job[] {
    const state = this.#store.getState();
    return state.jobs.filter((job) => job.session !== null && policyFor(state, job.id).review.groupPeople);
  }

  #liveFaces(): readonly OpenFace[] {
    return this.#allowed().flatMap(facesOfJob);
  }

  #isByHand(decision: Decision): boolean {
    return decision.decidedBy === 'person' && decision.state !== 'pending' && !this.#made.has(decision);
  }

  #set(part: Partial<PeopleState>): void {
    this.api.setState(part);
  }

  /** Called by every change of the workspace. */
  #follow(): void {
    if (this.#life === null) return;
    const state = this.#store.getState();
    const open = new Set(state.jobs.flatMap(({ id }) => (policyFor(state, id).review.groupPeople ? [id] : [])));
    if (open.size === 0) {
      this.stop();
      return;
    }
    if (this.#memory.keepOnly(open)) this.#publish();
    if (this.#describing !== null && !open.has(this.#describing.id)) this.#describing.abort.abort();
    this.#kick();
  }

  #kick(): void {
    this.#changed = true;
    if (this.#life !== null && !this.#running) void this.#run(this.#life.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#running = true;
    try {
      while (this.#changed && !signal.aborted) {
        this.#changed = false;
        while (await this.#next(signal));
      }
    } finally {
      if (!signal.aborted) this.#running = false;
    }
  }

  /** One piece of work; `false` where there is none. */
  async #next(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    const allowed = this.#allowed();
    const missing = allowed.find((job) => this.#memory.missing(job).length > 0);
    if (missing !== undefined) {
      await this.#describe(missing, allowed, signal);
      return true;
    }
    if (this.#groupedAt !== this.#memory.version) {
      await this.#group(signal);
      return true;
    }
    if (this.api.getState().progress !== null) this.#set({ progress: null });
    const { rules } = this.api.getState();
    const rule = rules.length === 0 ? undefined : clearRules(rules, this.#store.getState().jobs).find(({ version }) => version !== this.#memory.version);
    if (rule === undefined) return false;
    await this.#applyLater(rule, signal);
    return true;
  }

  async #describe(job: Job, allowed: readonly Job[], signal: AbortSignal): Promise<void> {
    const faces = this.#memory.missing(job);
    const withFaces = allowed.filter((one) => facesOfJob(one).length > 0);
    this.#set({ progress: { done: withFaces.filter((one) => this.#memory.missing(one).length === 0).length, total: withFaces.length } });
    const abort = new AbortController();
    const forward = (): void => abort.abort();
    signal.addEventListener('abort', forward, { once: true });
    const since = this.#outside.now();
    this.#describing = { id: job.id, abort, since };
    const described = await this.#engine.describeFaces?.({ id: job.id, file: job.file }, faces.map(({ decision }) => faceRegion(decision)), { signal: abort.signal });
    signal.removeEventListener('abort', forward);
    if (signal.aborted) return;
    this.#describing = null;
    // Closed meanwhile, or no longer allowed: what came is dropped.
    if (abort.signal.aborted || !this.#allowed().some(({ id }) => id === job.id)) return;
    if (described?.status === 'ok') this.#pace.add(this.#outside.now() - since);
    else this.#failed = new Set([...this.#failed, job.id]);
    this.#memory.put(faces, described?.status === 'ok' ? described.value : []);
  }

  async #group(signal: AbortSignal): Promise<void> {
    const { version } = this.#memory;
    const live = this.#liveFaces().map(({ key }) => key);
    const known = live.flatMap((key) => {
      const embedding = this.#memory.embeddingOf(key);
      return embedding === null ? [] : [{ key, embedding }];
    });
    const groups = await this.#outside.group(known.map(({ embedding }) => embedding), signal);
    if (signal.aborted) return;
    this.#groups = groups.map((group) => group.flatMap((at) => known[at]?.key ?? []));
    this.#groupedAt = version;
    const first = !this.api.getState().grouped;
    this.#publish();
    if (first) this.#outside.announce({ type: 'grouped', people: this.api.getState().people.length, faces: known.length });
  }

  /** Shows the groups as they are by now. */
  #publish(): void {
    const live = this.#liveFaces().map(({ key }) => key).filter((key) => this.#memory.has(key));
    const order = new Map(live.map((key, index) => [key, index]));
    const groups = correctGroups(this.#groups.map((group) => group.filter((key) => order.has(key))), this.#corrections.flat());
    const { people, once, next } = numberGroups(groups, this.api.getState().people, this.#nextNumber, order);
    this.#nextNumber = next;
    const open = new Set(this.#store.getState().jobs.map(({ id }) => id));
    this.#set({
      people, once, grouped: this.#groupedAt > 0, corrections: this.#corrections.length,
      unclear: live.filter((key) => this.#memory.embeddingOf(key) === null), failed: [...this.#failed].filter((id) => open.has(id)).length,
    });
  }

  /** Makes a rule hold for faces that came after it, as part of its step. */
  async #applyLater(rule: PersonRule, signal: AbortSignal): Promise<void> {
    const { version } = this.#memory;
    const exemplars = new Set([...rule.faces].filter((key) => this.#memory.has(key)));
    const fresh = this.#memory.keys().filter((key) => !rule.seen.has(key));
    // Without a face of the person left, nothing can be told; the new ones stay as the policy has them.
    const verdicts = exemplars.size === 0 ? new Map<string, never>() : await matchFaces(exemplars, fresh, (key) => this.#memory.embeddingOf(key), this.#outside);
    const { rules, people } = this.api.getState();
    if (signal.aborted) return;
    const still = clearRules(rules, this.#store.getState().jobs).includes(rule);
    const members = new Set(people.flatMap(({ faces }) => (faces.some((key) => exemplars.has(key)) ? faces : [])));
    const judged = this.#liveFaces().flatMap((face) => {
      const verdict = verdicts.get(face.key);
      return verdict === undefined ? [] : [{ ...face, member: members.has(face.key), verdict, legible: this.#memory.embeddingOf(face.key) !== null, byHand: this.#isByHand(face.decision) }];
    });
    const plan = planForPerson(judged, 'clear');
    const touched = still && this.#carryOut(plan, rule.reason, rule.at);
    const applied: PersonRule = still ? { ...rule, touched: rule.touched || touched, seen: new Set([...rule.seen, ...fresh]), version } : rule;
    this.api.setState((now) => ({ rules: now.rules.map((one) => (one === rule ? applied : one)) }));
    if (still && plan.ask.length > 0) this.#outside.announce({ type: 'asked-later', asked: plan.ask.length });
  }

  /** @returns whether any decision changed */
  #carryOut(plan: PersonPlan, reason: string | null, joins: number | null): boolean {
    const before = this.#store.getState().jobs;
    const parts = partsOfPlan(plan, reason);
    if (parts.length > 0) this.#store.dispatch({ type: 'regions-sorted', parts, ...(joins === null ? {} : { joins }) });
    const now = new Map(this.#liveFaces().map(({ key, decision }) => [key, decision]));
    for (const { key } of [...plan.clear, ...plan.mask]) {
      const decision = now.get(key);
      if (decision !== undefined) this.#made.add(decision);
    }
    const asked = new Set(plan.ask.map(({ key }) => key));
    this.api.setState((state) => ({ asked: [...asked, ...state.asked.filter((key) => now.get(key)?.state === 'pending' && !asked.has(key))] }));
    return this.#store.getState().jobs !== before;
  }
}
