import { minute, second } from "../clock";
import { type AskFailure, askServer, type EndpointAccess, strikeOut } from "./ask-server";

/** How an endpoint is asked. */
export interface LineOptions {
  clock: () => number;
  wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  random: () => number;
  timeoutMs: number;
  /** Times that one request is sent at most. */
  attempts: number;
}

const firstPauseMs = second;
const longestPauseMs = minute;
const longestRetryAfterMs = 10 * minute;
/** Failures in a row, of requests that were given up, after which an endpoint is left alone. */
const mostFailures = 10;
/** The same for failures that are about single texts, as they may come in crowds. */
const mostTextFailures = 50;

/**
 * One endpoint as a job talks to it: what it asks for is repeated with pauses that double, everyone waits when the server
 * says so (`Retry-After`), and after too many failures in a row it is given up: from then on nothing is sent.
 */
export class EndpointLine {
  private pausedUntil = 0;
  private hasAnswered = false;
  private failures = 0;
  private givenUp: string | undefined;

  constructor(
    readonly access: EndpointAccess,
    private readonly options: LineOptions,
  ) {}

  /** Why nothing is sent any more, once that is so. */
  get closedBecause(): string | undefined {
    return this.givenUp;
  }

  /** Asks until `read` can use the answer, at most so many times; a failure's reason is safe to store. */
  async ask<T extends object>(
    path: "/completions" | "/embeddings",
    body: object,
    read: (text: string) => T | AskFailure,
  ): Promise<{ value: T; attempts: number } | (AskFailure & { attempts: number })> {
    for (let attempts = 1; ; attempts++) {
      await this.untilAllowed();
      if (this.givenUp !== undefined)
        return { kind: "refused", reason: this.givenUp, attempts: attempts - 1 };
      const answer = await askServer(this.access, path, body, this.options);
      const value = "text" in answer ? read(answer.text) : answer;
      if (!isFailure(value)) {
        this.hasAnswered = true;
        this.failures = 0;
        return { value, attempts };
      }
      const failure = { ...value, reason: strikeOut(value.reason, this.access.key) };
      if (failure.kind !== "again" || attempts >= this.options.attempts) {
        this.count(failure);
        return { ...failure, attempts };
      }
      await this.pause(attempts, failure.retryAfterMs);
    }
  }

  private async untilAllowed(): Promise<void> {
    for (;;) {
      const left = this.pausedUntil - this.options.clock();
      if (left <= 0) return;
      await this.options.wait(left);
    }
  }

  private async pause(attempts: number, retryAfterMs: number | undefined): Promise<void> {
    const { clock, wait, random } = this.options;
    if (retryAfterMs !== undefined) {
      const until = clock() + Math.min(retryAfterMs, longestRetryAfterMs);
      this.pausedUntil = Math.max(this.pausedUntil, until);
    }
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
    await wait(pauseMs * (0.5 + random() / 2));
  }

  private count({ kind, reason }: AskFailure): void {
    this.failures += kind === "text" ? mostFailures / mostTextFailures : 1;
    const isHopeless = kind === "refused" && !this.hasAnswered;
    if (isHopeless || this.failures >= mostFailures) {
      this.givenUp ??= `not asked, since the endpoint failed before: ${reason}`;
    }
  }
}

export function isFailure(value: object): value is AskFailure {
  return "kind" in value && "reason" in value;
}
