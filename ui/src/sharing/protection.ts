/** Whether secrets go along, and who can open the file then. */
export type Protection = {
  isWanted: boolean;
  /** The second confirmation. */
  isConfirmed: boolean;
  way: "passphrase" | "recipient";
  passphrase: string;
  again: string;
  /** The Rust side accepts the passphrase. */
  isStrong: boolean;
  recipient: string;
};

export const NO_PROTECTION: Protection = {
  isWanted: false,
  isConfirmed: false,
  way: "passphrase",
  passphrase: "",
  again: "",
  isStrong: false,
  recipient: "",
};

/** Whether the bundle can be saved: redacted always, with secrets only confirmed and protected. */
export function isReady(protection: Protection): boolean {
  if (!protection.isWanted) return true;
  if (!protection.isConfirmed) return false;
  return protection.way === "recipient"
    ? protection.recipient.trim() !== ""
    : protection.isStrong && protection.passphrase === protection.again;
}

/** Whether what was typed the second time can no longer become what was typed first. */
export function differs({ passphrase, again }: Protection): boolean {
  return again !== "" && !passphrase.startsWith(again);
}
