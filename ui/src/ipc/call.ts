import type { Problem } from "./generated";

/** The answer of a command, as the generated client gives it. */
type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

/** A problem that the Rust side answered with. Its words are the messages `err-CODE` and `fix-CODE`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** Turns the answer of a command into its data, or throws a [ProblemError]. */
export async function call<T>(answer: Promise<Result<T, Problem>>): Promise<T> {
  const result = await answer;
  if (result.status === "ok") return result.data;
  throw new ProblemError(result.error);
}

/** The code of what is no answer of a command at all: our own bug. */
export const UNEXPECTED = "ui-unexpected";

/** The problem behind an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { code: UNEXPECTED, subject: null, detail, retryable: true, arguments: {} };
}
