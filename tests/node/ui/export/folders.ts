/** A folder in memory that behaves like one of the browser's, as far as saving needs it. */
export class MemoryFolder {
  readonly kind = 'directory';
  readonly name: string;
  readonly files = new Map<string, string>();
  readonly folders = new Map<string, MemoryFolder>();
  /** Names of files whose writing fails, and how: while it is written, or when it is closed. */
  readonly broken = new Map<string, { readonly at: 'write' | 'close'; readonly error: DOMException }>();
  permission: PermissionState = 'granted';
  asked = 0;

  constructor(name = '') {
    this.name = name;
  }

  queryPermission = (): Promise<PermissionState> => Promise.resolve(this.permission);
  requestPermission = (): Promise<PermissionState> => {
    this.asked += 1;
    if (this.permission === 'prompt') this.permission = 'granted';
    return Promise.resolve(this.permission);
  };

  getDirectoryHandle = (name: string, options?: { readonly create?: boolean }): Promise<MemoryFolder> => {
    if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name)) return Promise.reject(new TypeError('Name is not allowed.'));
    const found = this.folders.get(name) ?? (options?.create === true ? new MemoryFolder(name) : null);
    if (found === null) return Promise.reject(new DOMException('', 'NotFoundError'));
    this.folders.set(name, found);
    return Promise.resolve(found);
  };

  getFileHandle = (name: string, options?: { readonly create?: boolean }): Promise<object> => {
    if (!this.files.has(name)) {
      if (options?.create !== true) return Promise.reject(new DOMException('', 'NotFoundError'));
      this.files.set(name, '');
    }
    return Promise.resolve({ createWritable: () => Promise.resolve(this.#writable(name)) });
  };

  removeEntry = (name: string): Promise<void> => {
    this.files.delete(name);
    return Promise.resolve();
  };

  /** Every path with its content. */
  tree(prefix = ''): Record<string, string> {
    const own = [...this.files].map(([name, text]) => [prefix + name, text] as const);
    return Object.assign(Object.fromEntries(own), ...[...this.folders].map(([name, folder]) => folder.tree(`${prefix}${name}/`))) as Record<string, string>;
  }

  asHandle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }

  #writable(name: string): object {
    let text = '';
    const broken = this.broken.get(name);
    return {
      write: async (bytes: Blob) => {
        if (broken?.at === 'write') throw broken.error;
        text += await bytes.text();
      },
      close: () => {
        if (broken?.at === 'close') return Promise.reject(broken.error);
        this.files.set(name, text);
        return Promise.resolve();
      },
      abort: () => (broken === undefined ? Promise.resolve() : Promise.reject(new TypeError('The stream failed.'))),
    };
  }
}
