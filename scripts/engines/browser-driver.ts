/** The little that a journey needs of a browser, whichever it is. */
export interface BrowserDriver {
  readonly name: string;
  /** Opens an address. */
  open(url: string): Promise<void>;
  /** Puts one file into the first file input that the selector finds. */
  upload(selector: string, path: string): Promise<void>;
  /** Runs the body of an async function in the page and returns what it returns, as JSON. */
  evaluate(body: string): Promise<unknown>;
  /** PNG of the page. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}
